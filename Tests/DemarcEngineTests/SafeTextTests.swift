// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DemarcEngine

@Suite struct SafeTextTests {
    @Test func escapesWhatWouldSteerATerminalOrTurnTextAround() {
        #expect(SafeText.name("a\u{1B}[31mb\u{202E}c\n") == "a\\u{1B}[31mb\\u{202E}c\\u{A}")
        #expect(SafeText.name("Größe 🚀") == "Größe 🚀")
    }

    @Test(arguments: ["x", "é", "🚀", "\u{1B}", "\r\n", "x\u{202E}", "e\u{301}"])
    func cutsLongMessagesBetweenCharactersAndEscapes(piece: String) {
        for lead in ["", "a", "ab", "abc"] {
            let message = SafeText.message(lead + String(repeating: piece, count: 10_000))
            #expect((4080...4096).contains(message.utf8.count) && message.last == "…")
            // What is left of the pieces is whole ones, but for the characters of one that has several.
            let rest = message.dropFirst(lead.count).dropLast().unicodeScalars
            let whole = SafeText.name(String(repeating: piece, count: 10_000)).unicodeScalars
            #expect(whole.starts(with: rest) && (!piece.unicodeScalars.allSatisfy { $0.value < 32 } || rest.last == "}"))
        }
        let longest = String(repeating: "x", count: 4096)
        #expect(SafeText.message(longest) == longest)
        #expect(SafeText.message(longest + "x").utf8.count == 4096)
    }
}
