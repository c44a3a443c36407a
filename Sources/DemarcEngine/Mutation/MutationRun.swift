// SPDX-License-Identifier: Apache-2.0
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

    /// A rule, what its examples are run on, and its mutants.
    private struct Subject: Sendable {
        let runner: ExampleRunner
        let rule: Rule
        let examples: [PreparedExample]
        let mutants: [Mutant]
    }

    /// Changes each rule of `trials` in every way and runs its examples, on so many threads.
    ///
    /// - Parameter progress: told how many of how many mutants are done, from any thread.
    public static func run(
        _ trials: [PluginTrial], jobs: Int = 1, isCancelled: @Sendable @escaping () -> Bool = { false },
        progress: @Sendable @escaping (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) throws(RuleError) -> [MutationRun] {
        var subjects: [Subject] = []
        for plugin in trials {
            for trial in plugin.trials where trial.holds { subjects.append(try subject(trial.rule, plugin.runner)) }
        }
        let tasks = subjects.indices.flatMap { subject in subjects[subject].mutants.indices.map { (subject: subject, mutant: $0) } }
        let done = Parallel.Counter()
        let found = try Parallel.map(tasks, jobs: jobs) { [subjects] task in
            let subject = subjects[task.subject]
            let isFound = isCancelled() || isFound(subject.mutants[task.mutant], subject)
            progress(done.next(), tasks.count)
            return isFound
        }
        let survivors = zip(tasks, found).filter { !$0.1 }.map { subjects[$0.0.subject].mutants[$0.0.mutant] }
        return trials.map { plugin in
            let own = subjects.filter { $0.rule.plugin == plugin.plugin.name }
            let files = Set(own.map(\.rule.file))
            return MutationRun(
                plugin: plugin.plugin.name, survivors: survivors.filter { files.contains($0.file) }, count: own.reduce(0) { $0 + $1.mutants.count },
                untried: plugin.trials.filter { !$0.holds }.map(\.rule.id))
        }
    }

    private static func subject(_ rule: Rule, _ runner: ExampleRunner) throws(RuleError) -> Subject {
        let examples = runner.prepare(rule).compactMap { try? $0.get() }
        do {
            return Subject(runner: runner, rule: rule, examples: examples, mutants: try MutantFinder.mutants(of: rule.source, file: rule.file))
        } catch {
            throw .notLoadable("\(rule.file):\(error.description)")
        }
    }

    /// Whether an example of the changed rule does not hold; a check that does not end any more is stopped by its budget, and does not.
    private static func isFound(_ mutant: Mutant, _ subject: Subject) -> Bool {
        do throws(RuleError) {
            let rule = subject.rule.replacing(source: mutant.applied(to: subject.rule.source))
            let examples = subject.examples.map { $0.of(rule) }
            let evaluators = try ExampleEvaluators(plugin: subject.runner.plugin, observer: Observer())
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
