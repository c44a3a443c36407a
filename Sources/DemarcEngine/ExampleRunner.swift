// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument
public import DemarcRules
internal import DemarcSnapshot

/// Runs the examples of rules, each multiplied: no example may depend on what it does not say.
public struct ExampleRunner: Sendable {
    /// What became of one example.
    public struct Outcome: Sendable {
        /// The rule.
        public let rule: String
        /// The example's verdict and name: `fail: the key is old`.
        public let example: String
        /// What is wrong with it; empty where it holds.
        public let complaints: [String]
        /// How many runs it took.
        public let runs: Int
    }

    private let plugin: Plugin

    private let fixtures: [String: [UInt8]]

    /// A runner of the examples of `plugin`; types it has no fixture of are those of the `others`, in their order.
    public init(plugin: Plugin, others: [Plugin] = []) {
        self.plugin = plugin
        fixtures = others.reduce(into: plugin.fixtures) { known, other in known.merge(other.fixtures) { mine, _ in mine } }
    }

    /// The outcome of every example of `rule`, and of the demand that there be enough of them.
    public func run(_ rule: Rule) -> [Outcome] {
        var outcomes = rule.examples.map { example in
            do throws(RuleError) {
                return try run(example, rule)
            } catch {
                return Outcome(rule: rule.id, example: "\(example.verdict.name): \(example.name)", complaints: [error.description], runs: 0)
            }
        }
        for verdict in [Verdict.pass, .fail, .unknown] where !rule.examples.contains(where: { $0.verdict == verdict }) {
            outcomes.append(
                Outcome(
                    rule: rule.id, example: verdict.name, complaints: ["found no \(verdict.name) example, expected at least one"], runs: 0))
        }
        return outcomes
    }

    private func run(_ example: Example, _ rule: Rule) throws(RuleError) -> Outcome {
        let parameters = Dictionary(rule.parameters.map { ($0.name, $0.standard) }) { first, _ in first }
        let evaluator = try Evaluator(plugin: plugin, selected: [RuleSet.Selected(rule: rule, parameters: parameters)])
        var complaints: [String] = []
        var runs = 0
        let plain = ExampleSnapshot.Variation()
        let stranger = ExampleSnapshot.Variation(addsStranger: true)
        let swapped = ExampleSnapshot.Variation(swapsCase: true)
        for (variation, name) in [
            (plain, ""), (stranger, " beside an unrelated resource"), (swapped, " with the first letter of each key in the other case"),
        ] {
            let snapshot = try ExampleSnapshot(example, rule: rule, fixtures: fixtures, variation: variation)
            runs += 1
            if let complaint = try judge(snapshot, example, rule, evaluator) { complaints.append(complaint + name) }
        }
        let snapshot = try ExampleSnapshot(example, rule: rule, fixtures: fixtures, variation: plain)
        if complaints.isEmpty { runs += try ablate(snapshot, example, rule, evaluator, &complaints) }
        return Outcome(rule: rule.id, example: "\(example.verdict.name): \(example.name)", complaints: complaints, runs: runs)
    }

    private func judge(
        _ snapshot: ExampleSnapshot, _ example: Example, _ rule: Rule, _ evaluator: Evaluator
    ) throws(RuleError) -> String? {
        guard let account = snapshot.snapshot.accounts.first else { return "no account" }
        var plain: [Answers.Answer] = []
        try evaluator.evaluate(rule.id, over: snapshot.subject, of: account) { _, answers in
            plain = (0..<answers.count).compactMap { answers.answer($0) }
        }
        let recorded = try evaluator.record(rule.id, over: snapshot.subject, at: 0, of: account) { answers in
            (0..<answers.count).compactMap { answers.answer($0) }
        }
        let verdicts = plain.map(\.verdict)
        if verdicts != recorded.map(\.verdict) { return "the rule answers differently when it is asked again" }
        let found = worst(verdicts)
        if found == example.verdict { return nil }
        let message = plain.first?.message ?? ""
        return "found \(found.name)\(message.isEmpty ? "" : " (\(message))"), expected \(example.verdict.name)"
    }

    private func worst(_ verdicts: [Verdict]) -> Verdict {
        for verdict in [Verdict.error, .fail, .unknown, .pass] where verdicts.contains(verdict) { return verdict }
        return verdicts.isEmpty ? .error : .skip
    }

    /// Makes each value the check read unknown in turn: the verdict may become unknown or stay, and never turns into a pass or a skip.
    private func ablate(
        _ snapshot: ExampleSnapshot, _ example: Example, _ rule: Rule, _ evaluator: Evaluator, _ complaints: inout [String]
    ) throws(RuleError) -> Int {
        guard let account = snapshot.snapshot.accounts.first else { return 0 }
        let paths = try evaluator.record(rule.id, over: snapshot.subject, at: 0, of: account) { answers in
            (0..<answers.readCount).map { answers.read($0)?.path ?? "" }
        }
        for (place, path) in paths.enumerated() {
            let verdicts = try evaluator.record(rule.id, over: snapshot.subject, at: 0, of: account, ablated: place) { answers in
                (0..<answers.count).map { answers.verdict($0) }
            }
            let found = worst(verdicts)
            if [.pass, .skip].contains(found) && found != example.verdict {
                complaints.append("turns into \(found.name) when \(path) is unknown: a missing fact is never a \(found.name)")
            } else if found == .error {
                complaints.append("breaks when \(path) is unknown")
            }
        }
        return paths.count
    }
}
