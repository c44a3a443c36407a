// SPDX-License-Identifier: Apache-2.0
import DemarcEngine
import DemarcRules
import DemarcSnapshot
import DemarcTestSupport
import Testing

/// What is remembered must be what Lua would have said: verdicts, messages, evidence, and nothing less.
@Suite struct RememberedDecisionsTests {
    /// Every folder of snapshots there is; the project's own first.
    private static let snapshots =
        [Folders.inProject("Snapshots/example-org")]
        + (SharedData.has("snapshots")
            ? SharedData.names(in: "snapshots").map { SharedData.path("snapshots/\($0)") } + [SharedData.path("oracle")] : [])

    private static func plugins() throws -> [Plugin] { [try PluginLoader.load(folder: Folders.inProject("Plugins/aws"))] }

    @Test("every rule on every snapshot says the same with and without", arguments: snapshots)
    func sameAnswers(folder: String) throws {
        let snapshot = try SnapshotLoader.load(paths: [folder])
        let rules = try RuleSet(plugins: Self.plugins(), choice: RuleSet.Choice())
        let answers = try [true, false].map { remembers in
            var options = Scheduler.Options()
            options.keepsPasses = true
            options.remembersDecisions = remembers
            return try Scheduler(snapshot: snapshot, rules: rules, options: options).run()
        }
        #expect(answers[0].findings.map { "\($0)" } == answers[1].findings.map { "\($0)" })
        #expect(answers[0].ledger.total == answers[1].ledger.total)
    }

    @Test("no decision contradicts another, and Lua seldom runs", arguments: snapshots.prefix(1))
    func fewEntries(folder: String) throws {
        let snapshot = try SnapshotLoader.load(paths: [folder])
        for plugin in try Self.plugins() {
            let rules = try RuleSet(plugins: [plugin], choice: RuleSet.Choice())
            let evaluator = try Evaluator(plugin: plugin, selected: rules.selected)
            var evaluations = 0
            for _ in 0..<2 {
                for account in snapshot.accounts {
                    for entry in rules.selected {
                        guard case .resources(let types) = entry.rule.subject else { continue }
                        for type in types {
                            let subjects = Evaluator.Subjects.resources(account.resources(of: type))
                            evaluations += subjects.count
                            try evaluator.evaluate(entry.rule.id, over: subjects, of: account) { _, _ in }
                        }
                    }
                }
            }
            #expect(evaluator.counts.conflicts == 0)
            #expect(evaluator.counts.entries < evaluations * 2 / 3, "\(evaluator.counts) of \(evaluations)")
        }
    }
}
