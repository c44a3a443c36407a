// SPDX-License-Identifier: Apache-2.0
internal import DemarcRules
internal import DemarcSnapshot

/// A rule in a benchmark: what it is asked, and what came of it so far.
struct RuleEntry {
    let runner: RuleRunner
    let work: RuleWork
    var figures: RuleFigures
    /// The subjects that are timed, and how often in one run.
    private(set) var timed: RuleWork
    private(set) var repetitions = 1

    /// Every rule of `rules`, once for all the ways in which it runs, those of one plugin on one evaluator.
    static func all(_ snapshot: Snapshot, _ rules: RuleSet, _ watcher: Watcher) throws(RuleError) -> [RuleEntry] {
        let plan = Plan(snapshot: snapshot, rules: rules.selected, asksOrganization: true)
        let batches = Dictionary(grouping: plan.batches) { rules.selected[$0.rule].rule.id }
        let ids = rules.selected.map(\.id)
        var evaluators: [String: Evaluator] = [:]
        for plugin in rules.plugins {
            let evaluator = try Evaluator(plugin: plugin, selected: rules.selected)
            evaluator.onReplacement = { machine in watcher.watch(WatchedMachine(machine)) }
            evaluators[plugin.name] = evaluator
        }
        return rules.rules.compactMap { rule in
            evaluators[rule.plugin].map { RuleEntry(RuleRunner(rule: rule, ids: ids, evaluator: $0, watcher: watcher), batches[rule.id] ?? []) }
        }
    }

    private init(_ runner: RuleRunner, _ batches: [Batch]) {
        self.runner = runner
        work = RuleWork(batches: batches)
        timed = work
        figures = RuleFigures(
            rule: runner.rule.id, evaluations: work.count, verdicts: VerdictCounts(), instructions: 0, entries: 0, allocations: 0, bytes: 0,
            nanoseconds: [], growth: [])
    }

    /// The account with most of the subjects; nil without any.
    var mainAccount: Int? {
        let counts = Dictionary(grouping: work.batches, by: \.account).mapValues { $0.reduce(0) { $0 + $1.subjects.count } }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    /// Asks all subjects once for their verdicts, counts the instructions of some, and decides from both what is to be timed.
    mutating func survey(_ snapshot: Snapshot, _ options: Benchmark.Options) throws(RuleError) {
        guard work.count > 0 else { return }
        let before = runner.evaluator.counts
        var pass = try ThreadClock.measure { () throws(RuleError) in figures.verdicts = try ask(snapshot) }
        // Of the first time, as in a scan: later ones find more remembered.
        figures.entries = Double((runner.evaluator.counts - before).entries) / Double(work.count)
        // What is short was mostly waiting for memory that nobody had touched before.
        if pass < options.leastRun { pass = try ThreadClock.measure { () throws(RuleError) in _ = try ask(snapshot) } }
        let counted = work.sample(options.counted)
        var instructions = 0
        for account in counted.accounts { instructions += try runner.instructions(counted.batches(in: account), of: snapshot.accounts[account]) }
        figures.instructions = Double(instructions) / Double(counted.count)
        timed = work.sample(max(1, Int(options.mostInstructions / max(1, figures.instructions))))
        repetitions = max(1, Int(options.leastRun / max(1, pass * Double(timed.count) / Double(work.count))))
    }

    private func ask(_ snapshot: Snapshot) throws(RuleError) -> VerdictCounts {
        var verdicts = VerdictCounts()
        for account in work.accounts { verdicts += try runner.ask(work.batches(in: account), of: snapshot.accounts[account]) }
        return verdicts
    }
}
