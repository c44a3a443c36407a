// SPDX-License-Identifier: Apache-2.0
import DemarcRules
import Synchronization
import Testing

@testable import DemarcEngine

/// Every question is handed out once, in batches of about the same time.
@Suite struct WorkQueueTests {
    private static func batches(_ counts: [[Int]]) -> [Batch] {
        counts.enumerated().flatMap { account, kinds in
            kinds.enumerated().map { Batch(account: account, rule: $0, kind: $0, subjects: .resources(0..<$1)) }
        }
    }

    private static func range(_ batch: Batch) -> Range<Int> { if case .resources(let range) = batch.subjects { range } else { 0..<1 } }

    /// Lets `workers` take turns over what `counts` says, by account and kind; a check of a kind takes as long as `costs` says. The order of
    /// what was taken, and when each worker ended.
    private func simulate(
        _ counts: [[Int]], costs: [Double], workers: Int, queue: WorkQueue? = nil
    ) -> (taken: [(worker: Int, batch: Batch)], ends: [Double]) {
        let queue = queue ?? WorkQueue(kinds: costs.count)
        queue.fill(Self.batches(counts), accounts: counts.count)
        var taken: [(worker: Int, batch: Batch)] = []
        var accounts = [Int?](repeating: nil, count: workers)
        var ends = [Double](repeating: 0, count: workers)
        var busy = Set(0..<workers)
        while let worker = busy.min(by: { (ends[$0], $0) < (ends[$1], $1) }) {
            guard let batch = queue.next(&accounts[worker]) else {
                busy.remove(worker)
                continue
            }
            let time = costs[batch.kind] * Double(batch.subjects.count)
            queue.learn(batch, nanoseconds: time)
            ends[worker] += time
            taken.append((worker, batch))
        }
        #expect(queue.takeRest().isEmpty)
        return (taken, ends)
    }

    @Test(arguments: [1, 2, 8])
    func everyQuestionIsHandedOutOnce(workers: Int) {
        let counts = [[5000, 1, 300], [], [0, 7, 100_000], [16]].map { $0.map { $0 } }
        let taken = simulate(counts, costs: [50_000, 3e9, 50], workers: workers).taken.map(\.batch)
        for (account, kinds) in counts.enumerated() {
            for (kind, count) in kinds.enumerated() {
                let subjects = taken.filter { $0.account == account && $0.kind == kind }.flatMap { Array(Self.range($0)) }
                #expect(subjects.sorted() == Array(0..<count))
            }
        }
    }

    @Test(arguments: [
        // One account holds everything; one rule costs nearly all; many small accounts and a large one at the end.
        ([[400_000, 400_000]], [150.0, 90]), ([[2000, 200_000]], [50_000, 50]),
        (Array(repeating: [100, 50], count: 50) + [[20_000, 100_000]], [5000.0, 300]), ([[100_000], [10], [10]], [2000.0]),
    ])
    func workersEndTogether(counts: [[Int]], costs: [Double]) {
        for workers in [2, 4] {
            let ends = simulate(counts, costs: costs, workers: workers).ends
            let (first, last) = (ends.min() ?? 0, ends.max() ?? 0)
            #expect(last - first <= 2.5e6, "\(ends)")
            #expect(ends.reduce(0, +) / last > Double(workers) * 0.95, "\(ends)")
        }
    }

    @Test func `a batch is as large as its kind is cheap`() {
        let taken = simulate([[100_000, 1000, 40_000]], costs: [50, 50_000, 2e6], workers: 1).taken.map(\.batch)
        let largest = (0..<3).map { kind in taken.filter { $0.kind == kind }.map(\.subjects.count).max() ?? 0 }
        #expect(largest == [16_384, 40, 4], "the last one is only probed with more than one")
        #expect(taken.first?.subjects.count == 4)
    }

    @Test func `what one check costs most of comes first, where that is known`() {
        let queue = WorkQueue(kinds: 3)
        let costs = [1000.0, 1e6, 50_000]
        _ = simulate([[10, 10, 10]], costs: costs, workers: 1, queue: queue)
        let taken = simulate([[10, 10, 10]], costs: costs, workers: 1, queue: queue).taken
        let kinds = taken.map(\.batch.kind)
        #expect(kinds == kinds.sorted { costs[$0] > costs[$1] } && Set(kinds).count == 3)
    }

    @Test func `a worker stays with its account, and helps with the largest rest at the end`() {
        let counts = [[4000], [4000], [4000], [40_000]]
        let taken = simulate(counts, costs: [10_000], workers: 2).taken
        for worker in 0..<2 {
            let accounts = taken.filter { $0.worker == worker }.map(\.batch.account)
            let changes = zip(accounts, accounts.dropFirst()).count { $0 != $1 }
            #expect(changes <= 2 && accounts.last == 3, "\(accounts)")
        }
    }

    @Test func `what nobody took is told`() {
        let queue = WorkQueue(kinds: 2)
        queue.fill(Self.batches([[100, 10], [30]]), accounts: 2)
        var account: Int?
        let first = queue.next(&account)
        #expect(first?.subjects.count == 4)
        #expect(queue.takeRest().reduce(0) { $0 + $1.subjects.count } == 136)
        #expect(queue.next(&account) == nil)
    }
}
