// SPDX-License-Identifier: Apache-2.0
import DemarcDocument
import Testing

@testable import DemarcSnapshot

@Suite struct DraftOrderTests {
    /// Ids that begin alike, are short, end early, hold a zero byte or order differently as bytes than as characters.
    private static let ids = [
        ["i-0abc", "i-0abd", "i-0ab", "i-0abc", "i-1"], ["x"], ["", "a", "a\u{0}", "a\u{0}b", "ab"], ["é", "z", "e", "日本"],
        (0..<200).map { "arn:aws:service:us-east-1:111122223333:thing/\($0 * 7919 % 100)" },
        (0..<50).map { String(repeating: "a", count: $0 % 17) + "\($0 % 5)" },
    ]

    @Test("drafts are in the order of the bytes of their ids, those of one id as they were read", arguments: ids)
    func order(ids: [String]) throws {
        let vocabulary = Vocabulary()
        let arena = ArenaBuilder(Arena(vocabulary: vocabulary))
        let types = ["AWS::EC2::Instance", "AWS::EC2::Volume"].map { vocabulary.symbol($0) }
        let region = vocabulary.symbol("us-east-1")
        let drafts = ids.enumerated().map { number, id in
            ResourceDraft(
                type: types[number % 3 == 2 ? 1 : 0], region: region, id: arena.string(id), shape: .config,
                origin: Origin(source: 0, pointer: "/\(number)", span: ByteSpan(offset: number, length: 1)))
        }
        let order = DraftOrder(drafts, arena: arena)
        #expect(order.order.sorted() == Array(drafts.indices))
        for cell in order.cells {
            let expected = ids.indices.filter { drafts[$0].type == cell.type }.sorted { left, right in
                let (first, second) = (Array(ids[left].utf8), Array(ids[right].utf8))
                return first == second ? left < right : first.lexicographicallyPrecedes(second)
            }
            let resources = order.resources[cell.resources]
            #expect(resources.flatMap { order.order[$0] } == expected)
            #expect(resources.allSatisfy { Set(order.order[$0].map { ids[$0] }).count == 1 })
            #expect(resources.count == Set(expected.map { ids[$0] }).count)
        }
    }
}
