// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

@testable import DemarcDocument

/// A fault is found without holding the text, and where the parser finds one.
@Suite struct JSONFaultStreamTests {
    /// What is wrong with `bytes` that come `step` at a time.
    private func fault(_ bytes: [UInt8], step: Int) throws -> DocumentError? {
        var place = 0
        return unsafe try JSONFault.find { room in
            let count = min(step, room.count, bytes.count - place)
            for offset in 0..<count { unsafe room[offset] = bytes[place + offset] }
            place += count
            return count
        }
    }

    private static let pieces: [[UInt8]] =
        [
            "{", "}", "[", "]", ",", ":", "\"", "\"a\"", "\"a\":", "\n", " ", "1", "-", "0", ".5", "e9", "e999", "18446744073709551616", "true",
            "nul", "null",
            "\\", "\\u00e9", "\\ud83d", "\\ude00", "\\n", "\\x", "é", "🚀", "\u{2028}", "\t", "\u{1}", "abc",
        ].map { Array($0.utf8) } + [[0xC3], [0x28], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC0, 0x80], [0xE2, 0x80], [0x80]]

    @Test func `texts by chance are refused where the parser refuses them, however they come`() throws {
        let parser = try JSONParser()
        var dice = Dice(seed: 30)
        var refused = 0
        for _ in 0..<20_000 {
            var bytes = Array(dice.one(of: ["[", "{\"k\":", "[\"", ""]).utf8)
            for _ in 0..<dice.number(below: 12) { bytes += dice.one(of: Self.pieces) }
            bytes += Array(dice.one(of: ["]", "}", "\"]", ""]).utf8)
            guard bytes.contains(where: { !TextBuffer.isBlank($0) }) else { continue }
            var refusal: DocumentError?
            do throws(DocumentError) { try parser.parse(TextBuffer(copying: bytes)) { _ in } } catch { refusal = error }
            let whole = try fault(bytes, step: bytes.count)
            #expect((whole == nil) == (refusal == nil), "\(bytes)")
            for step in [1, 2, 3, 7] { #expect(try fault(bytes, step: step) == whole, "\(step): \(bytes)") }
            if refusal != nil { refused += 1 }
        }
        #expect(refused > 1000 && refused < 19_900)
    }

    @Test func `what is wrong with the source comes before what is wrong with the text`() throws {
        var calls = 0
        #expect(throws: DocumentError.damagedArchive("at its end")) {
            try unsafe JSONFault.find { (room) throws(DocumentError) in
                calls += 1
                guard calls < 3 else { throw .damagedArchive("at its end") }
                unsafe room[0] = UInt8(ascii: "}")
                return 1
            }
        }
    }

    @Test func `of a long text no more than a block is held`() throws {
        var left = 40
        var largest = 0
        let fault = unsafe try JSONFault.find { room in
            guard left > 0 else { return 0 }
            largest = max(largest, room.count)
            for place in 0..<room.count { unsafe room[place] = place == 0 && left == 40 ? UInt8(ascii: "[") : 0x0A }
            left -= 1
            return room.count
        }
        #expect(largest == TextStream.blockSize)
        #expect(fault?.description == "line \(40 * largest), column 1: found the end of the file, expected a value")
    }
}
