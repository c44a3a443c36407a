// SPDX-License-Identifier: Apache-2.0
public import DemarcRules
public import DemarcSnapshot
internal import Dispatch

/// Measures what each rule costs over a snapshot, and holds what it answers against what it answered before.
///
/// Instructions are counted apart, untimed. What is timed is asked in turns, rule after rule and then all again, so that a busy minute of
/// the machine meets all rules; and it is warm: the evaluator's state and its indexes are there, as they are for all but the first
/// subjects of a scan.
public struct Benchmark {
    /// How much is measured.
    public struct Options: Sendable {
        /// How often each rule is timed.
        public var runs = 10
        /// Nanoseconds that a run of a rule lasts at least: few subjects are asked several times.
        public var leastRun = 2e6
        /// Instructions that a run of a rule makes at most, roughly: of a slow rule fewer subjects are timed.
        public var mostInstructions = 1e7
        /// Subjects of a rule whose instructions are counted.
        public var counted = 1000

        /// Ten runs.
        public init() {}
    }

    private let snapshot: Snapshot
    private let rules: RuleSet
    private let options: Options

    /// A benchmark of `rules` over `snapshot`.
    public init(snapshot: Snapshot, rules: RuleSet, options: Options = Options()) {
        self.snapshot = snapshot
        self.rules = rules
        self.options = options
    }

    /// Measures.
    ///
    /// - Parameters:
    ///   - tool: the version of demarc, for the report.
    ///   - progress: told how much of how much is done.
    public func run(tool: String, progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }) throws -> BenchmarkReport {
        let watcher = Watcher()
        let timer = Watcher.start([watcher])
        defer { timer.cancel() }
        var entries = try RuleEntry.all(snapshot, rules, watcher)
        let surveyed = entries.count * 2
        let steps = surveyed + snapshot.accounts.count * options.runs
        for index in entries.indices {
            try entries[index].survey(snapshot, options)
            progress(index + 1, steps)
        }
        try probe(&entries) { progress(surveyed / 2 + $0, steps) }
        var timing = Timing(snapshot, entries, options)
        let calibration = try timing.run(&entries) { progress(surveyed + $0, steps) }
        return BenchmarkReport(
            format: BenchmarkReport.currentFormat, tool: tool, snapshot: SnapshotIdentity(snapshot), configuration: rules.configuration?.file,
            calibration: calibration, rules: entries.map(\.figures))
    }

    /// Each rule is probed in the account with most of its subjects.
    private func probe(_ entries: inout [RuleEntry], _ progress: (Int) -> Void) throws(RuleError) {
        var done = 0
        let places = Dictionary(grouping: entries.indices) { entries[$0].mainAccount }
        for (account, members) in places.sorted(by: { ($0.key ?? -1) < ($1.key ?? -1) }) {
            if let account {
                let probe = GrowthProbe(snapshot.accounts[account])
                for index in members {
                    entries[index].figures.growth = try probe.growth(of: entries[index].runner, entries[index].work, in: account)
                }
            }
            done += members.count
            progress(done)
        }
    }
}
