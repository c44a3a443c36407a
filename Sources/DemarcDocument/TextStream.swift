// SPDX-License-Identifier: Apache-2.0
internal import CSimdjson

#if canImport(Glibc)
import Glibc
#endif

/// The text of one file, of which the beginning can be looked at before it is read as a whole or a block after another.
@safe public final class TextStream {
    /// Reads what comes next into the room given; zero bytes mean the end.
    public typealias Source = (UnsafeMutableBufferPointer<UInt8>) throws(DocumentError) -> Int

    /// Bytes that are read at once: few enough for the system's copy to be in the cache still when it is parsed.
    static let blockSize = 1 << 18

    private let source: Source
    private let beginning: UnsafeMutableBufferPointer<UInt8>
    /// Bytes of the beginning that are there, and those that were read on from it.
    private var count = 0
    private var place = 0
    private var isAtEnd = false

    /// The text that `source` reads; a UTF-8 byte order mark is dropped.
    public init(_ source: @escaping Source) throws(DocumentError) {
        unsafe self.source = source
        unsafe beginning = .allocate(capacity: TextStream.blockSize)
        count = unsafe try fill(beginning)
        let text = unsafe UnsafeBufferPointer(rebasing: beginning[..<count])
        place = unsafe count - TextBuffer.withoutMark(text).count
    }

    /// The text in `text`.
    public convenience init(_ text: [UInt8]) throws(DocumentError) {
        var place = 0
        unsafe try self.init { room in
            let count = min(room.count, text.count - place)
            for offset in 0..<count { unsafe room[offset] = text[place + offset] }
            place += count
            return count
        }
    }

    deinit { unsafe beginning.deallocate() }

    /// What is there of the beginning and was not read on from.
    public func withBeginning<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        unsafe body(UnsafeBufferPointer(rebasing: beginning[place..<count]))
    }

    /// Passes over `count` bytes of the beginning.
    func skip(_ count: Int) { place += count }

    /// Reads on until `room` is full or the text ends.
    ///
    /// - Returns: how many bytes were read, fewer than there is room for only where the text ends.
    func read(_ room: UnsafeMutableBufferPointer<UInt8>) throws(DocumentError) -> Int {
        let known = min(count - place, room.count)
        if known > 0, let target = room.baseAddress, let start = unsafe beginning.baseAddress {
            unsafe target.update(from: start + place, count: known)
            place += known
        }
        return known + (unsafe try fill(UnsafeMutableBufferPointer(rebasing: room[known...])))
    }

    private func fill(_ room: UnsafeMutableBufferPointer<UInt8>) throws(DocumentError) -> Int {
        var filled = 0
        while filled < room.count && !isAtEnd {
            let read = unsafe try source(UnsafeMutableBufferPointer(rebasing: room[filled...]))
            filled += read
            isAtEnd = read == 0
        }
        return filled
    }

    /// All of the text that was not read yet.
    ///
    /// - Parameter size: how many bytes it is likely to have.
    public func text(size: Int) throws(DocumentError) -> TextBuffer {
        var capacity = max(size, count - place) + TextStream.blockSize
        var text = try unsafe TextStream.allocate(nil, capacity)
        var length = 0
        do throws(DocumentError) {
            while true {
                if capacity - length < TextStream.blockSize {
                    capacity += capacity / 2
                    unsafe text = try TextStream.allocate(text, capacity)
                }
                let read = unsafe try read(UnsafeMutableBufferPointer(start: text + length, count: TextStream.blockSize))
                length += read
                if read < TextStream.blockSize { return unsafe TextBuffer(adopting: text, count: length) }
            }
        } catch {
            unsafe free(text)
            throw error
        }
    }

    /// Room for `capacity` bytes and the padding that is read behind a text.
    private static func allocate(_ old: UnsafeMutablePointer<UInt8>?, _ capacity: Int) throws(DocumentError) -> UnsafeMutablePointer<UInt8> {
        guard let new = unsafe realloc(old, capacity + Int(CSIMDJSON_PADDING)) else { throw .outOfMemory }
        unsafe HugePages.ask(for: new, capacity)
        return unsafe new.assumingMemoryBound(to: UInt8.self)
    }
}
