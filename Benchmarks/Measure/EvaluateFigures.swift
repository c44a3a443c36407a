// SPDX-License-Identifier: Apache-2.0
internal import DemarcRules
internal import DemarcSnapshot

/// What an evaluation costs in processor time, rule by rule, on one thread: account by account with all ten rules loaded, as a scan goes, without evidence.
struct EvaluateFigures {
    /// How many resources of a type a rule has seen before it counts as warm.
    static let cold = 1000

    private let snapshot: Snapshot
    private let plugin: Plugin
    private let rules: RuleSet

    /// Time and counts of one rule in one pass.
    private struct Tally {
        var evaluations = 0
        var failures = 0
        var seconds = 0.0
        var warmEvaluations = 0
        var warmSeconds = 0.0
    }

    private init(_ workload: Workload) throws {
        snapshot = try SnapshotLoader.load(paths: [workload.snapshot])
        plugin = try PluginLoader.load(folder: Places.tenRules)
        if let error = plugin.errors.first { throw error }
        var choice = RuleSet.Choice()
        choice.rules = TenRule.allCases.map(\.id)
        rules = try RuleSet(plugins: [plugin], choice: choice)
    }

    static func measure(_ workload: Workload, runs: Int) throws -> Measured {
        let figures = try EvaluateFigures(workload)
        var result = Measured()
        let passes = try (0..<runs).map { _ in try figures.pass() }
        for rule in TenRule.allCases {
            let tallies = passes.map { $0[rule.rawValue] }
            result.expect("\(rule.name), evaluations", tallies[0].evaluations, workload.expected.planned(rule))
            result.expect("\(rule.name), failures", tallies[0].failures, workload.expected.failing(rule))
            result.figures += each(rule.name, tallies)
        }
        result.figures += each("mean", passes.map(sum))
        return result
    }

    /// One pass with machines that have seen nothing.
    private func pass() throws -> [Tally] {
        let evaluator = try Evaluator(plugin: plugin, selected: rules.selected)
        var tallies = Array(repeating: Tally(), count: TenRule.allCases.count)
        for account in snapshot.accounts {
            for rule in TenRule.allCases {
                try evaluate(rule, account, evaluator, &tallies[rule.rawValue])
            }
        }
        return tallies
    }

    private func evaluate(_ rule: TenRule, _ account: Account, _ evaluator: Evaluator, _ tally: inout Tally) throws {
        var range = account.resources(of: rule.kind.type)
        while !range.isEmpty {
            let isWarm = tally.evaluations >= EvaluateFigures.cold
            let part = isWarm ? range : range.prefix(EvaluateFigures.cold - tally.evaluations)
            var failures = 0
            let time = try processorSeconds {
                try evaluator.evaluate(rule.id, over: .resources(part), of: account) { _, answers in
                    for place in 0..<answers.count where answers.verdict(place) == .fail { failures += 1 }
                }
            }
            tally.evaluations += part.count
            tally.failures += failures
            tally.seconds += time
            if isWarm {
                tally.warmEvaluations += part.count
                tally.warmSeconds += time
            }
            range = part.upperBound..<range.upperBound
        }
    }

    private static func sum(_ tallies: [Tally]) -> Tally {
        tallies.reduce(into: Tally()) { sum, tally in
            sum.evaluations += tally.evaluations
            sum.seconds += tally.seconds
            sum.warmEvaluations += tally.warmEvaluations
            sum.warmSeconds += tally.warmSeconds
        }
    }

    private static func each(_ name: String, _ tallies: [Tally]) -> [Figure] {
        let first = tallies.map { $0.seconds * 1e9 / Double(max(1, $0.evaluations)) }
        var figures = [Figure(name: "\(name), first pass", unit: "ns", runs: first)]
        if tallies[0].warmEvaluations > 0 {
            figures.append(Figure(name: "\(name), warm", unit: "ns", runs: tallies.map { $0.warmSeconds * 1e9 / Double($0.warmEvaluations) }))
        }
        return figures
    }
}
