// SPDX-License-Identifier: Apache-2.0

/// Writes texts in quotes, escaped as JSON; control characters, and what some readers take for the end of a line, never come out raw.
public enum QuotedText {
    /// The longest escape, `\\u001b`.
    private static let longestEscape = 6

    /// `text` in quotes.
    public static func of(_ text: String) -> String {
        var bytes: [UInt8] = []
        append(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Adds `text` in quotes.
    public static func append(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { unsafe append($0, to: &bytes) }
    }

    /// Adds the text at `range` of `text` in quotes.
    public static func append(_ text: [UInt8], _ range: Range<Int>, to bytes: inout [UInt8]) {
        unsafe text.withUnsafeBufferPointer { unsafe append(UnsafeBufferPointer(rebasing: $0[range]), to: &bytes) }
    }

    static func append(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        // A stretch is copied eight bytes at a time, the last of which may be too many.
        bytes.append(addingCapacity: longestEscape * text.count + 2 + stretch) { room in
            unsafe room.withUnsafeMutableBufferPointer { room, count in
                guard let start = room.baseAddress else { return }
                unsafe count += write(text, to: start + count)
            }
        }
    }

    private static func write(_ text: UnsafeBufferPointer<UInt8>, to start: UnsafeMutablePointer<UInt8>) -> Int {
        let quote = UInt8(ascii: "\"")
        var target = unsafe start
        func put(_ byte: UInt8) {
            unsafe target.pointee = byte
            unsafe target += 1
        }
        put(quote)
        var place = 0
        while place < text.count {
            let count = unsafe copyPlain(text, place, to: target)
            place += count
            unsafe target += count
            guard place < text.count else { break }
            let (length, value) = unsafe special(text, place)
            if length == 0 {
                unsafe put(text[place])
                place += 1
            } else {
                escape(value, put)
                place += length
            }
        }
        put(quote)
        return unsafe target - start
    }

    /// How many bytes are looked at together.
    private static let stretch = 8

    /// Copies what stands as it is from `place` on, up to a byte that has to be looked at, or not all of it; how many bytes that were.
    @inline(__always) private static func copyPlain(
        _ text: UnsafeBufferPointer<UInt8>, _ place: Int, to target: UnsafeMutablePointer<UInt8>
    ) -> Int {
        var count = 0
        while place + count + stretch <= text.count {
            let bytes = unsafe UnsafeRawPointer(text.baseAddress.unsafelyUnwrapped + place + count).loadUnaligned(as: UInt64.self)
            unsafe UnsafeMutableRawPointer(target + count).storeBytes(of: bytes, as: UInt64.self)
            let found = suspects(UInt64(littleEndian: bytes))
            if found != 0 { return count + found.trailingZeroBitCount / 8 }
            count += stretch
        }
        while unsafe place + count < text.count && !isSuspect(text[place + count]) {
            unsafe target[count] = text[place + count]
            count += 1
        }
        return count
    }

    private static func isSuspect(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x22 || byte == 0x5C || byte >= 0x7F }

    /// The highest bit of each byte that is suspect; of those above the lowest some may be set that are not.
    @inline(__always) private static func suspects(_ bytes: UInt64) -> UInt64 {
        func each(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }
        func isZero(_ bytes: UInt64) -> UInt64 { (bytes &- each(1)) & ~bytes }
        let isControl = (bytes &- each(0x20)) & ~bytes
        return (isControl | isZero(bytes ^ each(0x22)) | isZero(bytes ^ each(0x5C)) | isZero(bytes ^ each(0x7F)) | bytes) & each(0x80)
    }

    /// How many bytes a character at `place` has that is to be escaped, and which it is; none where it stands as it is.
    private static func special(_ text: UnsafeBufferPointer<UInt8>, _ place: Int) -> (count: Int, value: UInt32) {
        let byte = unsafe text[place]
        switch byte {
        case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x7F: return (1, UInt32(byte))
        case 0xC2 where unsafe place + 1 < text.count && text[place + 1] < 0xA0: return unsafe (2, UInt32(text[place + 1]))
        case 0xE2 where unsafe place + 2 < text.count && text[place + 1] == 0x80 && text[place + 2] & 0xFE == 0xA8:
            return unsafe (3, 0x2000 | UInt32(text[place + 2]) & 0x3F)
        default: return (0, 0)
        }
    }

    private static func escape(_ value: UInt32, _ put: (UInt8) -> Void) {
        put(UInt8(ascii: "\\"))
        switch value {
        case 0x22, 0x5C: put(UInt8(value))
        case 0x0A: put(UInt8(ascii: "n"))
        case 0x0D: put(UInt8(ascii: "r"))
        case 0x09: put(UInt8(ascii: "t"))
        default:
            put(UInt8(ascii: "u"))
            for shift in [12, 8, 4, 0] as [UInt32] {
                let digit = UInt8(value >> shift & 0xF)
                put(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
            }
        }
    }
}
