// SPDX-License-Identifier: Apache-2.0
import DemarcDocument
import Testing

/// What a memory of earlier documents must never do: change what is read.
@Suite struct PlaceMemoryTests {
    private static func copy(_ text: String, to builder: ArenaBuilder) throws -> Word {
        let embedded = try EmbeddedDocuments()
        return try JSONParser().parse(TextBuffer(text)) { tree throws(DocumentError) in try builder.copy(tree.root, embedded: embedded) }
    }

    /// Objects that differ in what follows the same keys, in lengths around those that are compared at once, and in their texts.
    private static let documents = [
        #"{"a":"12345678","b":{"c":"123456789"}}"#, #"{"a":"12345679","b":{"d":"123456789"}}"#, #"{"a":"1234567","b":[]}"#,
        #"{"abcdefgh":1,"abcdefghi":2}"#, #"{"abcdefgi":1,"abcdefghi":2}"#, #"{"abcdefgh":1,"abcdefghj":2}"#, #"{"abcdefg":1,"abcdefgh":2}"#,
        #"{"":"x","a":1}"#, #"{"a":1,"":"x"}"#, #"{"a":1,"a":2,"b":3}"#, #"{"b":3,"a":1,"b":{"b":4}}"#, "{}", "[]", #"[{"a":[{"a":"long enough"}]}]"#,
        #"{"policy":"{\"Effect\":\"Allow\"}","text":"{\"Effect\":\"Allow\"}"}"#, #"{"text":"{}","policy":"plain"}"#,
        #"{"policyText":"%7B%22a%22%3A1%7D"}"#, #"{"policyText":"not a document"}"#,
    ]

    @Test("a document is read the same whatever was read before it", arguments: documents.indices)
    func isReadTheSame(place: Int) throws {
        let text = PlaceMemoryTests.documents[place]
        let fresh = ArenaBuilder(Arena(vocabulary: Vocabulary()))
        let expected = "\(fresh.value(try PlaceMemoryTests.copy(text, to: fresh)).described)"
        let used = ArenaBuilder(Arena(vocabulary: Vocabulary()))
        for other in PlaceMemoryTests.documents + PlaceMemoryTests.documents.reversed() {
            _ = try PlaceMemoryTests.copy(other, to: used)
            #expect(used.value(try PlaceMemoryTests.copy(text, to: used)).described == expected, "after \(other)")
        }
    }

    @Test func `many builders over one arena don't mix their texts`() throws {
        let arena = Arena(vocabulary: Vocabulary())
        let (left, right) = (ArenaBuilder(arena), ArenaBuilder(arena))
        for number in 0..<100 {
            for (builder, text) in [(left, "a text \(number / 2)"), (right, "another text \(number / 3)")] {
                #expect(builder.value(try PlaceMemoryTests.copy("{\"k\":\"\(text)\"}", to: builder))["k"].string == text)
            }
        }
    }

    @Test func `beyond the places that are remembered everything is read as before`() throws {
        let builder = ArenaBuilder(Arena(vocabulary: Vocabulary()))
        let fillers = (0..<263_000).map { "{\"k\($0)\":0}" }.joined(separator: ",")
        _ = try PlaceMemoryTests.copy("[\(fillers)]", to: builder)
        for text in PlaceMemoryTests.documents {
            let fresh = ArenaBuilder(Arena(vocabulary: Vocabulary()))
            let expected = fresh.value(try PlaceMemoryTests.copy(text, to: fresh)).described
            for _ in 0..<2 { #expect(builder.value(try PlaceMemoryTests.copy(text, to: builder)).described == expected) }
        }
    }

    @Test func `an object of very many keys costs its keys`() throws {
        let finder = MemberFinder([["k149999"], ["absent"]], memory: PlaceMemory(vocabulary: Vocabulary()))
        let members = (0..<150_000).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
        let text = try TextBuffer("{\(members)}")
        let took = try ContinuousClock().measure {
            try JSONParser().parse(text) { tree throws(DocumentError) in
                finder.look(at: tree.root)
                #expect(finder[0]?.integer == 149_999 && finder[1] == nil && !finder.hasRepeatedNames)
            }
        }
        // A walk over all earlier keys for each one is eleven thousand million steps: 20 seconds where they are optimised.
        #expect(took < .seconds(20))
    }

    @Test func `keys that stand twice become unknown one by one`() throws {
        let builder = ArenaBuilder(Arena(vocabulary: Vocabulary()))
        let members = (0..<8000).map { "\"k\($0)\":1,\"k\($0)\":2" }
        let object = builder.value(try PlaceMemoryTests.copy("{\(members.joined(separator: ","))}", to: builder))
        #expect(object.members.count == 8000 && object.members.allSatisfy { $0.value.word.cause == .undecodable })
        #expect(builder.repeatedKeys == 8000)
    }
}

extension Value {
    /// Everything below a value, in one line.
    fileprivate var described: String {
        if word.isObject { return "{" + members.map { "\($0.name): \($0.value.described)" }.joined(separator: ", ") + "}" }
        if word.isArray { return "[" + elements.map(\.described).joined(separator: ", ") + "]" }
        if let cause = word.cause { return "unknown \(cause) \(detail ?? "")" }
        return string.map { "'\($0)'" } ?? integer.map { "\($0)" } ?? boolean.map { "\($0)" } ?? "null"
    }
}
