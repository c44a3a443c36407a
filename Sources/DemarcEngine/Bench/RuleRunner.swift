// SPDX-License-Identifier: Apache-2.0
internal import DemarcRules
internal import DemarcSnapshot

/// One rule on the evaluator of its plugin, to be asked again and again.
struct RuleRunner {
    let rule: Rule
    /// The ids of everything that runs, by the number that a batch has: of one rule there is one for each way in which it runs somewhere.
    let ids: [String]
    let evaluator: Evaluator
    /// Suspects a check that does not end.
    let watcher: Watcher

    /// Asks about the subjects of `batches`, of each in the way in which the rule runs there; what they answered.
    func ask(_ batches: [Batch], of account: Account) throws(RuleError) -> VerdictCounts {
        var counts = VerdictCounts()
        watcher.watch(WatchedMachine(evaluator.machine))
        for batch in batches {
            try evaluator.evaluate(ids[batch.rule], over: batch.subjects, of: account) { _, answers in counts.add(answers) }
        }
        return counts
    }

    /// The instructions of asking, every check in Lua.
    func instructions(_ batches: [Batch], of account: Account) throws(RuleError) -> Int {
        let observer = try Observer()
        evaluator.observer = observer
        defer { evaluator.observer = nil }
        _ = try ask(batches, of: account)
        return observer.instructions
    }
}

/// A rule's subjects, by account.
struct RuleWork {
    private(set) var batches: [Batch]

    /// How many subjects there are.
    var count: Int { batches.reduce(0) { $0 + $1.subjects.count } }

    /// What of it is in the account at `index`.
    func batches(in index: Int) -> [Batch] { batches.filter { $0.account == index } }

    /// The accounts with subjects, in order.
    var accounts: [Int] { Set(batches.map(\.account)).sorted() }

    /// All of it, or about `limit` subjects of it.
    func sample(_ limit: Int) -> RuleWork { RuleWork(batches: SubjectSample.of(batches, limit: limit)) }
}
