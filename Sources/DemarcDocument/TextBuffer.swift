// SPDX-License-Identifier: Apache-2.0
internal import CSimdjson

#if canImport(Glibc)
import Glibc
#endif

/// The bytes of one document in memory of their own, with the padding simdjson reads behind them.
@safe public final class TextBuffer {
    let base: UnsafeMutablePointer<UInt8>
    private let start: UnsafeMutablePointer<UInt8>
    /// How many bytes the text has.
    public let count: Int

    /// Room for `capacity` bytes that `fill` writes and counts; a UTF-8 byte order mark is dropped.
    public init(capacity: Int, fill: (UnsafeMutableBufferPointer<UInt8>) throws(DocumentError) -> Int) throws(DocumentError) {
        guard let memory = unsafe malloc(capacity + CSIMDJSON_PADDING) else { throw .outOfMemory }
        unsafe HugePages.ask(for: memory, capacity)
        let start = unsafe memory.assumingMemoryBound(to: UInt8.self)
        let filled: Int
        do throws(DocumentError) {
            filled = try unsafe fill(UnsafeMutableBufferPointer(start: start, count: capacity))
        } catch {
            unsafe Glibc.free(start)
            throw error
        }
        unsafe (start + filled).initialize(repeating: 0, count: CSIMDJSON_PADDING)
        count = unsafe TextBuffer.withoutMark(UnsafeBufferPointer(start: start, count: filled)).count
        unsafe self.start = start
        unsafe base = start + (filled - count)
    }

    /// `count` bytes that were allocated with room for the padding behind them, and are then this text's.
    init(adopting bytes: UnsafeMutablePointer<UInt8>, count: Int) {
        unsafe start = bytes
        unsafe (bytes + count).initialize(repeating: 0, count: CSIMDJSON_PADDING)
        self.count = unsafe TextBuffer.withoutMark(UnsafeBufferPointer(start: bytes, count: count)).count
        unsafe base = bytes + (count - self.count)
    }

    /// A copy of `text`.
    public convenience init(_ text: String) throws(DocumentError) {
        var text = text
        self.init(copying: text.withUTF8 { unsafe Array($0) })
    }

    /// A copy of `bytes`.
    public convenience init(copying bytes: [UInt8]) {
        // The only error of `fill` here is none; memory that small is there.
        do {
            unsafe try self.init(capacity: bytes.count) { room in
                unsafe bytes.withUnsafeBufferPointer { bytes in unsafe TextBuffer.copy(bytes, to: room) }
                return bytes.count
            }
        } catch { preconditionFailure("out of memory") }
    }

    /// A copy of `bytes`.
    public convenience init(copying bytes: UnsafeBufferPointer<UInt8>) throws(DocumentError) {
        unsafe try self.init(capacity: bytes.count) { room in
            unsafe TextBuffer.copy(bytes, to: room)
            return bytes.count
        }
    }

    /// `bytes` without the byte order mark they may begin with.
    static func withoutMark(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        let isMarked = unsafe bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
        return unsafe isMarked ? UnsafeBufferPointer(rebasing: bytes[3...]) : bytes
    }

    private static func copy(_ bytes: UnsafeBufferPointer<UInt8>, to room: UnsafeMutableBufferPointer<UInt8>) {
        guard let source = bytes.baseAddress, let target = room.baseAddress else { return }
        unsafe target.update(from: source, count: bytes.count)
    }

    deinit { unsafe Glibc.free(start) }

    /// Runs `body` on the bytes.
    public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        unsafe body(UnsafeBufferPointer(start: base, count: count))
    }

    /// The whole text, damaged UTF-8 replaced.
    public var string: String { unsafe withBytes { unsafe String(decoding: $0, as: UTF8.self) } }

    /// Whether there is nothing but white space.
    public var isBlank: Bool { firstByte == nil }

    /// The first byte that is not white space.
    public var firstByte: UInt8? {
        for place in 0..<count {
            if unsafe !TextBuffer.isBlank(base[place]) { return unsafe base[place] }
        }
        return nil
    }

    /// Whether a byte is white space in JSON.
    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
}
