// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument
internal import DemarcRules
internal import DemarcSnapshot

/// The waivers of a configuration, and for which failures each is.
///
/// They are looked at for failures only, and for answers that leave open whether something fails: what passes pays nothing.
struct WaiverBook: Sendable {
    /// The waivers, in the order of the configuration.
    let waivers: [Waiver]
    private let configuration: Configuration?
    /// The numbers of the waivers for each rule that has any.
    private let byRule: [String: [Int]]

    init(_ rules: RuleSet) {
        let waivers = rules.configuration?.waivers ?? []
        self.waivers = waivers
        configuration = rules.configuration
        byRule = Dictionary(
            uniqueKeysWithValues: (waivers.isEmpty ? [] : rules.rules).compactMap { rule in
                let numbers = waivers.indices.filter { waivers[$0].concerns(rule: rule.id) }
                return numbers.isEmpty ? nil : (rule.id, numbers)
            })
    }

    /// The waivers for failures of a rule in an account.
    func waivers(rule: String, account: String) -> [Int] {
        guard let numbers = byRule[rule] else { return [] }
        let listed = configuration?.accounts[account]
        return numbers.filter { number in
            let scope = waivers[number].scope
            let isThere = scope.accounts.isEmpty || scope.accounts.contains { $0.matches(account) || (listed?.name.map($0.matches) ?? false) }
            return isThere && (scope.units.isEmpty || !scope.units.allSatisfy { listed?.units.contains($0) != true })
        }
    }

    /// Which of `candidates`, which are for its rule and account, are for a finding; one about all resources of a type may be about any.
    func waivers(for finding: Finding, tags: Value?, among candidates: [Int]) -> [Int] {
        candidates.filter { number in
            let scope = waivers[number].scope
            let subject = finding.subject
            guard scope.regions.isEmpty || scope.regions.contains(where: { $0.matches(subject.region) }) else { return false }
            if subject.id == "*" { return true }
            let names = [subject.id, subject.arn, subject.name].compactMap { $0 }
            guard scope.resources.isEmpty || scope.resources.contains(where: { names.contains(where: $0.matches) }) else { return false }
            return scope.tags.allSatisfy { key, pattern in tag(key, tags, subject.account).map(pattern.matches) ?? false }
        }
    }

    private func tag(_ key: String, _ tags: Value?, _ account: String) -> String? {
        guard let tags else { return configuration?.accounts[account]?.tags?[key] }
        return tags[key].string
    }
}
