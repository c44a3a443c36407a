// SPDX-License-Identifier: Apache-2.0
import DemarcDocument
import DemarcTestSupport
import Testing

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
}
