// SPDX-License-Identifier: Apache-2.0
internal import CSimdjson

#if canImport(Glibc)
import Glibc
#endif

/// Whole elements of a list that follow one another; one thread reads piece after piece into one of these.
@safe public final class JSONListPiece {
    /// Room before a block for what the block before leaves over.
    private static let usualRoom = 1 << 16

    private let parser: JSONParser
    private var memory: UnsafeMutablePointer<UInt8>
    private let blockSize: Int
    private var capacity: Int
    private var start = usualRoom
    private(set) var count = 0
    private var piece: CSimdjson_piece
    /// How many pieces of the list come before it.
    public internal(set) var number = 0
    /// The number of its first element, and where in the text it begins.
    var beginning = (element: 0, offset: 0)

    /// Bytes that are read at once: threads at one list wait for each other at every block, and each block costs them a sleep; few enough
    /// still for the cache.
    public static let usualBlockSize = 1 << 20

    /// A piece that nothing was read into; `parser` reads nothing else meanwhile.
    public init(_ parser: JSONParser, blockSize: Int = usualBlockSize) throws(DocumentError) {
        self.parser = parser
        self.blockSize = blockSize
        capacity = JSONListPiece.usualRoom + blockSize
        unsafe memory = try JSONListPiece.allocate(capacity)
        unsafe piece = JSONListPiece.piece(memory, 0, isLast: true, isFirst: true, isOpen: false)
    }

    deinit { unsafe Glibc.free(memory) }

    private static func allocate(_ capacity: Int) throws(DocumentError) -> UnsafeMutablePointer<UInt8> {
        guard let memory = unsafe malloc(capacity + CSIMDJSON_PADDING) else { throw .outOfMemory }
        return unsafe memory.assumingMemoryBound(to: UInt8.self)
    }

    private static func piece(_ text: UnsafePointer<UInt8>, _ count: Int, isLast: Bool, isFirst: Bool, isOpen: Bool) -> CSimdjson_piece {
        unsafe CSimdjson_piece(
            json: text, length: count, is_at_end: isLast, is_open: isOpen, state: Int32(isFirst ? CSIMDJSON_AT_BEGIN : CSIMDJSON_AFTER_ELEMENT),
            end: 0, count: 0,
            ends_list: false, element_begin: 0, element_end: 0)
    }

    func withText<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        unsafe body(UnsafeBufferPointer(start: memory + start, count: count))
    }

    /// Reads the next block; whether it is the last.
    func fill(from stream: TextStream) throws(DocumentError) -> Bool {
        start = JSONListPiece.usualRoom
        count = unsafe try stream.read(UnsafeMutableBufferPointer(start: memory + start, count: blockSize))
        unsafe (memory + start + count).update(repeating: 0, count: CSIMDJSON_PADDING)
        return count < blockSize
    }

    /// Puts `text` before the block.
    func prepend(_ text: [UInt8]) throws(DocumentError) {
        if text.count > start {
            let room = text.count + count
            let larger = try unsafe JSONListPiece.allocate(max(room, capacity))
            unsafe (larger + text.count).update(from: memory + start, count: count + CSIMDJSON_PADDING)
            unsafe Glibc.free(memory)
            unsafe memory = larger
            capacity = max(room, capacity)
            start = text.count
        }
        start -= text.count
        count += text.count
        unsafe text.withUnsafeBufferPointer { text in
            if let base = text.baseAddress { unsafe (memory + start).update(from: base, count: text.count) }
        }
    }

    /// Finds out which elements are whole: the status of `CSimdjson_cut`.
    func cut(isLast: Bool, isFirst: Bool, isOpen: Bool) -> Int32 {
        unsafe piece = JSONListPiece.piece(memory + start, count, isLast: isLast, isFirst: isFirst, isOpen: isOpen)
        return unsafe CSimdjson_cut(parser.parser, &piece)
    }

    var end: Int { unsafe piece.end }
    var elementCount: Int { unsafe piece.count }
    var endsList: Bool { unsafe piece.ends_list }

    /// Calls `body` with each element, its number in the list and where in the text it stands.
    ///
    /// - Returns: whether there was nothing but values; else a parse of the whole document is to say what there is.
    public func forEach(_ body: (JSONNode, Int, ByteSpan) throws(DocumentError) -> Void) throws(DocumentError) -> Bool {
        var tape = unsafe CSimdjson_tape()
        var element = beginning.element
        while true {
            switch Int(unsafe CSimdjson_next(parser.parser, &piece, &tape)) {
            case CSIMDJSON_OK:
                guard let tree = unsafe JSONParser.tree(tape) else { throw .outOfMemory }
                let span = unsafe ByteSpan(offset: beginning.offset + piece.element_begin, length: piece.element_end - piece.element_begin)
                try body(tree.root, element, span)
                element += 1
            case CSIMDJSON_END: return true
            default: return false
            }
        }
    }
}
