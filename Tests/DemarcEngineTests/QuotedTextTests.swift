// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DemarcEngine

@Suite struct QuotedTextTests {
    @Test(arguments: [
        ("", "\"\""), ("plain", "\"plain\""), ("say \"a\\b\"", #""say \"a\\b\"""#), ("\n\r\t", #""\n\r\t""#),
        ("\u{0}\u{1F}\u{7F}", #""\u0000\u001f\u007f""#), ("\u{80}\u{9F}\u{A0}", "\"\\u0080\\u009f\u{A0}\""),
        ("\u{2027}\u{2028}\u{2029}\u{202A}", "\"\u{2027}\\u2028\\u2029\u{202A}\""), ("é\"🚀\u{E200}", "\"é\\\"🚀\u{E200}\""),
    ])
    func quotesSoThatNothingComesOutRaw(_ text: String, _ quoted: String) {
        #expect(QuotedText.of(text) == quoted)
    }

    /// What a character is to come out as, one after another.
    private static func spelled(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
            "\\u" + String(repeating: "0", count: 4 - String(scalar.value, radix: 16).count) + String(scalar.value, radix: 16)
        default: String(Character(scalar))
        }
    }

    @Test func `every character is spelled right at every place of texts of every length`() {
        let characters: [Unicode.Scalar] =
            (0..<0x100).compactMap { Unicode.Scalar($0 as UInt32) } + ["\u{2027}", "\u{2028}", "\u{2029}", "\u{202A}", "🚀", "\u{10FFFF}"]
        for character in characters {
            for length in [0, 1, 6, 7, 8, 9, 15, 16, 17] {
                for place in 0...length {
                    var text = String.UnicodeScalarView(repeating: "a", count: length)
                    text.insert(character, at: text.index(text.startIndex, offsetBy: place))
                    let expected = "\"" + text.map(Self.spelled).joined() + "\""
                    if QuotedText.of(String(text)) != expected { Issue.record("\(character.value) at \(place) of \(length)") }
                }
            }
        }
    }

    @Test func `what is at a range of bytes comes behind what is there`() {
        var bytes = Array("[".utf8)
        QuotedText.append(Array("ab\"cd".utf8), 1..<4, to: &bytes)
        QuotedText.append(Array("ab".utf8), 2..<2, to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == #"["b\"c""""#)
    }
}
