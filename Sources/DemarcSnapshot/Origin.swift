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

    private enum Place: Equatable {
        case spelled(String)
        case item(Int, of: ItemList)
    }

    /// Index of the file in the snapshot's sources.
    public var source: Int
    /// Where the document stands in the decompressed file.
    public var span: ByteSpan
    private let place: Place

    /// The document at `pointer` of the file.
    public init(source: Int, pointer: String, span: ByteSpan) {
        self.source = source
        self.span = span
        place = .spelled(pointer)
    }

    /// The item with this number.
    init(source: Int, item: Int, of list: ItemList, span: ByteSpan) {
        self.source = source
        self.span = span
        place = .item(item, of: list)
    }

    /// JSON pointer of the document in the file ("/configurationItems/17"), or the row of a CSV ("row 3").
    public var pointer: String {
        switch place {
        case .spelled(let pointer): pointer
        case .item(let number, let list): "/\(list.rawValue)/\(number)"
        }
    }
}
