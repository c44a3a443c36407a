// SPDX-License-Identifier: Apache-2.0
public import DemarcRules

/// What the examples of a plugin's rules came to.
public struct PluginTrial: Sendable {
    /// Its rules that were run, in the order of their ids.
    public let trials: [RuleTrial]
    let runner: ExampleRunner

    /// The plugin.
    public var plugin: Plugin { runner.plugin }
    /// Every example of these rules.
    public var outcomes: [ExampleOutcome] { trials.flatMap(\.outcomes) }
    /// Whether every file of the plugin loads and every example holds.
    public var holds: Bool { plugin.errors.isEmpty && trials.allSatisfy(\.holds) }

    /// Runs the examples of every rule that `rules` selects, on so many threads; those not begun when `isCancelled` says so are left out.
    ///
    /// - Parameters:
    ///   - others: plugins that lend their fixtures.
    ///   - before: what an earlier run came to; where nothing has changed since, that is taken.
    public static func run(
        _ rules: RuleSet, others: [Plugin] = [], jobs: Int = 1, before: [PluginTrial] = [],
        isCancelled: @Sendable @escaping () -> Bool = { false }
    ) throws(RuleError) -> [PluginTrial] {
        let runners = rules.plugins.map { ExampleRunner(plugin: $0, others: others) }
        let trials = try Parallel.map(rules.selected.map(\.rule), jobs: jobs) { rule -> RuleTrial? in
            guard !isCancelled(), let runner = runners.first(where: { $0.plugin.name == rule.plugin }) else { return nil }
            return before.lazy.compactMap { $0.trial(of: rule, with: runner) }.first ?? runner.run(rule)
        }.compactMap { $0 }
        return runners.map { runner in PluginTrial(trials: trials.filter { $0.rule.plugin == runner.plugin.name }, runner: runner) }
    }

    /// What `rule` came to here, if it was the same rule in the same surroundings.
    private func trial(of rule: Rule, with other: ExampleRunner) -> RuleTrial? {
        guard runner.surroundsAs(other) else { return nil }
        return trials.first { $0.rule.id == rule.id && $0.rule.source == rule.source }
    }
}
