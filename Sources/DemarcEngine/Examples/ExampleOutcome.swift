// SPDX-License-Identifier: Apache-2.0
public import DemarcRules

/// What became of one example in all the ways it was run.
public struct ExampleOutcome: Sendable, Equatable {
    /// The rule's id.
    public let rule: String
    /// The rule's file.
    public let file: String
    /// The line of the file on which the example stands.
    public let line: Int?
    /// The example's verdict and name: `fail: the key is old`.
    public let name: String
    /// What is wrong with it; empty where it holds.
    public let complaints: [ExampleComplaint]
    /// How many runs it took.
    public let runs: Int

    /// Whether both are about one example.
    public func isSame(as other: ExampleOutcome) -> Bool { rule == other.rule && name == other.name }
}

/// One way in which an example does not hold.
public struct ExampleComplaint: Sendable, Equatable {
    /// What was found and what was expected, in one line.
    public let text: String
    /// What the example says, and the answers that came instead, each `verdict  key: message`; empty where these are not the matter.
    public var expected: [String] = []
    public var found: [String] = []
    /// What the check read on its way there, in order.
    public var reads: [Read] = []

    /// One value that a check read.
    public struct Read: Sendable, Equatable {
        /// `file:line` of the rule or library that read it.
        public let place: String
        /// `path = value`, the resource before it where it is not the subject.
        public let text: String
    }
}

/// What the examples of one rule came to.
public struct RuleTrial: Sendable {
    /// The rule.
    public let rule: Rule
    /// Every example, and the demand that there be enough of them.
    public let outcomes: [ExampleOutcome]
    /// Whether every example holds.
    public var holds: Bool { outcomes.allSatisfy(\.complaints.isEmpty) }
    /// How often each line ran, as Lua names it: `file:line`, of a library its name for the file.
    public let lines: [String: Int]
}
