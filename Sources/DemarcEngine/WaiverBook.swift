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
    /// By each rule that has any.
    private let shelves: [String: Shelf]

    /// The numbers of the waivers for one rule.
    private struct Shelf {
        /// Of those that name accounts and nothing else of them, by the id or name they give; an organisation has thousands.
        var named: [String: [Int]] = [:]
        /// Of all others.
        var others: [Int] = []
    }

    init(_ rules: RuleSet) {
        let waivers = rules.configuration?.waivers ?? []
        self.waivers = waivers
        configuration = rules.configuration
        var shelves: [String: Shelf] = [:]
        for rule in waivers.isEmpty ? [] : rules.rules {
            for (number, waiver) in waivers.enumerated() where waiver.concerns(rule: rule.id) {
                let accounts = waiver.scope.accounts
                let isNamed = !accounts.isEmpty && waiver.scope.units.isEmpty && !accounts.contains(where: \.isOpen)
                if !isNamed { shelves[rule.id, default: Shelf()].others.append(number) }
                for account in isNamed ? accounts : [] { shelves[rule.id, default: Shelf()].named[account.description, default: []].append(number) }
            }
        }
        self.shelves = shelves
    }

    /// The waivers for failures of a rule in an account.
    func waivers(rule: String, account: String) -> [Int] {
        guard let shelf = shelves[rule] else { return [] }
        let listed = configuration?.accounts[account]
        let named = [account, listed?.name].compactMap { $0 }.flatMap { shelf.named[$0] ?? [] }
        let others = shelf.others.filter { number in
            let scope = waivers[number].scope
            let isThere = scope.accounts.isEmpty || scope.accounts.contains { $0.matches(account) || (listed?.name.map($0.matches) ?? false) }
            return isThere && (scope.units.isEmpty || !scope.units.allSatisfy { listed?.units.contains($0) != true })
        }
        return Set(named + others).sorted()
    }

    /// Which of `candidates`, which are for its rule and account, are for a finding; one about all resources of a type may be about any.
    func waivers(for subject: Finding.Subject, tags: Value?, among candidates: [Int]) -> [Int] {
        candidates.filter { number in
            let scope = waivers[number].scope
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
