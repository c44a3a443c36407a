// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument
internal import DemarcEngine
internal import DemarcRules
internal import DemarcSnapshot

/// Where the line between AWS and the customer runs for one row in one account: configuration moves it.
struct BoundaryLine {
    /// Some resources of the row and who answers for them.
    struct Share {
        let party: Party?
        let why: String?
        var resources: Set<Finding.Subject> = []
        /// Whether it stands for resources that nobody collected.
        var isUnseen = false
    }

    let parties: [Share]

    /// The first condition that holds counts, resource by resource where conditions look at resources.
    init(row: Service.Row, account: Account, findings: [Finding]) {
        let types = Set(
            row.conditions.compactMap { condition in
                if case .property(let type, _, _) = condition.test { type } else { nil }
            })
        let resources = types.sorted().flatMap { type in account.resources(of: type).map { account.resource($0) } }
        let unseen = Set(findings.filter(BoundaryLine.isGap).map(\.subject).filter { types.contains($0.type) })
        guard !resources.isEmpty || !unseen.isEmpty else {
            parties = [Share(party: row.party, why: nil)]
            return
        }
        var shares: [Share] = []
        for resource in resources {
            let (party, why) = BoundaryLine.party(of: resource, row, findings)
            let place = shares.firstIndex { $0.party == party && $0.why == why } ?? shares.endIndex
            if place == shares.endIndex { shares.append(Share(party: party, why: why)) }
            shares[place].resources.insert(resource.subject)
        }
        if !unseen.isEmpty {
            let names = Set(unseen.map(\.type)).sorted().joined(separator: ", ")
            let rest = shares.isEmpty ? "" : " for the rest"
            shares.append(Share(party: nil, why: "not known who answers\(rest): not all of \(names) was collected", isUnseen: true))
        }
        parties = shares.sorted { BoundaryLine.rank($0, row) < BoundaryLine.rank($1, row) }
    }

    /// The part of the row an answer about `subject` belongs to; one about nothing the conditions look at belongs to whoever can act on it.
    func place(of subject: Finding.Subject) -> Int {
        if subject.id == "*", let place = parties.firstIndex(where: \.isUnseen) { return place }
        if let place = parties.firstIndex(where: { $0.resources.contains(subject) }) { return place }
        return parties.firstIndex { $0.party == .customer || $0.party == .shared } ?? 0
    }

    /// Whether a finding is about all resources of a type that nobody collected.
    private static func isGap(_ finding: Finding) -> Bool { finding.verdict == .unknown && finding.subject.id == "*" }

    /// The usual party first, what is unknown last.
    private static func rank(_ share: Share, _ row: Service.Row) -> (Int, String) {
        let kind = share.party == row.party && share.why == nil ? 0 : share.party == nil ? 2 : 1
        return (kind, share.why ?? "")
    }

    private static func party(of resource: Resource, _ row: Service.Row, _ findings: [Finding]) -> (Party?, String?) {
        for condition in row.conditions {
            switch holds(condition.test, resource, findings) {
            case true?: return (condition.party, condition.why)
            case false?: continue
            case nil: return (nil, "not known whether: \(condition.why)")
            }
        }
        return (row.party, nil)
    }

    /// Whether a condition holds for a resource; nil where the fact is unknown.
    private static func holds(_ test: Service.Condition.Test, _ resource: Resource, _ findings: [Finding]) -> Bool? {
        switch test {
        case .rule(let id, let verdict):
            return findings.contains { $0.rule == id && $0.verdict == verdict && $0.subject == resource.subject }
        case .property(let type, let path, let match):
            guard type == resource.type else { return false }
            let value = value(at: path, of: resource)
            if value.word.cause != nil { return nil }
            return matches(value, match)
        }
    }

    private static func value(at path: String, of resource: Resource) -> Value {
        let names = path.split(separator: ".").map(String.init)
        let root = names.first == "supplementaryConfiguration" ? resource.supplementaryConfiguration : resource.configuration
        return root.at(path: names.dropFirst().joined(separator: "."))
    }

    private static func matches(_ value: Value, _ match: Service.Condition.Match) -> Bool {
        switch match {
        case .equals(let wanted): equals(value, wanted)
        case .notEquals(let wanted): !value.word.isNull && !equals(value, wanted)
        case .oneOf(let wanted): wanted.contains { equals(value, $0) }
        case .startsWith(let start): value.string?.hasPrefix(start) ?? false
        case .contains(let part): value.string.map { $0.split(separator: part, omittingEmptySubsequences: false).count > 1 } ?? false
        case .present: !value.word.isNull
        }
    }

    private static func equals(_ value: Value, _ wanted: LuaValue) -> Bool {
        switch wanted {
        case .boolean(let flag): value.boolean == flag
        case .integer(let number): value.integer == number
        case .number(let number): value.double == number
        case .text(let text): value.string == text
        default: false
        }
    }
}
