// SPDX-License-Identifier: Apache-2.0
public import DemarcRules

/// Where the checks of one rule spend their Lua instructions.
public struct RuleProfile: Sendable, Equatable {
    /// The rule's id.
    public let rule: String
    /// Instructions of all its evaluations, what library calls pay counted in.
    public let weight: Int
    /// Every place by the way it was reached.
    public let stacks: [Observer.Stack]
    /// Every line, the heaviest first; what a library call pays is its line's.
    public let lines: [Line]

    /// A line of a rule or library.
    public struct Line: Sendable, Equatable {
        /// `file:line`, or the library's name for the file.
        public let place: String
        /// Instructions.
        public let weight: Int
        /// What stands there; nil where nobody knows.
        public let text: String?
    }

    init(rule: Rule, stacks: [Observer.Stack], text: (_ place: String) -> String?) {
        self.rule = rule.id
        self.stacks = stacks
        weight = stacks.reduce(0) { $0 + $1.weight }
        let weights = stacks.reduce(into: [:]) { weights, stack in weights[stack.place, default: 0] += stack.weight }
        lines = weights.map { Line(place: $0.key, weight: $0.value, text: text($0.key)) }
            .sorted { ($1.weight, $0.place) < ($0.weight, $1.place) }
    }
}
