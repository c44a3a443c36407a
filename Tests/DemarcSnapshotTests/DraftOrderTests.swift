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
        let (type, region) = (vocabulary.symbol("AWS::EC2::Instance"), vocabulary.symbol("us-east-1"))
        let drafts = ids.enumerated().map { number, id in
            ResourceDraft(
                type: type, region: region, id: arena.string(id), shape: .config,
                origin: Origin(source: 0, pointer: arena.string("/\(number)"), span: ByteSpan(offset: number, length: 1)))
        }
        let order = DraftOrder(drafts, arena: arena)
        let expected = ids.indices.sorted { left, right in
            let (first, second) = (Array(ids[left].utf8), Array(ids[right].utf8))
            return first == second ? left < right : first.lexicographicallyPrecedes(second)
        }
        #expect(order.order == expected)
        #expect(order.resources.flatMap { Array($0) } == Array(ids.indices))
        #expect(order.resources.allSatisfy { Set(order.order[$0].map { ids[$0] }).count == 1 })
        #expect(order.resources.count == Set(ids).count)
    }
}
