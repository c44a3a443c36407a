// SPDX-License-Identifier: Apache-2.0
public import DemarcEngine
public import DemarcRules
public import DemarcSnapshot

/// What a run's findings mean: the input of every reporter.
public struct Assessment: Sendable {
    /// Who wrote the report, and with what.
    public struct Tool: Sendable {
        /// The product's version.
        public let version: String

        /// The tool of this version.
        public init(version: String) { self.version = version }
    }

    /// The tool.
    public let tool: Tool
    /// What was scanned.
    public let snapshot: SnapshotSummary
    /// What ran.
    public let rules: RuleSet
    /// What it answered.
    public let evaluation: Evaluation
    /// The packs' requirements and where each stands; empty without a pack.
    public let requirements: [RequirementStatus]
    /// The waivers of the configuration, in its order, and what is to be said of each.
    public let waivers: [WaiverStatus]

    /// The meaning of `evaluation`.
    public init(tool: Tool, snapshot: SnapshotSummary, rules: RuleSet, evaluation: Evaluation) {
        self.tool = tool
        self.snapshot = snapshot
        self.rules = rules
        self.evaluation = evaluation
        waivers = zip(rules.configuration?.waivers ?? [], evaluation.waivers).map { waiver, use in
            WaiverStatus(waiver, use, asOf: snapshot.asOf, isComplete: evaluation.isComplete)
        }
        requirements = rules.packs.flatMap { pack in
            let asked = rules.selected.filter { entry in
                entry.packs.contains(pack.id) && snapshot.accounts.contains { entry.accounts.contains($0.id) }
            }
            let ran = Set(asked.map(\.rule.id))
            return pack.requirements.map { RequirementStatus($0, of: pack.id, ran: ran, ledger: evaluation.ledger) }
        }
    }

    /// Whether nothing of the snapshot was damaged and everything that was planned was answered.
    public var isWhole: Bool { !snapshot.isDamaged && evaluation.isComplete && evaluation.ledger.total.isBalanced }

    /// The waiver that is laid over `finding`.
    public func waiver(of finding: Finding) -> Waiver? { finding.waiver.map { waivers[$0].waiver } }

    /// The rule with this id, among those that ran.
    public func rule(_ id: String) -> Rule? { rules.selected.first { $0.rule.id == id }?.rule }
}

/// Where one requirement of a pack stands over all accounts.
public struct RequirementStatus: Sendable {
    /// The requirement.
    public let requirement: Requirement
    /// The id of the pack that requires it.
    public let pack: String
    /// The answers of its rules, together.
    public let counts: Ledger.Counts

    /// Whether all its rules ran over something: what was not collected would have been counted.
    private let wasLookedAt: Bool

    init(_ requirement: Requirement, of pack: String, ran: Set<String>, ledger: Ledger) {
        self.requirement = requirement
        self.pack = pack
        wasLookedAt = !requirement.rules.isEmpty && requirement.rules.allSatisfy(ran.contains)
        counts = requirement.rules.reduce(into: Ledger.Counts()) { $0 += ledger.counts(rule: $1, pack: pack) }
    }

    /// The worst that may be said of it.
    public var state: RowState {
        let state = RequirementStatus.state(of: counts)
        return state == .blind && wasLookedAt ? .skip : state
    }

    /// The worst that may be said of `counts`: a failure before what nobody knows, that before what is waived, and nothing is said of nothing.
    public static func state(of counts: Ledger.Counts) -> RowState {
        if counts.open > 0 { return .fail }
        if counts.unknown > 0 || counts.error > 0 || counts.unanswered > 0 { return .unknown }
        if counts.waived > 0 { return .waived }
        if counts.pass > 0 { return .pass }
        return counts.skip > 0 ? .skip : .blind
    }
}

/// What may be said of a row of responsibility or of a requirement.
public enum RowState: String, Sendable, CaseIterable {
    /// Something fails.
    case fail
    /// Something fails, and waivers are laid over all that does.
    case waived
    /// Nothing fails, and something is not known.
    case unknown
    /// Every rule that gives evidence passes; never "compliant".
    case pass
    /// AWS's, and a document of AWS would prove it.
    case inherited
    /// The customer's, and nobody looked.
    case blind
    /// Nothing of it applies here.
    case skip
}
