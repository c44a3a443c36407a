// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DemarcEngine

@Suite struct ValueTextTests {
    @Test(arguments: [
        ("", "\"\""), ("plain", "\"plain\""), ("say \"a\\b\"", #""say \"a\\b\"""#), ("\n\r\t", #""\n\r\t""#),
        ("\u{0}\u{1F}\u{7F}", #""\u0000\u001f\u007f""#), ("\u{80}\u{9F}\u{A0}", "\"\\u0080\\u009f\u{A0}\""),
        ("\u{2027}\u{2028}\u{2029}\u{202A}", "\"\u{2027}\\u2028\\u2029\u{202A}\""), ("é\"🚀\u{E200}", "\"é\\\"🚀\u{E200}\""),
    ])
    func quotesSoThatNothingComesOutRaw(_ text: String, _ quoted: String) {
        #expect(ValueText.quoted(text) == quoted)
    }
}
