// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument
internal import DemarcRules
internal import DemarcSnapshot

/// Every question to some accounts: those for the workers, not cut yet, and those that no worker can ask because nobody collected the type.
struct Plan: Sendable {
    private(set) var batches: [Batch] = []
    private(set) var uncovered: [Uncovered] = []

    /// A rule whose type was not, or not completely, collected in one region.
    struct Uncovered: Sendable {
        let account: Int
        let rule: Int
        let region: String
        let type: String
        let coverage: Coverage
    }

    /// Stands for the regions of an account of which none is known.
    static let nowhere = "*"

    /// - Parameter asksOrganization: whether the organisation is asked here: with the first account, which knows of it what all know.
    init(snapshot: Snapshot, rules: [RuleSet.Selected], asksOrganization: Bool) {
        for (account, content) in snapshot.accounts.enumerated() {
            var kind = 0
            for (rule, entry) in rules.enumerated() {
                defer { kind += Plan.kinds(entry) }
                guard entry.accounts.contains(content.id) else { continue }
                switch entry.rule.subject {
                case .organization:
                    guard asksOrganization && account == 0 else { continue }
                    batches.append(Batch(account: account, rule: rule, kind: kind, subjects: .organization))
                case .account: batches.append(Batch(account: account, rule: rule, kind: kind, subjects: .account))
                case .region where !content.regions.contains(where: \.isEnabled):
                    // Somebody has to have looked somewhere: no region is not "none of the regions".
                    uncovered.append(Uncovered(account: account, rule: rule, region: Plan.nowhere, type: "region", coverage: .notCollected))
                case .region:
                    for (region, entry) in content.regions.enumerated() where entry.isEnabled {
                        batches.append(Batch(account: account, rule: rule, kind: kind, subjects: .region(region)))
                    }
                case .resources(let types):
                    for (place, type) in types.enumerated() { plan(type, of: content, account, rule, kind + place) }
                }
            }
        }
    }

    /// How many pairs of a rule and a type there are.
    static func kinds(_ rules: [RuleSet.Selected]) -> Int { rules.reduce(0) { $0 + kinds($1) } }

    private static func kinds(_ entry: RuleSet.Selected) -> Int {
        if case .resources(let types) = entry.rule.subject { types.count } else { 1 }
    }

    private mutating func plan(_ type: String, of account: Account, _ accountIndex: Int, _ rule: Int, _ kind: Int) {
        let range = account.resources(of: type)
        if !range.isEmpty { batches.append(Batch(account: accountIndex, rule: rule, kind: kind, subjects: .resources(range))) }
        for (region, coverage) in Plan.gaps(type, of: account) {
            uncovered.append(Uncovered(account: accountIndex, rule: rule, region: region, type: type, coverage: coverage))
        }
    }

    /// Where resources of `type` may be that nobody saw: the account itself for a type that belongs to it, else each region.
    private static func gaps(_ type: String, of account: Account) -> [(region: String, coverage: Coverage)] {
        if GlobalTypes.contains(type) {
            guard let global = account.regions.firstIndex(where: { $0.id == "global" }) else { return [("global", .notCollected)] }
            let coverage = account.coverage(of: type)[global]
            return coverage == .complete ? [] : [("global", coverage)]
        }
        guard account.regions.contains(where: \.isEnabled) else { return [(nowhere, .notCollected)] }
        return zip(account.regions, account.coverage(of: type)).compactMap { region, coverage in
            region.isEnabled && coverage != .complete ? (region.id, coverage) : nil
        }
    }
}

/// Types whose resources belong to the account, not to a region of it.
enum GlobalTypes {
    private static let prefixes = ["AWS::IAM::", "demarc::IAM::", "demarc::Account", "AWS::CloudFront::", "AWS::Route53::"]
    private static let names: Set<String> = ["AWS::S3::AccountPublicAccessBlock"]

    static func contains(_ type: String) -> Bool { names.contains(type) || prefixes.contains { type.hasPrefix($0) } }
}
