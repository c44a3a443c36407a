// SPDX-License-Identifier: Apache-2.0
public import DemarcRules

/// Runs the examples of rules, each multiplied: no example may depend on what it does not say.
public struct ExampleRunner: Sendable {
    let plugin: Plugin
    let fixtures: [String: [UInt8]]

    /// A runner of the examples of `plugin`; types it has no fixture of are those of the `others`, in their order.
    public init(plugin: Plugin, others: [Plugin] = []) {
        self.plugin = plugin
        fixtures = others.reduce(into: plugin.fixtures) { known, other in known.merge(other.fixtures) { mine, _ in mine } }
    }

    /// Whether every rule's examples come to the same here and with `other`, as far as that is not the rule's own doing.
    func surroundsAs(_ other: ExampleRunner) -> Bool {
        fixtures == other.fixtures && plugin.folder == other.plugin.folder
            && plugin.libraries.elementsEqual(other.plugin.libraries) { $0.name == $1.name && $0.source == $1.source }
    }

    /// Every example of `rule`, and the demand that there be enough of them.
    public func run(_ rule: Rule) -> RuleTrial {
        do throws(RuleError) {
            let observer = try Observer.ofLines()
            let outcomes = try outcomes(rule, observer)
            let lines = Dictionary(observer.stacks.map { ($0.place, $0.weight) }) { $0 + $1 }
            return RuleTrial(rule: rule, outcomes: outcomes + missing(rule), lines: lines)
        } catch {
            let broken = outcome(rule, nil, name: "examples", [ExampleComplaint(text: error.description)])
            return RuleTrial(rule: rule, outcomes: [broken], lines: [:])
        }
    }

    /// The examples of `rule`, each built or with the reason why it can't be.
    func prepare(_ rule: Rule) -> [Result<PreparedExample, RuleError>] {
        rule.examples.map { example in
            Result { () throws(RuleError) in try PreparedExample(example, rule: rule, fixtures: fixtures) }
        }
    }

    private func outcomes(_ rule: Rule, _ observer: Observer) throws(RuleError) -> [ExampleOutcome] {
        let prepared = prepare(rule)
        let company = ExampleCompany(plugin: plugin, examples: prepared.compactMap { try? $0.get() })
        let together = try company.complaints()
        var outcomes: [ExampleOutcome] = []
        var place = 0
        for (example, result) in zip(rule.examples, prepared) {
            let name = "\(example.verdict.name): \(example.name)"
            switch result {
            // File and example are named by the outcome.
            case .failure(.field(_, _, _, let found, let expected)):
                outcomes.append(outcome(rule, example, name: name, [ExampleComplaint(text: "found \(found), expected \(expected)")]))
            case .failure(let error): outcomes.append(outcome(rule, example, name: name, [ExampleComplaint(text: error.description)]))
            case .success(let prepared):
                let evaluator = try Evaluator(plugin: plugin, selected: [prepared.entry])
                evaluator.observer = observer
                evaluator.traces = true
                var trial = ExampleTrial(prepared, evaluator)
                try trial.run()
                let complaints = trial.complaints + [together[place]].compactMap { $0 }
                outcomes.append(outcome(rule, example, name: name, complaints, runs: trial.runs + ExampleCompany.runs))
                place += 1
            }
        }
        return outcomes
    }

    /// Verdicts that no example shows.
    private func missing(_ rule: Rule) -> [ExampleOutcome] {
        [Verdict.pass, .fail, .unknown].filter { verdict in !rule.examples.contains { $0.verdict == verdict } }.map { verdict in
            outcome(rule, nil, name: verdict.name, [ExampleComplaint(text: "found no \(verdict.name) example, expected at least one")])
        }
    }

    private func outcome(_ rule: Rule, _ example: Example?, name: String, _ complaints: [ExampleComplaint], runs: Int = 0) -> ExampleOutcome {
        ExampleOutcome(rule: rule.id, file: rule.file, line: example?.line, name: SafeText.name(name), complaints: complaints, runs: runs)
    }
}
