// SPDX-License-Identifier: Apache-2.0
public import DemarcRules
public import DemarcSnapshot

/// Finds the lines of rules on which Lua spends its instructions.
///
/// Nothing is timed: every so many instructions the line that runs is noted, so the same snapshot and rules give the same profile on any
/// machine. Rules that run little are noted at every instruction.
public struct Profiler {
    /// Subjects of a rule that are looked at, spread evenly over all; their weights stand for all.
    private static let sample = 2000
    /// Up to so many instructions each is noted, up to so many more one in about a hundred, and beyond one in about a thousand. The
    /// steps are primes: no loop of a script comes back to the same line at each of them.
    private static let periods = [(upTo: 1_000_000, period: 1), (upTo: 100_000_000, period: 101), (upTo: Int.max, period: 997)]

    private let snapshot: Snapshot
    private let rules: RuleSet

    /// A profiler of `rules` over `snapshot`.
    public init(snapshot: Snapshot, rules: RuleSet) {
        self.snapshot = snapshot
        self.rules = rules
    }

    /// Every rule that is asked anything, the heaviest first.
    public func run(progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }) throws -> [RuleProfile] {
        let entries = try RuleEntry.all(snapshot, rules, Watcher())
        var profiles: [RuleProfile] = []
        for (done, entry) in entries.enumerated() {
            if entry.work.count > 0 { profiles.append(try profile(entry)) }
            progress(done + 1, entries.count)
        }
        return profiles.sorted { ($1.weight, $0.rule) < ($0.weight, $1.rule) }
    }

    private func profile(_ entry: RuleEntry) throws(RuleError) -> RuleProfile {
        let work = entry.work.sample(Profiler.sample)
        let counter = try Observer()
        try ask(entry, work, counter)
        let observer = try Observer(period: Profiler.periods.first { counter.instructions <= $0.upTo }?.period ?? 1)
        try ask(entry, work, observer)
        let (all, looked) = (entry.work.count, work.count)
        var stacks = observer.stacks
        for index in stacks.indices { stacks[index].weight = stacks[index].weight * all / looked }
        let plugin = rules.plugins.first { $0.name == entry.runner.rule.plugin }
        return RuleProfile(rule: entry.runner.rule, stacks: stacks) { plugin?.sourceLine(at: $0) }
    }

    private func ask(_ entry: RuleEntry, _ work: RuleWork, _ observer: Observer) throws(RuleError) {
        entry.runner.evaluator.observer = observer
        defer { entry.runner.evaluator.observer = nil }
        for account in work.accounts { _ = try entry.runner.ask(work.batches(in: account), of: snapshot.accounts[account]) }
    }
}
