// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DemarcRules

@Suite struct SuggestionTests {
    private let fields = ["title", "severity", "resource", "check", "examples"]

    @Test(arguments: [("severty", "severity"), ("chekc", "check"), ("Titel", "title"), ("resources", "resource")])
    func findsTheNearest(word: String, meant: String) {
        #expect(Suggestion.of(word, among: fields) == meant)
    }

    @Test(arguments: ["", "zzzzzz", "party"])
    func saysNothingWhereNothingIsNear(word: String) {
        #expect(Suggestion.of(word, among: fields) == nil)
    }
}
