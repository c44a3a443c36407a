// SPDX-License-Identifier: Apache-2.0
public import DemarcRules

/// The account of every evaluation: what was planned and what became of it, by rule and account.
public struct Ledger: Sendable {
    /// Answers by verdict.
    public struct Counts: Sendable, Equatable {
        /// Subjects the rule was to be asked about, those counted in whose type nobody collected.
        public var planned = 0
        /// Subjects that answered.
        public var answered = 0
        /// Subjects by the worst of their answers.
        public var pass = 0
        public var fail = 0
        public var skip = 0
        public var unknown = 0
        public var error = 0

        /// Nothing planned, nothing answered.
        public init() {}

        /// Subjects that were never asked, or lost.
        public var unanswered: Int { planned - pass - fail - skip - unknown - error }

        /// Whether every planned subject has answered.
        public var isBalanced: Bool { unanswered == 0 }

        /// Adds a subject's answer.
        public mutating func add(_ verdict: Verdict) {
            answered += 1
            switch verdict {
            case .pass: pass += 1
            case .fail: fail += 1
            case .skip: skip += 1
            case .unknown: unknown += 1
            case .error: error += 1
            }
        }

        /// Adds the counts of `other`.
        public static func += (left: inout Counts, right: Counts) {
            left.planned += right.planned
            left.answered += right.answered
            left.pass += right.pass
            left.fail += right.fail
            left.skip += right.skip
            left.unknown += right.unknown
            left.error += right.error
        }
    }

    /// Where an entry belongs.
    public struct Key: Sendable, Hashable {
        /// The rule's id.
        public let rule: String
        /// The account's id.
        public let account: String

        /// The entry of `rule` in `account`.
        public init(rule: String, account: String) {
            self.rule = rule
            self.account = account
        }
    }

    /// The counts by rule and account.
    public internal(set) var entries: [Key: Counts] = [:]

    /// All entries together.
    public var total: Counts { entries.values.reduce(into: Counts()) { $0 += $1 } }

    /// The counts of a rule in all accounts.
    public func counts(rule: String) -> Counts {
        entries.filter { $0.key.rule == rule }.values.reduce(into: Counts()) { $0 += $1 }
    }

    mutating func add(_ counts: Counts, rule: String, account: String) {
        entries[Key(rule: rule, account: account), default: Counts()] += counts
    }
}
