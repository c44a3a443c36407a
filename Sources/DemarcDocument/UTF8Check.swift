// SPDX-License-Identifier: Apache-2.0

/// Looks for the first bytes of a text that are not UTF-8, a block of it after another.
struct UTF8Check {
    /// Bytes that are missing of a character, and what the next of them may be.
    private var missing = 0
    private var allowed: ClosedRange<UInt8> = 0x80...0xBF
    /// Where that character begins.
    private var start = PlacedBytes.Spot(offset: 0, byte: nil)

    /// Where in the text the first character begins that is none, of those that `block`, the text from `offset` on, decides.
    mutating func fault(in block: UnsafeBufferPointer<UInt8>, at offset: Int) -> PlacedBytes.Spot? {
        for place in 0..<block.count {
            let byte = unsafe block[place]
            if missing > 0 {
                guard allowed.contains(byte) else { return start }
                missing -= 1
                allowed = 0x80...0xBF
            } else if byte >= 0x80 {
                start = PlacedBytes.Spot(offset: offset + place, byte: byte)
                guard begin(byte) else { return start }
            }
        }
        return nil
    }

    /// Where the character begins that the text ends in the middle of.
    var unfinished: PlacedBytes.Spot? { missing > 0 ? start : nil }

    /// Begins a character of several bytes; which second bytes may follow is Unicode's table 3-7.
    private mutating func begin(_ byte: UInt8) -> Bool {
        switch byte {
        case 0xC2...0xDF: missing = 1
        case 0xE0: (missing, allowed) = (2, 0xA0...0xBF)
        case 0xED: (missing, allowed) = (2, 0x80...0x9F)
        case 0xE1...0xEF: missing = 2
        case 0xF0: (missing, allowed) = (3, 0x90...0xBF)
        case 0xF1...0xF3: missing = 3
        case 0xF4: (missing, allowed) = (3, 0x80...0x8F)
        default: return false
        }
        return true
    }
}
