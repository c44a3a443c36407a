// SPDX-License-Identifier: Apache-2.0
public import DemarcDocument

/// One document about one resource, as an importer read it; drafts of one resource become one `Resource`.
public struct ResourceDraft {
    /// Which family of sources the document is from; they are read in this order.
    public enum Shape: Int, Sendable {
        /// An AWS Config item.
        case config
        /// An answer of AWS's API.
        case api
    }

    /// Whether the resource exists.
    public enum Status: Sendable {
        /// It does.
        case existing
        /// It was deleted; the newest item of a resource says so for all older ones.
        case deleted
        /// It was seen and not recorded: nothing may be concluded from it.
        case notRecorded
    }

    /// The resource's type.
    public var type: Symbol
    /// The resource's region; "global" for what belongs to the account.
    public var region: Symbol
    /// The resource's id in AWS Config's spelling.
    public var id: Word
    /// The resource's ARN, name and time of creation: text or null.
    public var arn = Word.null
    public var name = Word.null
    public var created = Word.null
    /// Tags as an object of exact keys, or an unknown.
    public var tags = Word.emptyObject
    public var configuration = Word.null
    public var supplementary = Word.emptyObject
    /// AWS Config's list of relationships.
    public var relationships = Word.null
    public var shape: Shape
    public var status = Status.existing
    /// AWS Config's order of the items of one resource: state id, then capture time.
    public var state: Int64 = 0
    public var captured: Int64 = 0
    /// Whether more documents of the resource belong to it: what none of them says is then unknown, not absent.
    public var isOpen = false
    public var origin: Origin

    /// Whether it is an item of AWS Config of a resource that exists.
    var isExistingItem: Bool { shape == .config && status == .existing }

    /// Whether it is an answer that gives the resource's ARN.
    var isNamedAnswer: Bool { shape == .api && arn.isString }

    /// A draft of a resource that exists, with nothing but its identity.
    public init(type: Symbol, region: Symbol, id: Word, shape: Shape, origin: Origin) {
        self.type = type
        self.region = region
        self.id = id
        self.shape = shape
        self.origin = origin
    }
}
