// SPDX-License-Identifier: Apache-2.0
import DemarcDocument
import DemarcTestSupport
import Testing

@Suite struct ArenaTests {
    /// A document whose size, from a few bytes to several chunks, and content depend on `number` alone.
    private static func document(_ number: Int) -> String {
        let list = (0..<number % 97).map { "\($0 * 1_000_003 + number)" }.joined(separator: ",")
        let text = String(repeating: "text \(number) ", count: number % 13 == 0 ? 40_000 : number % 50)
        let long = number % 31 == 0 ? (0..<50_000).map { "\($0 + number)" }.joined(separator: ",") : ""
        return #"{"id":\#(number),"list":[\#(list)],"text":"\#(text)","long":[\#(long)],"key\#(number % 200)":{"ratio":\#(number).5}}"#
    }

    private static func expect(_ value: Value, isDocument number: Int) {
        #expect(value["id"].integer == Int64(number))
        #expect(value["list"].elements.map(\.integer) == (0..<number % 97).map { Int64($0 * 1_000_003 + number) })
        #expect(value["text"].string == String(repeating: "text \(number) ", count: number % 13 == 0 ? 40_000 : number % 50))
        let long = value["long"].elements
        #expect(long.count == (number % 31 == 0 ? 50_000 : 0) && long.enumerated().allSatisfy { $1.integer == Int64($0 + number) })
        #expect(value["key\(number % 200)"]["ratio"].double == Double(number) + 0.5)
    }

    @Test("what eight builders add at once stays whole")
    func buildersDoNotMeet() {
        let arena = Arena(vocabulary: Vocabulary())
        let words = Guarded<[Int: Word]>([:])
        Threads.run(8) { thread in
            let builder = ArenaBuilder(arena)
            for number in stride(from: thread, to: 800, by: 8) {
                let word = try? JSONParser().parse(TextBuffer(ArenaTests.document(number))) { (tree) throws(DocumentError) in
                    try builder.copy(tree.root)
                }
                words.withLock { $0[number] = word }
            }
        }
        let all = words.withLock { $0 }
        #expect(all.count == 800)
        for (number, word) in all { ArenaTests.expect(arena.value(word), isDocument: number) }
    }

    @Test("a value is read where it was written, however much is added later")
    func nothingMoves() throws {
        let builder = ArenaBuilder(Arena(vocabulary: Vocabulary()))
        let first = builder.value(builder.object([("name", builder.string("a text of some length"))]))
        for number in 0..<200_000 { _ = builder.array([builder.integer(Int64(number)), builder.string("filler \(number)")]) }
        #expect(first["name"].string == "a text of some length")
    }

    @Test("a list larger than any chunk lies beside what was added before")
    func largeListsHaveAPlaceOfTheirOwn() {
        let arena = Arena(vocabulary: Vocabulary())
        let builders = [ArenaBuilder(arena), ArenaBuilder(arena)]
        let small = builders.map { $0.array([.yes, .no]) }
        let large = builders.map { $0.array((0..<300_000).map { Word(bits: UInt64(3) << 60 | UInt64($0)) }) }
        let after = builders.map { $0.array([.no, .yes]) }
        for place in 0..<2 {
            #expect(arena.value(small[place]).elements.map(\.boolean) == [true, false])
            #expect(arena.value(after[place]).elements.map(\.boolean) == [false, true])
            #expect(arena.value(large[place]).elements.enumerated().allSatisfy { $1.integer == Int64($0) })
        }
    }
}
