// SPDX-License-Identifier: Apache-2.0
public import DemarcDocument

/// Where a document was read: the source file and the place in it.
///
/// A snapshot holds one for each document, and copies it often: it is small, and holds nothing that is counted.
public struct Origin: Sendable, BitwiseCopyable {
    /// The lists of AWS Config's files, whose items are too many to spell out each one's place.
    enum ItemList: UInt64, CaseIterable {
        case configurationItems = 1
        case aggregateItems
        case baseItems
        case aggregateBaseItems

        /// The list of this name.
        init?(name: String) {
            guard let list = ItemList.allCases.first(where: { $0.name == name }) else { return nil }
            self = list
        }

        /// What the pointers of its items begin with.
        fileprivate var beginning: String {
            switch self {
            case .configurationItems: "/configurationItems/"
            case .aggregateItems: "/ConfigurationItems/"
            case .baseItems: "/baseConfigurationItems/"
            case .aggregateBaseItems: "/BaseConfigurationItems/"
            }
        }

        var name: String { String(beginning.dropFirst().dropLast()) }

        /// Whether its items carry neither tags nor relationships.
        var isBase: Bool { self == .baseItems || self == .aggregateBaseItems }
    }

    private static let listBits: UInt64 = 3

    private let sourceNumber: UInt32
    private let length: UInt32
    /// The offset, and in the lowest bits the list that the document is an item of.
    private let offsetAndList: UInt64
    /// The number of the item; of what is in no list, the word of the pointer.
    private let place: UInt64

    /// The document at `pointer`, a text of the snapshot's arena, of the file.
    public init(source: Int, pointer: Word, span: ByteSpan) { self.init(source, span, 0, pointer.bits) }

    /// The item with this number.
    init(source: Int, item: Int, of list: ItemList, span: ByteSpan) { self.init(source, span, list.rawValue, UInt64(item)) }

    private init(_ source: Int, _ span: ByteSpan, _ list: UInt64, _ place: UInt64) {
        sourceNumber = UInt32(source)
        length = UInt32(clamping: span.length)
        offsetAndList = UInt64(span.offset) << Origin.listBits | list
        self.place = place
    }

    /// Index of the file in the snapshot's sources.
    public var source: Int { Int(sourceNumber) }

    /// Where the document stands in the decompressed file.
    public var span: ByteSpan { ByteSpan(offset: Int(offsetAndList >> Origin.listBits), length: Int(length)) }

    private var list: ItemList? { ItemList(rawValue: offsetAndList & (1 << Origin.listBits - 1)) }

    /// JSON pointer of the document in the file ("/configurationItems/17"), or the row of a CSV ("row 3").
    public func pointer(in arena: Arena) -> String {
        var bytes: [UInt8] = []
        appendPointer(in: arena, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Adds the same to `bytes`.
    public func appendPointer(in arena: Arena, to bytes: inout [UInt8]) {
        if let list {
            bytes.append(contentsOf: list.beginning.utf8)
            bytes.append(contentsOf: String(place).utf8)
        } else {
            _ = unsafe arena.value(Word(bits: place)).withUTF8 { unsafe bytes.append(contentsOf: $0) }
        }
    }

    /// The same in a copy of the snapshot's values that `copy` makes.
    func moved(_ copy: (UInt64) -> UInt64) -> Origin {
        list == nil ? Origin(source: source, pointer: Word(bits: copy(place)), span: span) : self
    }
}
