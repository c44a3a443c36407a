// SPDX-License-Identifier: Apache-2.0
public import DemarcEngine
public import DemarcRules
public import DemarcSnapshot

/// Who owns what of one service in one account, and where it stands.
public struct ResponsibilityMatrix: Sendable {
    /// The service.
    public let service: Service
    /// The account's id; nil for the service as such, without a snapshot.
    public let account: String?
    /// How many resources of the service's types the account has.
    public let resourceCount: Int
    /// The rows of the service, in order; a row whose resources differ in their party is there once for each.
    public let rows: [Row]

    /// One row for one party.
    public struct Row: Sendable {
        /// The row of the service.
        public let row: Service.Row
        /// Who owns it here; nil where what would say so is unknown.
        public let party: Party?
        /// Where it stands.
        public let state: RowState
        /// The answers of the rules that give evidence.
        public let counts: Ledger.Counts
        /// These rules.
        public let rules: [String]
        /// Why the party is not the usual one.
        public let why: String?
        /// How many resources have this party, where they differ.
        public let share: Int?
    }

    /// The service's matrix in `account`, from the findings of a run of every rule that gives evidence for it, passes and skips kept.
    public init(service: Service, account: Account, findings: [Finding], rules: [Rule]) {
        self.service = service
        self.account = account.id
        resourceCount = service.types.reduce(0) { $0 + account.resources(of: $1).count }
        let mine = findings.filter { $0.subject.account == account.id }
        rows = service.rows.flatMap { row in
            let evidence = ResponsibilityMatrix.evidence(for: row, rules)
            let line = BoundaryLine(row: row, account: account, findings: mine)
            var counts = [Ledger.Counts](repeating: Ledger.Counts(), count: line.parties.count)
            for finding in mine where evidence.contains(finding.rule) {
                counts[line.place(of: finding.subject)].add(finding.verdict, isWaived: finding.waiver != nil)
            }
            return zip(line.parties, counts).map { share, counts in
                Row(
                    row: row, party: share.party, state: ResponsibilityMatrix.state(share, counts), counts: counts,
                    rules: evidence, why: share.why, share: line.parties.count > 1 && !share.resources.isEmpty ? share.resources.count : nil)
            }
        }
    }

    /// The service's matrix as such: who owns what, and what would move the line.
    public init(service: Service, rules: [Rule]) {
        self.service = service
        account = nil
        resourceCount = 0
        rows = service.rows.map { row in
            let evidence = ResponsibilityMatrix.evidence(for: row, rules)
            let moves = row.conditions.map { "\($0.party.rawValue): \($0.why)" }.joined(separator: "; ")
            return Row(
                row: row, party: row.party, state: ResponsibilityMatrix.state(BoundaryLine.Share(party: row.party, why: nil), Ledger.Counts()),
                counts: Ledger.Counts(),
                rules: evidence, why: moves.isEmpty ? nil : moves, share: nil)
        }
    }

    /// The rules that give evidence for `row`: those that name it, and those it names.
    public static func evidence(for row: Service.Row, _ rules: [Rule]) -> [String] {
        let naming = rules.filter { $0.layers.contains(row.id) }.map(\.id)
        let named = row.rules.filter { id in rules.contains { $0.id == id } }
        return Array(Set(naming + named)).sorted()
    }

    private static func state(_ share: BoundaryLine.Share, _ counts: Ledger.Counts) -> RowState {
        let party = share.party
        if party == Party.none { return .skip }
        if counts.open > 0 { return .fail }
        if party == nil || counts.unknown > 0 || counts.error > 0 { return .unknown }
        if counts.waived > 0 { return .waived }
        if party == .aws { return .inherited }
        if counts.pass > 0 { return .pass }
        // Rules that pass over what a condition moved to the customer have not looked at it.
        return counts.skip > 0 && share.why == nil ? .skip : .blind
    }
}
