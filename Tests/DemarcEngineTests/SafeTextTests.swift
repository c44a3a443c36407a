// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DemarcEngine

@Suite struct SafeTextTests {
    @Test func escapesWhatWouldSteerATerminalOrTurnTextAround() {
        #expect(SafeText.name("a\u{1B}[31mb\u{202E}c\n") == "a\\u{1B}[31mb\\u{202E}c\\u{A}")
        #expect(SafeText.name("Größe 🚀") == "Größe 🚀")
    }

    @Test func cutsLongMessages() {
        #expect(SafeText.message(String(repeating: "x", count: 10_000)).count == 4097)
    }
}
