// SPDX-License-Identifier: Apache-2.0
internal import CArena

#if canImport(Glibc)
import Glibc
#endif

/// What an `ArenaBuilder` writes to, behind a pointer so that the loader's inner loop pays no exclusivity check.
struct ArenaState: ~Copyable {
    /// So few that the table stays in the processor's cache: what is repeated mostly is within one item or a few.
    private static let recentMask = (1 << 12) - 1

    /// A string lately written. Its hash tells it from another without a look at its bytes, which are seldom in the cache.
    private struct Recent {
        var word: UInt64
        var hash: UInt64
    }

    var words: ChunkedBuffer<UInt64>
    var bytes: ChunkedBuffer<UInt8>
    /// Members whose name their object had before.
    var repeatedKeys = 0
    /// Strings lately written, by hash: repeated ones (types, ids, states) are stored once.
    private var recent = GrowingBuffer<Recent>(capacity: recentMask + 1)

    init(_ arena: Arena) {
        words = ChunkedBuffer(arena.wordBuffer)
        bytes = ChunkedBuffer(arena.byteBuffer)
        for _ in 0...ArenaState.recentMask { recent.append(Recent(word: 0, hash: 0)) }
    }

    deinit { recent.free() }

    mutating func string(_ source: UnsafePointer<UInt8>, _ length: Int) -> Word {
        if length >= 8 { return unsafe long(source, length) }
        var payload: UInt64 = 0
        for place in 0..<length { unsafe payload |= UInt64(source[place]) << UInt64(8 * place) }
        return ArenaState.short(payload, length)
    }

    /// A text of fewer than eight bytes, which lie in `bytes` from the lowest on.
    @inline(__always) static func short(_ bytes: UInt64, _ length: Int) -> Word {
        let used = (UInt64(1) &<< UInt64(8 &* length)) &- 1
        return Word(bits: UInt64(CARENA_SHORT) << 60 | UInt64(length) << 56 | bytes & used)
    }

    /// A text of eight bytes or more.
    @inline(never) mutating func long(_ source: UnsafePointer<UInt8>, _ length: Int) -> Word {
        let hash = UInt64(unsafe carena_hash(source, UInt64(length)))
        let place = Int(hash) & ArenaState.recentMask
        let known = recent[place]
        if known.hash == hash {
            let candidate = Word(bits: known.word)
            if candidate.count == length, unsafe holds(candidate, source) { return candidate }
        }
        let offset = bytes.extend(length)
        unsafe carena_copy(bytes.base + offset, source, UInt64(length))
        let word = Word(tag: CARENA_STRING, count: length, index: offset)
        recent[place] = Recent(word: word.bits, hash: hash)
        return word
    }

    /// Whether the text that `word` is has the bytes of `source`.
    @inline(__always) func holds(_ word: Word, _ source: UnsafePointer<UInt8>) -> Bool {
        unsafe carena_equal(bytes.base + word.index, source, UInt64(word.count))
    }

    /// A length-prefixed text.
    mutating func detail(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        let length = min(text.count, 65_535)
        let offset = bytes.extend(length + 2)
        bytes[offset] = UInt8(truncatingIfNeeded: length)
        bytes[offset + 1] = UInt8(truncatingIfNeeded: length >> 8)
        if let base = text.baseAddress { unsafe (bytes.base + offset + 2).update(from: base, count: length) }
        return offset
    }

    mutating func integer(_ value: Int64) -> Word {
        if value >= -(1 << 59) && value < 1 << 59 {
            return Word(bits: UInt64(CARENA_INTEGER) << 60 | UInt64(bitPattern: value) & ((1 << 60) - 1))
        }
        return Word(tag: CARENA_LONG, index: words.append(UInt64(bitPattern: value)))
    }

    mutating func double(_ value: Double) -> Word {
        Word(tag: CARENA_DOUBLE, index: words.append(value.bitPattern))
    }

    /// Runs `body` on the bytes of a text.
    private func withText<Result>(_ word: Word, _ body: (UnsafePointer<UInt8>, Int) -> Result) -> Result {
        if word.tag == CARENA_STRING { return unsafe body(bytes.base + word.index, word.count) }
        var payload = word.bits
        let length = word.tag == CARENA_SHORT ? Int(word.bits >> 56 & 15) : 0
        return unsafe withUnsafeBytes(of: &payload) { raw in
            unsafe body(raw.bindMemory(to: UInt8.self).baseAddress ?? UnsafePointer(bytes.base), length)
        }
    }

    func compare(_ left: Word, _ right: Word) -> Int {
        unsafe withText(left) { leftBytes, leftCount in
            unsafe withText(right) { rightBytes, rightCount in
                let order = unsafe Int(memcmp(leftBytes, rightBytes, min(leftCount, rightCount)))
                return order != 0 ? order : leftCount - rightCount
            }
        }
    }

    func sharedPrefix(_ left: Word, _ right: Word) -> Int {
        unsafe withText(left) { leftBytes, leftCount in
            unsafe withText(right) { rightBytes, rightCount in
                let count = min(leftCount, rightCount)
                var place = 0
                while unsafe place < count && leftBytes[place] == rightBytes[place] { place += 1 }
                return place
            }
        }
    }

    func head(of word: Word, behind skipped: Int) -> UInt64 {
        unsafe withText(word) { text, count in
            var head: UInt64 = 0
            for place in skipped..<skipped &+ 8 { unsafe head = head << 8 | (place < count ? UInt64(text[place]) : 0) }
            return head
        }
    }

    func hash(_ word: Word) -> Int { unsafe withText(word) { bytes, count in unsafe Int(carena_hash(bytes, UInt64(count))) } }
}
