// SPDX-License-Identifier: Apache-2.0
public import DemarcDocument

/// Where a document was read: the source file and the place in it.
public struct Origin: Sendable, Equatable {
    /// The lists of AWS Config's files, whose items are too many to spell out each one's place.
    enum ItemList: String, CaseIterable {
        case configurationItems
        case aggregateItems = "ConfigurationItems"
        case baseItems = "baseConfigurationItems"
        case aggregateBaseItems = "BaseConfigurationItems"

        /// Whether its items carry neither tags nor relationships.
        var isBase: Bool { self == .baseItems || self == .aggregateBaseItems }
    }

    /// A place in words, in one block that all copies share.
    private final class Spelling: Sendable {
        let pointer: String

        init(_ pointer: String) { self.pointer = pointer }
    }

    // A snapshot holds one for each document: what fits in half a word is in one.
    private let sourceNumber: UInt32
    private let length: UInt32
    private let offset: Int
    private let item: UInt32
    private let list: ItemList?
    private let spelling: Spelling?

    /// The document at `pointer` of the file.
    public init(source: Int, pointer: String, span: ByteSpan) {
        self.init(source: source, span: span, item: 0, list: nil, spelling: Spelling(pointer))
    }

    /// The item with this number.
    init(source: Int, item: Int, of list: ItemList, span: ByteSpan) {
        self.init(source: source, span: span, item: item, list: list, spelling: nil)
    }

    private init(source: Int, span: ByteSpan, item: Int, list: ItemList?, spelling: Spelling?) {
        sourceNumber = UInt32(source)
        length = UInt32(clamping: span.length)
        offset = span.offset
        self.item = UInt32(clamping: item)
        self.list = list
        self.spelling = spelling
    }

    /// Index of the file in the snapshot's sources.
    public var source: Int { Int(sourceNumber) }

    /// Where the document stands in the decompressed file.
    public var span: ByteSpan { ByteSpan(offset: offset, length: Int(length)) }

    /// JSON pointer of the document in the file ("/configurationItems/17"), or the row of a CSV ("row 3").
    public var pointer: String {
        if let list { return "/\(list.rawValue)/\(item)" }
        return spelling?.pointer ?? ""
    }

    public static func == (left: Origin, right: Origin) -> Bool {
        left.source == right.source && left.span == right.span && left.pointer == right.pointer
    }
}
