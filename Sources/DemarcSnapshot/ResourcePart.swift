// SPDX-License-Identifier: Apache-2.0
public import DemarcDocument

/// A document that belongs to a resource another answer lists, such as a bucket's policy.
public struct ResourcePart: Sendable {
    /// Where in the resource the document goes.
    public enum Target: Sendable, Equatable {
        /// Beside the configuration.
        case configuration
        /// Into the supplementary configuration under this name.
        case supplementary(String)
        /// The resource's tags.
        case tags
    }

    /// The type of the resource it belongs to.
    public var type: Symbol
    /// The region of the resource, where ids are not unique without it.
    public var region: Symbol?
    /// The resource's id, name or ARN, also as collectors spell it in file names.
    public var key: String
    /// Where it goes.
    public var target: Target
    /// The document: null where it is known that there is none, unknown where the call failed.
    public var value: Word
    public var origin: Origin

    /// The part of the resource that `key` names.
    public init(type: Symbol, region: Symbol?, key: String, target: Target, value: Word, origin: Origin) {
        self.type = type
        self.region = region
        self.key = key
        self.target = target
        self.value = value
        self.origin = origin
    }
}
