// SPDX-License-Identifier: Apache-2.0
internal import CCounters
internal import DemarcEngine
internal import DemarcRules
internal import DemarcSnapshot

/// Counts that are the same on every machine, and what they may be: a machine that fails a change.
struct Gate {
    /// Allocator calls, bytes and entries into Lua of a warm evaluator over all subjects, the entries of a cold one, and the calls of a whole run.
    struct Counts {
        var evaluations = 0
        var coldEntries = 0
        var entries = 0
        var calls = 0
        var bytes = 0
        var scanCalls = 0
    }

    /// Allocator calls that one batch of a run may make for its own lists.
    static let callsOfBatch = 32
    static let batchSize = 1024
    /// How many different things a rule may meet in a snapshot in which everything passes: each enters Lua once.
    static let coldEntries = 64
    /// Allocator calls that a run may make before its first batch: a Lua state and the rules in it.
    static let callsOfRun = 4000

    /// Counts a rule, prints what was counted and gives what of it is more than it may be.
    static func hold(_ rule: String, _ type: String, _ snapshot: Snapshot, _ plugin: Plugin) throws -> [String] {
        let counts = try count(rule, type, snapshot, plugin)
        describe(rule, counts)
        return complaints(rule, counts)
    }

    /// Counts a rule over a snapshot in which everything passes: passing is the hot path, a failure makes a finding.
    private static func count(_ rule: String, _ type: String, _ snapshot: Snapshot, _ plugin: Plugin) throws -> Counts {
        var counts = Counts()
        let set = try BenchmarkRules.set(rule, plugin)
        guard let account = snapshot.accounts.first else { return counts }
        let subjects = Evaluator.Subjects.resources(account.resources(of: type))
        counts.evaluations = subjects.count
        let evaluator = try Evaluator(plugin: plugin, selected: set.selected)
        try evaluator.evaluate(rule, over: subjects, of: account) { _, _ in }
        counts.coldEntries = evaluator.counts.entries
        try evaluator.evaluate(rule, over: subjects, of: account) { _, _ in }
        let entriesBefore = evaluator.counts.entries
        CCounters_start()
        try evaluator.evaluate(rule, over: subjects, of: account) { _, _ in }
        let warm = CCounters_stop()
        counts.entries = evaluator.counts.entries - entriesBefore
        counts.calls = Int(warm.calls)
        counts.bytes = Int(warm.requested)
        CCounters_start()
        _ = try Scheduler(snapshot: snapshot, rules: set).run()
        counts.scanCalls = Int(CCounters_stop().calls)
        return counts
    }

    /// What of `counts` is more than it may be.
    private static func complaints(_ rule: String, _ counts: Counts) -> [String] {
        var complaints: [String] = []
        if counts.evaluations == 0 { complaints.append("\(rule): nothing was evaluated") }
        // A call of the evaluator may allocate; what grows with the number of evaluations may not.
        if counts.calls > 8 { complaints.append("\(rule): \(counts.calls) allocations in \(counts.evaluations) evaluations, expected none") }
        if counts.bytes > 4096 { complaints.append("\(rule): \(counts.bytes) bytes allocated in \(counts.evaluations) evaluations, expected none") }
        if counts.entries > 0 { complaints.append("\(rule): \(counts.entries) entries into Lua in \(counts.evaluations) evaluations, expected none") }
        if counts.coldEntries > coldEntries {
            complaints.append("\(rule): \(counts.coldEntries) entries into Lua before all was seen, expected at most \(coldEntries)")
        }
        let batches = (counts.evaluations + batchSize - 1) / batchSize
        let allowed = callsOfRun + batches * callsOfBatch
        if counts.scanCalls > allowed { complaints.append("\(rule): \(counts.scanCalls) allocations in a run, expected at most \(allowed)") }
        return complaints
    }

    private static func describe(_ rule: String, _ counts: Counts) {
        let each = Double(counts.bytes) / Double(max(counts.evaluations, 1))
        let name = rule + String(repeating: " ", count: max(1, 28 - rule.count))
        print(
            "\(name) \(counts.calls) allocations, \(text(each, 3)) B an evaluation in \(counts.evaluations) evaluations; \(counts.scanCalls) in a whole run; "
                + "\(counts.entries) entries into Lua, \(counts.coldEntries) before")
    }
}
