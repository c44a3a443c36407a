// SPDX-License-Identifier: Apache-2.0
internal import DemarcRules

/// One machine for all examples that set the same parameters; what a check leaves behind is looked for elsewhere.
final class ExampleEvaluators {
    private let plugin: Plugin
    private let observer: Observer
    private var evaluators: [(parameters: [String: LuaValue], evaluator: Evaluator)] = []

    init(plugin: Plugin, observer: Observer) {
        self.plugin = plugin
        self.observer = observer
    }

    func evaluator(for example: PreparedExample) throws(RuleError) -> Evaluator {
        if let known = evaluators.first(where: { $0.parameters == example.entry.parameters }) { return known.evaluator }
        let evaluator = try Evaluator(plugin: plugin, selected: [example.entry])
        evaluator.observer = observer
        evaluators.append((example.entry.parameters, evaluator))
        return evaluator
    }
}
