// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument
internal import DemarcLanguage
public import DemarcRules

/// What the examples of a plugin notice of small changes to its rules.
public struct MutationRun: Sendable {
    /// The plugin's name.
    public let plugin: String
    /// Mutants that no example notices, by file and line.
    public let survivors: [Mutant]
    /// How many mutants there were.
    public let count: Int
    /// Rules whose examples do not hold as they are, so that they notice nothing.
    public let untried: [String]

    /// How many of a hundred mutants are noticed; nil where there is none.
    public var score: Double? { count == 0 ? nil : Double(count - survivors.count) * 100 / Double(count) }

    /// Changes each rule of `trials` in every way and runs its examples, on so many threads; with `isCancelled` what is left counts as noticed.
    ///
    /// - Parameter progress: told how many of how many rules are done, from any thread.
    public static func run(
        _ trials: [PluginTrial], jobs: Int = 1, isCancelled: @Sendable @escaping () -> Bool = { false },
        progress: @Sendable @escaping (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) throws(RuleError) -> [MutationRun] {
        let rules = trials.flatMap { plugin in plugin.trials.filter(\.holds).map { (runner: plugin.runner, rule: $0.rule) } }
        let done = Counter()
        let tried = try Parallel.map(rules, jobs: jobs) { runner, rule in
            let result = Result { () throws(RuleError) in try tries(rule, runner, isCancelled) }
            progress(done.next() + 1, rules.count)
            return result
        }
        var entries: [String: [Try]] = [:]
        for result in tried { for entry in try result.get() { entries[entry.plugin, default: []].append(entry) } }
        return trials.map { plugin in
            let own = entries[plugin.plugin.name] ?? []
            return MutationRun(
                plugin: plugin.plugin.name, survivors: own.filter { !$0.isFound }.map(\.mutant), count: own.count,
                untried: plugin.trials.filter { !$0.holds }.map(\.rule.id))
        }
    }

    /// What became of one mutant.
    private struct Try: Sendable {
        let plugin: String
        let mutant: Mutant
        let isFound: Bool
    }

    /// Every mutant of a rule. The examples are built for this rule alone: memory for the snapshots of all rules would be too much at once.
    private static func tries(_ rule: Rule, _ runner: ExampleRunner, _ isCancelled: () -> Bool) throws(RuleError) -> [Try] {
        let mutants: [Mutant]
        do {
            mutants = try MutantFinder.mutants(of: rule.source, file: rule.file)
        } catch {
            throw .notLoadable("\(rule.file):\(error.description)")
        }
        let examples = runner.prepare(rule).compactMap { try? $0.get() }
        return mutants.map { mutant in
            Try(plugin: rule.plugin, mutant: mutant, isFound: isCancelled() || isFound(mutant, of: rule, examples, runner.plugin))
        }
    }

    /// Whether an example of the changed rule does not hold; a check that does not end any more is stopped by its budget, and does not.
    private static func isFound(_ mutant: Mutant, of rule: Rule, _ examples: [PreparedExample], _ plugin: Plugin) -> Bool {
        do throws(RuleError) {
            let changed = rule.replacing(source: mutant.applied(to: rule.source))
            let examples = examples.map { $0.of(changed) }
            let evaluators = try ExampleEvaluators(plugin: plugin, observer: Observer())
            for example in examples {
                var trial = ExampleTrial(example, try evaluators.evaluator(for: example))
                if try !trial.holdsAsWritten() { return true }
            }
            for example in examples {
                var trial = ExampleTrial(example, try evaluators.evaluator(for: example))
                try trial.run()
                if !trial.complaints.isEmpty { return true }
            }
            return false
        } catch {
            return true
        }
    }
}
