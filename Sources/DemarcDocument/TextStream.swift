// SPDX-License-Identifier: Apache-2.0
internal import CSimdjson

#if canImport(Glibc)
import Glibc
#endif

/// The text of one file after another, a piece at a time in memory that stays in the processor's cache.
@safe public final class TextStream {
    /// Reads what comes next into the room given; zero bytes mean the end.
    public typealias Source = (UnsafeMutableBufferPointer<UInt8>) throws(DocumentError) -> Int

    /// Small enough for the system's copy to be in the cache still when it is read.
    private static let usualSize = 1 << 18

    private var buffer: UnsafeMutablePointer<UInt8>
    private var capacity = usualSize
    private var source: Source?
    /// A text that is in memory as a whole, in place of the buffer.
    private var whole: TextBuffer?
    /// Bytes of the piece.
    private(set) var count = 0
    /// Bytes of the text before the piece.
    private(set) var offset = 0
    /// Whether the piece ends where the text does.
    private(set) var isAtEnd = true

    /// A stream without a text.
    public init() throws(DocumentError) {
        guard let memory = unsafe malloc(TextStream.usualSize + CSIMDJSON_PADDING) else { throw .outOfMemory }
        unsafe buffer = memory.assumingMemoryBound(to: UInt8.self)
    }

    deinit { unsafe Glibc.free(buffer) }

    /// Whether the text's beginning is gone.
    public var hasAdvanced: Bool { offset > 0 }

    /// Bytes of the text so far, those of the piece among them.
    public var textCount: Int { offset + count }

    /// The piece.
    var base: UnsafeMutablePointer<UInt8> { unsafe whole?.base ?? buffer }

    /// The piece's bytes.
    public func withPiece<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        unsafe body(UnsafeBufferPointer(start: base, count: count))
    }

    /// Begins a text that `source` reads; a UTF-8 byte order mark is dropped.
    public func open(_ source: @escaping Source) throws(DocumentError) {
        begin()
        unsafe self.source = source
        isAtEnd = false
        try fill()
        if unsafe count >= 3 && buffer[0] == 0xEF && buffer[1] == 0xBB && buffer[2] == 0xBF { drop(3) }
    }

    /// Begins a text that is in memory.
    public func open(_ text: TextBuffer) {
        begin()
        whole = text
        count = text.count
    }

    private func begin() {
        unsafe source = nil
        whole = nil
        isAtEnd = true
        count = 0
        offset = 0
    }

    /// Goes on in the text: `used` bytes of the piece are not needed any more, and there is to be more behind the others.
    func advance(used: Int) throws(DocumentError) {
        drop(used)
        offset += used
        if used == 0 { try grow() }
        try fill()
    }

    private func drop(_ used: Int) {
        count -= used
        unsafe memmove(buffer, buffer + used, count)
    }

    private func grow() throws(DocumentError) {
        guard let memory = unsafe realloc(buffer, capacity * 2 + CSIMDJSON_PADDING) else { throw .outOfMemory }
        unsafe buffer = memory.assumingMemoryBound(to: UInt8.self)
        capacity *= 2
    }

    private func fill() throws(DocumentError) {
        while let source = unsafe source, !isAtEnd, count < capacity {
            let read = unsafe try source(UnsafeMutableBufferPointer(start: buffer + count, count: capacity - count))
            count += read
            isAtEnd = read == 0
        }
        unsafe (buffer + count).update(repeating: 0, count: CSIMDJSON_PADDING)
    }

    /// The text as a whole; the stream must not have gone on in it.
    ///
    /// - Parameter size: how many bytes it is likely to have.
    public func text(size: Int) throws(DocumentError) -> TextBuffer {
        if let whole { return whole }
        if isAtEnd { return unsafe try TextBuffer(copying: UnsafeBufferPointer(start: buffer, count: count)) }
        var pieces = GrowingBuffer<UInt8>(capacity: max(size, count) + 1)
        defer { pieces.free() }
        unsafe pieces.append(buffer, count)
        while let source = unsafe source {
            pieces.reserve(TextStream.usualSize)
            let read = unsafe try source(UnsafeMutableBufferPointer(start: pieces.base + pieces.count, count: TextStream.usualSize))
            if read == 0 { break }
            _ = pieces.extend(read)
        }
        return unsafe try TextBuffer(copying: UnsafeBufferPointer(start: pieces.base, count: pieces.count))
    }
}
