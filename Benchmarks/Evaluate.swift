// SPDX-License-Identifier: Apache-2.0
internal import DemarcEngine
internal import DemarcRules
internal import DemarcSnapshot

/// What one rule costs over all resources of its type, on one worker, by the way a scan goes.
struct Evaluate {
    let rule: String
    let floor: Double
    let count: Int
    let failures: Int
    /// Nanoseconds of one evaluation: findings made, no evidence.
    let nanoseconds: Double
    /// Nanoseconds that the evidence of one failure adds.
    let evidence: Double
    /// What the ledger says otherwise than the generator; empty where they agree.
    let differences: [String]

    init(_ rule: String, floor: Double, planned: Int, failing: Int, snapshot: Snapshot, plugin: Plugin, runs: Int) throws {
        self.rule = rule
        self.floor = floor
        let set = try BenchmarkRules.set(rule, plugin)
        var options = Scheduler.Options()
        options.collectsEvidence = false
        var evaluation: Evaluation?
        let plain = try best(of: runs) { evaluation = try Scheduler(snapshot: snapshot, rules: set, options: options).run() }
        options.collectsEvidence = true
        let full = try best(of: runs) { _ = try Scheduler(snapshot: snapshot, rules: set, options: options).run() }
        let counts = evaluation?.ledger.total ?? Ledger.Counts()
        count = counts.answered
        failures = counts.fail
        nanoseconds = plain * 1e9 / Double(max(count, 1))
        evidence = counts.fail > 0 ? max(0, full - plain) * 1e9 / Double(counts.fail) : 0
        let expected = [("planned", counts.planned, planned), ("pass", counts.pass, planned - failing), ("fail", counts.fail, failing)]
        let others = [("skip", counts.skip, 0), ("unknown", counts.unknown, 0), ("error", counts.error, 0)]
        differences = (expected + others).filter { $0.1 != $0.2 }.map { "\(rule): \($0.0) \($0.1), the generator counted \($0.2)" }
    }

    func describe() {
        print("\(rule)      \(text(nanoseconds)) ns an evaluation   \(count) evaluations, \(failures) fail")
        print("  evidence of a failure  \(text(evidence)) ns")
    }
}
