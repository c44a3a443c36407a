// SPDX-License-Identifier: Apache-2.0
internal import DemarcRules
internal import DemarcSnapshot

/// An example with what it is run on, built once for every run.
struct PreparedExample: Sendable {
    let example: Example
    /// What its rule runs with.
    let entry: RuleSet.Selected
    /// The example as it is written.
    let plain: ExampleSnapshot
    /// The same in other words, and how: the verdict must be the same.
    let variations: [(snapshot: ExampleSnapshot, how: String)]
    /// The example with texts in the places of true and false, which no rule may take for more than they are.
    let spelled: ExampleSnapshot

    init(_ example: Example, rule: Rule, fixtures: [String: [UInt8]]) throws(RuleError) {
        self.example = example
        entry = RuleSet.Selected(rule: rule, parameters: rule.parameters(for: example))
        plain = try ExampleSnapshot(example, rule: rule, fixtures: fixtures)
        variations = [
            (
                try ExampleSnapshot(example, rule: rule, fixtures: fixtures, variation: ExampleSnapshot.Variation(addsStranger: true)),
                " beside an unrelated resource"
            ),
            (
                try ExampleSnapshot(example, rule: rule, fixtures: fixtures, variation: ExampleSnapshot.Variation(swapsCase: true)),
                " with the first letter of each key in the other case"
            ),
        ]
        spelled = try ExampleSnapshot(example, rule: rule, fixtures: fixtures, variation: ExampleSnapshot.Variation(spellsTruths: true))
    }

    private init(_ other: PreparedExample, entry: RuleSet.Selected) {
        example = other.example
        plain = other.plain
        variations = other.variations
        spelled = other.spelled
        self.entry = entry
    }

    /// The same example of another version of its rule.
    func of(_ rule: Rule) -> PreparedExample { PreparedExample(self, entry: RuleSet.Selected(rule: rule, parameters: entry.parameters)) }

    /// `fail: the key is old`.
    var name: String { "\(example.verdict.name): \(example.name)" }
}
