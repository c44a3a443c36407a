// SPDX-License-Identifier: Apache-2.0
public import DemarcRules

/// The account of every evaluation: what was planned and what became of it, by rule.
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
        /// Those among the failures over all of which waivers are laid.
        public var waived = 0
        public var skip = 0
        public var unknown = 0
        public var error = 0

        /// Nothing planned, nothing answered.
        public init() {}

        /// Subjects that were never asked, or lost.
        public var unanswered: Int { planned - pass - fail - skip - unknown - error }

        /// Whether every planned subject has answered.
        public var isBalanced: Bool { unanswered == 0 }

        /// Failures over which no waiver is laid.
        public var open: Int { fail - waived }

        /// Adds a subject's answer.
        public mutating func add(_ verdict: Verdict, isWaived: Bool = false) {
            answered += 1
            switch verdict {
            case .pass: pass += 1
            case .fail:
                fail += 1
                if isWaived { waived += 1 }
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
            left.waived += right.waived
            left.skip += right.skip
            left.unknown += right.unknown
            left.error += right.error
        }
    }

    /// The counts by the rule's id and the packs that selected it.
    private var entries: [String: [[String]: Counts]] = [:]

    /// All rules together.
    public var total: Counts { entries.values.flatMap(\.values).reduce(into: Counts()) { $0 += $1 } }

    /// The counts of a rule in all accounts.
    public func counts(rule: String) -> Counts { entries[rule]?.values.reduce(into: Counts()) { $0 += $1 } ?? Counts() }

    /// The counts of a rule in the accounts where a pack, known by its id, selects it.
    public func counts(rule: String, pack: String) -> Counts {
        let selected = entries[rule]?.filter { $0.key.contains(pack) } ?? [:]
        return selected.values.reduce(into: Counts()) { $0 += $1 }
    }

    mutating func add(_ counts: Counts, to entry: RuleSet.Selected) {
        entries[entry.rule.id, default: [:]][entry.packs, default: Counts()] += counts
    }

    mutating func add(_ other: Ledger) {
        for (rule, counts) in other.entries {
            entries[rule, default: [:]].merge(counts) { mine, others in
                var both = mine
                both += others
                return both
            }
        }
    }
}
