// SPDX-License-Identifier: Apache-2.0
internal import DemarcRules
internal import DemarcSnapshot

/// One rule on the evaluator of its plugin, to be asked again and again.
struct RuleRunner {
    let rule: Rule
    let evaluator: Evaluator
    /// Suspects a check that does not end.
    let watcher: Watcher

    /// Asks about `subjects`; what they answered.
    func ask(_ subjects: [Evaluator.Subjects], of account: Account) throws(RuleError) -> VerdictCounts {
        var counts = VerdictCounts()
        watcher.watch(WatchedMachine(evaluator.machine))
        for stretch in subjects {
            try evaluator.evaluate(rule.id, over: stretch, of: account) { _, answers in counts.add(answers) }
        }
        return counts
    }

    /// The instructions of asking, every check in Lua.
    func instructions(_ subjects: [Evaluator.Subjects], of account: Account) throws(RuleError) -> Int {
        let observer = try Observer()
        evaluator.observer = observer
        defer { evaluator.observer = nil }
        _ = try ask(subjects, of: account)
        return observer.instructions
    }
}

/// A rule's subjects, by account.
struct RuleWork {
    private(set) var batches: [Batch]

    /// How many subjects there are.
    var count: Int { batches.reduce(0) { $0 + $1.subjects.count } }

    /// The subjects in the account at `index`.
    func subjects(in index: Int) -> [Evaluator.Subjects] { batches.filter { $0.account == index }.map(\.subjects) }

    /// The accounts with subjects, in order.
    var accounts: [Int] { Set(batches.map(\.account)).sorted() }

    /// All of it, or about `limit` subjects of it.
    func sample(_ limit: Int) -> RuleWork { RuleWork(batches: SubjectSample.of(batches, limit: limit)) }
}
