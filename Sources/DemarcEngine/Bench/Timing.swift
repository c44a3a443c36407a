// SPDX-License-Identifier: Apache-2.0
internal import DemarcRules
internal import DemarcSnapshot

/// Times the rules of a benchmark in turns, account by account.
struct Timing {
    private let snapshot: Snapshot
    private let runs: Int
    private var nanoseconds: [[Double]]
    private var counts: [Machine.Counts]
    private var work = CalibrationWork()
    private var calibration: Calibration
    /// How much of the fixed work each turn does, so that it comes to the same for few accounts as for many.
    private let workOfTurn: Int

    init(_ snapshot: Snapshot, _ entries: [RuleEntry], _ options: Benchmark.Options) {
        self.snapshot = snapshot
        runs = options.runs
        nanoseconds = Array(repeating: Array(repeating: 0, count: runs), count: entries.count)
        counts = Array(repeating: Machine.Counts(), count: entries.count)
        calibration = Calibration(processor: Array(repeating: 0, count: runs), memory: Array(repeating: 0, count: runs))
        workOfTurn = max(1, 20 / max(1, snapshot.accounts.count))
    }

    /// Fills in what `entries` cost; how fast the machine was meanwhile.
    mutating func run(_ entries: inout [RuleEntry], _ progress: (Int) -> Void) throws -> Calibration {
        for account in snapshot.accounts.indices {
            let batches = entries.map { $0.timed.batches(in: account) }
            let asked = entries.indices.filter { !batches[$0].isEmpty }
            var answers: [Int: VerdictCounts] = [:]
            for index in asked { answers[index] = try entries[index].runner.ask(batches[index], of: snapshot.accounts[account]) }
            for run in 0..<runs {
                for index in asked {
                    guard let expected = answers[index] else { continue }
                    try time(entries[index], batches[index], snapshot.accounts[account], expected, index, run)
                }
                calibrate(snapshot.accounts[account], run)
                progress(account * runs + run + 1)
            }
        }
        for index in entries.indices where entries[index].timed.count > 0 { fill(&entries[index], index) }
        return calibration
    }

    private mutating func calibrate(_ account: Account, _ run: Int) {
        let parts = Double(workOfTurn * snapshot.accounts.count)
        for _ in 0..<workOfTurn {
            calibration.processor[run] += work.compute() / parts
            calibration.memory[run] += work.read(account) / parts
        }
    }

    private mutating func time(
        _ entry: RuleEntry, _ batches: [Batch], _ account: Account, _ expected: VerdictCounts, _ index: Int, _ run: Int
    ) throws {
        let before = entry.runner.evaluator.counts
        var isSteady = true
        nanoseconds[index][run] += try ThreadClock.measure { () throws(RuleError) in
            for _ in 0..<entry.repetitions { isSteady = try entry.runner.ask(batches, of: account) == expected && isSteady }
        }
        counts[index] = counts[index] + (entry.runner.evaluator.counts - before)
        if !isSteady { throw BenchmarkError.unsteady(rule: entry.figures.rule) }
    }

    private func fill(_ entry: inout RuleEntry, _ index: Int) {
        let evaluations = Double(entry.timed.count * entry.repetitions)
        entry.figures.nanoseconds = nanoseconds[index].map { $0 / evaluations }
        entry.figures.allocations = Double(counts[index].allocations) / (evaluations * Double(runs))
        entry.figures.bytes = Double(counts[index].bytes) / (evaluations * Double(runs))
    }
}
