// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

@testable import DemarcDocument

/// Whatever the parser refuses, a person is told where.
@Suite struct JSONFaultTests {
    /// Why the parser refuses `bytes`; nil where it takes them.
    private func refusal(_ bytes: [UInt8]) throws -> DocumentError? {
        let parser = try JSONParser()
        do throws(DocumentError) {
            try parser.parse(TextBuffer(copying: bytes)) { (_) throws(DocumentError) in }
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        (#"["a", "x\uD800y"]"#, "line 1, column 9: found '\\', expected both halves of a surrogate pair"),
        (#"["\uDC00"]"#, "line 1, column 3: found '\\', expected both halves of a surrogate pair"),
        (#"["\uD800\u0041"]"#, "line 1, column 3: found '\\', expected both halves of a surrogate pair"),
        (#"{"\uD800": 1}"#, "line 1, column 3: found '\\', expected both halves of a surrogate pair"),
        (#"["\u12G4"]"#, "line 1, column 7: found 'G', expected four hexadecimal digits"),
        ("[\"\u{1}\"]", "line 1, column 3: found byte 0x1, expected an escaped control character"),
        ("[1,\n 2,\n]", "line 3, column 1: found ']', expected a value"),
        ("[18446744073709551616]", "line 1, column 2: found '1', expected a number of at most 64 bits"),
    ])
    func `a fault has its place`(text: String, message: String) throws {
        let refusal = try refusal(Array(text.utf8))
        #expect(refusal?.description == message)
    }

    @Test func `whole pairs are taken`() throws {
        let refusal = try refusal(Array(#"["\uD83D\uDE00\u00e9\u0000"]"#.utf8))
        #expect(refusal == nil)
    }

    @Test func `bytes that are no text have their place`() throws {
        let refusal = try refusal(Array("[\"é".utf8) + [0xC3, 0x28] + Array("\"]".utf8))
        #expect(refusal?.description == "line 1, column 5: found byte 0xc3, expected UTF-8 text")
    }

    @Test(
        .enabled(if: SharedData.has("json/test_parsing"), Comment(rawValue: SharedData.absence)),
        arguments: SharedData.names(in: "json/test_parsing").filter { !$0.hasPrefix("y_") })
    func `no refusal of the suite is without a place that is in the file`(file: String) throws {
        let bytes = try SharedData.bytes("json/test_parsing/\(file)")
        guard case .malformed(let place, let found, _) = try refusal(bytes) else { return }
        #expect(place.hasPrefix("line "))
        #expect(found != "the end of the file" || !file.contains("surrogate"))
    }

    /// Whether `number` is out of range by its whole spelling.
    private func isOutOfRange(_ number: String) -> Bool {
        let isWhole = !number.utf8.contains { ".eE".utf8.contains($0) }
        return isWhole ? Int64(number) == nil && UInt64(number) == nil : Double(number)?.isFinite != true
    }

    @Test func `numbers of any length are in range where their whole spelling is`() throws {
        var dice = Dice(seed: 4)
        func digits(_ most: Int) -> String {
            let count = dice.number(below: most) + 1
            return (0..<count).map { _ in "\(dice.number(below: 10))" }.joined()
        }
        let edge = "17976931348623158079372897140530341507993413271003782693617377898044496829276475094664901797758720709633028641669288791094655"
        var numbers = [
            "0", "-0", "0.0", "0e999999999999999999999", "-9223372036854775808", "-9223372036854775809", "18446744073709551615",
            "18446744073709551616", "100000000000000000000", "1e308", "1e309", "1e-999999999999999999999999", "1e99999999999999999999999",
            "1.7976931348623157e308", "1.7976931348623159e308", "0.\(String(repeating: "0", count: 400))1e709",
            "0.\(String(repeating: "0", count: 3000))1e3309", "0.\(String(repeating: "0", count: 3000))1e3310",
            "1\(String(repeating: "0", count: 3000))e-2692", "1\(String(repeating: "0", count: 3000))e-2691", "\(edge)e184",
        ]
        for _ in 0..<400 {
            var number = dice.one(of: ["", "-"]) + dice.one(of: ["0", "1\(digits(18))", "1\(digits(22))", "9\(digits(320))", "9\(digits(2000))"])
            if dice.number(below: 2) == 0 { number += "." + dice.one(of: [digits(3), digits(1200), String(repeating: "0", count: 900) + "1"]) }
            if dice.number(below: 2) == 0 { number += dice.one(of: ["e", "E"]) + dice.one(of: ["", "+", "-"]) + digits(4) }
            numbers.append(number)
        }
        var refused = 0
        for number in numbers {
            let isOutOfRange = isOutOfRange(number)
            var spelling = NumberSpelling()
            for byte in number.utf8 { spelling.add(byte) }
            #expect(spelling.isOutOfRange == isOutOfRange, "\(number)")
            #expect((try refusal(Array("[\(number)]".utf8)) != nil) == isOutOfRange, "\(number)")
            if isOutOfRange { refused += 1 }
        }
        #expect(refused > 50 && refused < 350, "\(refused)")
    }

    @Test func `of a long number little is kept`() {
        var spelling = NumberSpelling()
        for _ in 0..<100_000 { spelling.add(UInt8(ascii: "7")) }
        #expect(spelling.isOutOfRange && spelling.keptCount <= 1000)
    }
}
