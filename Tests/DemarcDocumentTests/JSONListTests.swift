// SPDX-License-Identifier: Apache-2.0
import DemarcDocument
import Testing

@Suite struct JSONListTests {
    /// Elements of many sizes and shapes, with texts that look like the end of an element.
    private static func elements(_ count: Int, longest: Int) -> [String] {
        var state: UInt64 = 42
        func random(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        return (0..<count).map { number in
            let filler = String(repeating: #"},{\"x\":"},"#.replacing(#""},"#, with: "€},"), count: random(longest))
            let nested = (0..<random(5)).map { #"{"n":[\#($0),{"m":null}]}"# }.joined(separator: ",")
            if number % 11 == 5 { return ["\(number)", "\(number)e0", "\"\(number)},{ \\\"\(filler)\"", "true", "null"][number % 5] }
            return number % 7 == 3 ? "[\(number),\"\(filler)\"]" : #"{"id":\#(number),"list":[\#(nested)],"text":"\#(filler)"}"#
        }
    }

    private typealias Result = (spans: [ByteSpan], ids: [String], rest: String)

    private static func read(_ text: String) throws -> Result? { try read(TextStream(Array(text.utf8)), threads: 1) }

    /// The same by several threads.
    private static func readTogether(_ text: String) throws -> Result? { try read(TextStream(Array(text.utf8)), threads: 4) }

    /// The same through a source that hands out little at a time.
    private static func readSlowly(_ text: String) throws -> Result? {
        let bytes = Array(text.utf8)
        var place = 0
        let stream = unsafe try TextStream { room in
            let count = min(bytes.count - place, room.count, 65_521)
            for offset in 0..<count { unsafe room[offset] = bytes[place + offset] }
            place += count
            return count
        }
        return try read(stream, threads: 1)
    }

    private static func read(_ stream: TextStream, threads: Int) throws -> Result? {
        guard let list = JSONList.find(["items"], in: stream, isAlone: threads == 1) else { return nil }
        let pieces = Guarded<[Int: [(number: Int, span: ByteSpan, id: String)]]>([:])
        Threads.run(threads) { _ in
            do throws(DocumentError) {
                let piece = try JSONListPiece(JSONParser(), blockSize: 1 << 18)
                while try list.next(piece) {
                    var read: [(number: Int, span: ByteSpan, id: String)] = []
                    let isList = try piece.forEach { node, number, span in
                        read.append((number, span, (node["id"] ?? node.elements.first)?.integer.map { "\($0)" } ?? "?"))
                    }
                    guard isList else { return list.giveUp() }
                    pieces.withLock { $0[piece.number] = read }
                }
            } catch { list.giveUp() }
        }
        guard let rest = list.rest() else { return nil }
        let all = pieces.withLock { $0 }.sorted { $0.key < $1.key }.flatMap(\.value)
        #expect(all.map(\.number) == Array(all.indices))
        return (all.map(\.span), all.map(\.id), rest.string)
    }

    @Test("every element comes once, in order, with its place", arguments: [(3, 4), (2000, 400), (40, 60_000)], [",", " ,\n  "])
    func everyElementComesOnce(size: (count: Int, longest: Int), separator: String) throws {
        let elements = JSONListTests.elements(size.count, longest: size.longest)
        let text = "{\"a\":1,\"items\":[\(elements.joined(separator: separator))],\"z\":[{}]}"
        let bytes = Array(text.utf8)
        for read in [JSONListTests.read, JSONListTests.readSlowly, JSONListTests.readTogether] {
            let result = try #require(try read(text))
            for (number, id) in result.ids.enumerated() where number % 11 != 5 { #expect(id == "\(number)") }
            #expect(result.ids.count == size.count)
            #expect(result.rest == "{\"a\":1,\"items\":[],\"z\":[{}]}")
            for (span, element) in zip(result.spans, elements) {
                #expect(bytes[span.offset..<span.offset + span.length].elementsEqual(element.utf8))
            }
        }
    }

    @Test("elements may be plain values", arguments: ["7", "-1.5e3 ", "\"a\\\"},{\"", "true", "\n null"])
    func plainElements(value: String) throws {
        for (list, count) in [("[\(value)]", 1), ("[{},\(value),[]]", 3), ("[\(value),\(value)]", 2), ("[{\"id\":1},\(value)]", 2)] {
            for read in [JSONListTests.read, JSONListTests.readSlowly, JSONListTests.readTogether] {
                let text = "{\"items\":\(list)}"
                let result = try #require(try read(text))
                #expect(result.rest == "{\"items\":[]}" && result.ids.count == count, "\(list)")
            }
        }
    }

    @Test(
        "what is no value in a list is left to a parse of the whole",
        arguments: [
            "7 8", "truex", "nul", "7\"a\"", "\"a\"x", "01", "1.", "-", "\"\\x\"",
            "\"\\uD800\"", "18446744073709551616", ":", "{},:1", "7,", "1e999",
        ])
    func plainFaults(value: String) throws {
        for list in ["[\(value)]", "[{},\(value),{}]", "[[],\(value)]"] {
            for read in [JSONListTests.read, JSONListTests.readSlowly, JSONListTests.readTogether] {
                #expect(try read("{\"items\":\(list)}") == nil, "\(list)")
            }
        }
    }

    @Test("an empty list is one", arguments: ["[]", "[ \n ]"])
    func anEmptyList(list: String) throws {
        let result = try #require(try JSONListTests.read("{\"items\":\(list)}"))
        #expect(result.ids.isEmpty)
    }

    @Test(
        "what is no list of objects is left to a parse of the whole",
        arguments: ["[1]", "[{},]", "[,{}]", "[{}{}]", "[{} 1]", "[{}", "[{},{", "[{},\"", "[{\"a\":}]", "[{\"a\":1,,}]", "[{}]]"])
    func whatIsNoList(list: String) throws {
        let result = try JSONListTests.read("{\"items\":\(list)")
        // The closing brace is missing everywhere: the rest itself tells, where the list does not.
        if let result { #expect(throws: DocumentError.self) { try JSONParser().parse(TextBuffer(result.rest)) { _ in } } }
    }

    @Test("a list that is cut anywhere is never taken for a whole one")
    func aCutList() throws {
        let elements = JSONListTests.elements(6, longest: 6)
        let text = Array("{\"items\":[\(elements.joined(separator: ","))]}".utf8)
        for end in 10..<text.count - 1 {
            let cut = String(decoding: text[..<end], as: UTF8.self)
            guard let result = try JSONListTests.read(cut) else { continue }
            #expect(throws: DocumentError.self, "cut at \(end)") { try JSONParser().parse(TextBuffer(result.rest)) { _ in } }
        }
    }

    @Test(
        "a list is found only behind plain members",
        arguments: [("{\"x\":{},\"items\":[]}", false), ("{\"x\\\"\":\"[\",\"items\":[]}", true), ("[]", false)])
    func found(text: String, isFound: Bool) throws {
        #expect((try JSONListTests.read(text) != nil) == isFound)
    }
}
