// SPDX-License-Identifier: Apache-2.0
import CArena
import DemarcTestSupport
import Testing

@testable import DemarcDocument

@Suite struct VocabularyTests {
    /// What one thread got.
    private struct Numbers: Equatable {
        var keys: [UInt32] = []
        var shapes: [UInt32] = []
    }

    private static let spellings = (0..<6000).map { number in
        number % 3 == 0 ? "name\(number)" : number % 3 == 1 ? "Key-\(number / 2)" : "key-\(number / 2)"
    }

    /// Interns all spellings and walks to shapes of one to five keys, from another place on each thread.
    private static func fill(_ vocabulary: Vocabulary, from start: Int) -> Numbers {
        var numbers = Numbers(keys: Array(repeating: 0, count: spellings.count), shapes: Array(repeating: 0, count: spellings.count))
        for place in spellings.indices.map({ ($0 + start) % spellings.count }) {
            numbers.keys[place] = vocabulary.symbol(spellings[place]).key
            for step in 0...place % 5 {
                let key = vocabulary.symbol(spellings[(place / 7 + step * 3) % spellings.count]).key
                numbers.shapes[place] = vocabulary.shape(numbers.shapes[place], adding: key) ?? .max
            }
            vocabulary.complete(numbers.shapes[place])
            #expect(unsafe vocabulary.keys(of: Int(numbers.shapes[place])).count == place % 5 + 1)
        }
        return numbers
    }

    @Test("eight threads get one number for each spelling and one shape for each list of keys")
    func eightThreadsGetTheSameNumbers() throws {
        let vocabulary = Vocabulary()
        let found = Guarded<[Numbers]>([])
        Threads.run(8) { thread in
            let numbers = VocabularyTests.fill(vocabulary, from: thread * 751)
            found.withLock { $0.append(numbers) }
        }
        let all = found.withLock { $0 }
        let first = try #require(all.first)
        #expect(all.count == 8 && all.allSatisfy { $0 == first })
        let spellings = VocabularyTests.spellings
        #expect(vocabulary.keyCount == Set(spellings).count)
        #expect(Set(first.keys).count == vocabulary.keyCount)
        for (place, spelling) in spellings.enumerated() {
            #expect(vocabulary.spelling(of: first.keys[place]) == spelling)
            let keys = unsafe Array(vocabulary.keys(of: Int(first.shapes[place])))
            #expect(keys == (0...place % 5).map { vocabulary.symbol(spellings[(place / 7 + $0 * 3) % spellings.count]).key })
        }
    }

    @Test("keys that differ in the first letter's case share one identity, whoever came first")
    func firstLettersShareAnIdentity() throws {
        let vocabulary = Vocabulary()
        Threads.run(8) { thread in
            for number in 0..<2000 { _ = vocabulary.symbol("\((number + thread) % 2 == 0 ? "K" : "k")ey\(number / 2)") }
        }
        for number in 0..<1000 {
            let keys = [vocabulary.symbol("Key\(number)").key, vocabulary.symbol("key\(number)").key]
            let folded = keys.map { unsafe vocabulary.view.pointee.keys[Int($0)].folded }
            #expect(keys[0] != keys[1] && folded[0] == folded[1] && keys.contains(folded[0]))
        }
    }

    @Test("a key that an object has already gives no shape")
    func repeatedKeysAreTold() {
        let vocabulary = Vocabulary()
        var shape: UInt32 = 0
        for (name, isRepeated) in [("a", false), ("b", false), ("a", true), ("", false), ("", true), ("c", false)] {
            let next = vocabulary.shape(shape, adding: vocabulary.symbol(name).key)
            #expect((next == nil) == isRepeated)
            shape = next ?? shape
        }
        vocabulary.complete(shape)
        #expect(unsafe vocabulary.keys(of: Int(shape)).map { vocabulary.spelling(of: $0) } == ["a", "b", "", "c"])
    }
}
