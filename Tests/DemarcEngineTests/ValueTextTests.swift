// SPDX-License-Identifier: Apache-2.0
import DemarcDocument
import Testing

@testable import DemarcEngine

@Suite struct ValueTextTests {
    private let arena = ArenaBuilder(Arena(vocabulary: Vocabulary(), size: 1 << 20))

    private func json(_ word: Word, at path: String = "configuration.a", limit: Int = .max) -> String {
        ValueText.json(arena.value(word), at: path, limit: limit)
    }

    @Test func `a value is one line of JSON`() {
        let list = arena.array([.null, .yes, .no, arena.integer(-7), arena.integer(.max), arena.double(1.5), arena.double(.infinity)])
        #expect(json(list) == "[null, true, false, -7, 9223372036854775807, 1.5, null]")
        let object = arena.object([("short", arena.string("a\"b")), ("long", arena.string("longer than a word\n")), ("none", .emptyObject)])
        #expect(json(object) == #"{"short": "a\"b", "long": "longer than a word\n", "none": {}}"#)
        #expect(json(arena.unknown(.denied, "why")) == "unknown(denied)")
        #expect(json(arena.joined([arena.integer(1), arena.integer(2)])) == "1")
        #expect(json(.emptyArray) == "[]")
    }

    @Test func `what is secret is not shown, wherever it is`() {
        let variables = arena.object([("A", arena.string("hidden")), ("B", arena.integer(1)), ("C", .null), ("D", arena.unknown(.denied, ""))])
        let environment = arena.object([("name", arena.string("x")), ("variables", variables)])
        let document = arena.object([("environment", environment)])
        #expect(
            json(document, at: "configuration")
                == #"{"environment": {"name": "x", "variables": {"A": "[redacted]", "B": "[redacted]", "C": null, "D": unknown(denied)}}}"#)
        let list = arena.array([arena.object([("name", arena.string("n")), ("value", arena.string("hidden"))])])
        #expect(json(arena.object([("environment", list)])) == #"{"environment": [{"name": "n", "value": "[redacted]"}]}"#)
        #expect(json(arena.string("x"), at: "configuration.masterUserPassword") == #""[redacted]""#)
    }

    @Test func `what is long is cut`() {
        #expect(json(arena.string(String(repeating: "é", count: 10)), limit: 10) == "\"" + String(repeating: "é", count: 10) + "\"")
        #expect(json(arena.string(String(repeating: "é", count: 11)), limit: 10) == "\"" + String(repeating: "é", count: 10) + "…\"")
        let list = arena.array((0..<100).map { arena.integer($0) })
        #expect(json(list, limit: 10) == "[0, 1, 2, 3, …]")
        let deep = (0..<200).reduce(Word.yes) { word, _ in arena.array([word]) }
        #expect(json(deep).filter { $0 == "[" }.count == 65)
        #expect(json(deep).contains("[…]"))
    }
}
