// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument
internal import DemarcRules
internal import DemarcSnapshot

/// Every question of a run: batches for the workers, and the questions that no worker can ask because nobody collected the type.
struct Plan: Sendable {
    /// Large enough that taking one costs nothing, small enough that workers end together.
    static let batchSize = 1024

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

    init(snapshot: Snapshot, rules: [RuleSet.Selected]) {
        for (account, content) in snapshot.accounts.enumerated() {
            for (rule, entry) in rules.enumerated() {
                switch entry.rule.subject {
                case .account: batches.append(Batch(account: account, rule: rule, subjects: .account))
                case .region:
                    for (region, entry) in content.regions.enumerated() where entry.isEnabled {
                        batches.append(Batch(account: account, rule: rule, subjects: .region(region)))
                    }
                case .resources(let types):
                    for type in types { plan(type, of: content, account, rule) }
                }
            }
        }
    }

    private mutating func plan(_ type: String, of account: Account, _ accountIndex: Int, _ rule: Int) {
        var range = account.resources(of: type)
        while !range.isEmpty {
            let part = range.prefix(Plan.batchSize)
            batches.append(Batch(account: accountIndex, rule: rule, subjects: .resources(part.startIndex..<part.endIndex)))
            range = part.endIndex..<range.upperBound
        }
        for (region, coverage) in Plan.gaps(type, of: account) {
            uncovered.append(Uncovered(account: accountIndex, rule: rule, region: region, type: type, coverage: coverage))
        }
    }

    /// Where resources of `type` may be that nobody saw: the account itself for a type that belongs to it, else each region.
    private static func gaps(_ type: String, of account: Account) -> [(region: String, coverage: Coverage)] {
        if GlobalTypes.contains(type) {
            guard let global = account.regions.firstIndex(where: { $0.id == "global" }) else { return [("global", .notCollected)] }
            let coverage = account.coverage(of: type, in: global)
            return coverage == .complete ? [] : [("global", coverage)]
        }
        return account.regions.enumerated().compactMap { index, region in
            guard region.isEnabled else { return nil }
            let coverage = account.coverage(of: type, in: index)
            return coverage == .complete ? nil : (region.id, coverage)
        }
    }
}

/// Types whose resources belong to the account, not to a region of it.
enum GlobalTypes {
    private static let prefixes = ["AWS::IAM::", "demarc::IAM::", "demarc::Account", "AWS::CloudFront::", "AWS::Route53::"]
    private static let names: Set<String> = ["AWS::S3::AccountPublicAccessBlock"]

    static func contains(_ type: String) -> Bool { names.contains(type) || prefixes.contains { type.hasPrefix($0) } }
}
