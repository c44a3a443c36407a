// SPDX-License-Identifier: Apache-2.0
import DemarcDocument
import Testing

@Suite struct ThreadsTests {
    @Test("every element is changed once", arguments: [1, 2, 8], [0, 1, 7, 1000])
    func change(threads: Int, count: Int) {
        var numbers = Array(0..<count)
        Threads.change(&numbers, on: threads, unless: { false }, with: { _ in 1 }) { tool, number in number += tool }
        #expect(numbers == Array(0..<count).map { $0 + 1 })
    }

    @Test("each thread has one tool", arguments: [1, 4])
    func tools(threads: Int) {
        var numbers = Array(0..<100)
        Threads.change(&numbers, on: threads, unless: { false }, with: { $0 }) { tool, number in number = tool }
        #expect(numbers.allSatisfy { $0 < threads })
    }

    @Test func `what is left stays as it is when the work is called off`() {
        let asked = Counter()
        var numbers = [0, 0, 0, 0, 0]
        Threads.change(&numbers, on: 1, unless: { asked.next() >= 2 }, with: { _ in }) { _, number in number = 1 }
        #expect(numbers == [1, 1, 0, 0, 0])
    }
}
