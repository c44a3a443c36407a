// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DemarcReport

@Suite struct TextStyleTests {
    private let style = TextStyle(width: 60)

    @Test func cutsAndFills() {
        #expect(style.fit("abcdef", 4) == "abc…")
        #expect(style.fit("ab", 4, alignsRight: true) == "  ab")
        #expect(style.fit("äöü", 4) == "äöü ")
    }

    @Test func wrapsAndBreaksEndlessWords() {
        let lines = style.wrap(String(repeating: "x", count: 90) + " y", indent: 20).split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 60 } && lines.count == 3)
    }

    @Test func paintsOnlyWhereColoursAreWanted() {
        #expect(style.paint("x", .bad) == "x")
        #expect(TextStyle(isColoured: true).paint("x", .bad) == "\u{1B}[31mx\u{1B}[0m")
    }
}
