// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DemarcRules

/// A pattern matches all of a text or nothing of it: a name that contains another is not it.
@Suite struct TextPatternTests {
    @Test(arguments: [
        ("logs", "logs"), ("*", ""), ("*", "anything"), ("logs-*", "logs-"), ("logs-*", "logs-2026"), ("*-logs", "edge-logs"), ("a*b*c", "abc"),
        ("a*b*c", "axxbxxbc"), ("?", "é"), ("i-?", "i-1"), ("arn:aws:s3:::*/*", "arn:aws:s3:::b/k"), ("**", "x"), ("a**", "a"), ("*a", "aaa"),
        ("??", "e\u{301}"), ("*\u{301}", "e\u{301}"),
    ])
    func matches(pattern: String, text: String) { #expect(TextPattern(pattern).matches(text)) }

    @Test(arguments: [
        ("logs", "my-logs"), ("logs", "logs-2026"), ("logs", "LOGS"), ("logs-*", "logs"), ("logs-*", "my-logs-1"), ("*-logs", "edge-logs-2"),
        ("a*b*c", "abcd"), ("a*b*c", "ac"), ("?", ""), ("?", "ab"), ("", "x"), ("*a", "aab"), ("a.c", "abc"), ("[ab]", "a"),
        ("?", "e\u{301}"), ("\u{E9}", "e\u{301}"),
    ])
    func doesNotMatch(pattern: String, text: String) { #expect(!TextPattern(pattern).matches(text)) }

    @Test func aPatternOfManyStarsEnds() {
        let pattern = TextPattern(String(repeating: "*a", count: 200))
        #expect(!pattern.matches(String(repeating: "a", count: 2000) + "b"))
    }
}
