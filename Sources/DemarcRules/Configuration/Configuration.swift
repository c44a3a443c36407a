// SPDX-License-Identifier: Apache-2.0
public import DemarcSnapshot

/// What an organisation's `demarc.lua` declares: its accounts, which packs run where with which parameters, and what is waived.
public struct Configuration: Sendable {
    /// The file, as messages name it.
    public let file: String
    /// What the organisation is called.
    public let name: String?
    /// Its id, `o-` and what follows.
    public let organization: String?
    /// The account that manages it.
    public let management: String?
    /// The accounts it lists, by id.
    public let accounts: [String: ConfiguredAccount]
    /// What every account is asked.
    let everywhere: Settings
    /// What the accounts of a unit are asked more, by the unit's path: `workloads/sandbox`.
    let units: [String: Settings]
    /// What accounts with a tag are asked more, by its key and value.
    let tags: [String: [String: Settings]]
    /// Failures it has decided to live with for a while, in their order.
    public let waivers: [Waiver]
    let lines: FieldLines

    /// The settings that hold in an account, the widest first: everywhere, its units from the outside in, its tags, its own.
    func settings(of account: String?) -> [Settings] {
        guard let account = account.flatMap({ accounts[$0] }) else { return [everywhere] }
        let tagged = (account.tags ?? [:]).sorted { $0.key < $1.key }.compactMap { tags[$0.key]?[$0.value] }
        return [everywhere] + account.units.compactMap { units[$0] } + tagged + [account.settings]
    }

    /// The accounts it lists, those together for which the same settings hold, in the order of the first of them.
    var alike: [[String]] {
        let groups = Dictionary(grouping: accounts.keys.sorted()) { settings(of: $0).filter { !$0.isEmpty }.map(\.path) }
        return groups.values.sorted { $0[0] < $1[0] }
    }

    /// What it says of the organisation; the accounts it lists are all there are, unless an answer lists more.
    public var organizationFacts: OrganizationFacts {
        var facts = OrganizationFacts()
        facts.id = organization
        facts.name = name
        facts.management = management
        facts.isComplete = !accounts.isEmpty
        facts.accounts = accounts.mapValues { account in
            var member = OrganizationFacts.Member()
            member.name = account.name
            member.owner = account.owner
            member.unit = account.unit
            member.tags = account.tags
            return member
        }
        return facts
    }

    /// Every settings there are.
    var allSettings: [Settings] {
        [everywhere] + units.values + tags.values.flatMap(\.values) + accounts.values.map(\.settings)
    }

    /// Whether it says which packs run.
    public var hasPacks: Bool { allSettings.contains { !$0.packs.isEmpty } }

    /// An error about two tags that one account has and that set one parameter differently: neither comes before the other.
    var conflict: RuleError? {
        for id in accounts.keys.sorted() {
            var first: [String: (path: String, value: LuaValue)] = [:]
            for settings in settings(of: id) where settings.path.hasPrefix("tags.") {
                for (rule, fields) in settings.parameters.sorted(by: { $0.key < $1.key }) {
                    for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
                        let field = "params.\(rule).\(name)"
                        guard let other = first[field] else {
                            first[field] = (settings.path(of: field), value)
                            continue
                        }
                        if other.value == value { continue }
                        let found = "\(value.described), where \(other.path) is \(other.value.described) and account \(id) has both tags"
                        return error(settings.path(of: field), found: found, expected: "one value for an account")
                    }
                }
            }
        }
        return nil
    }

    /// An error about the field at `path`.
    func error(_ path: String, found: String, expected: String) -> RuleError {
        .field(file: file, line: lines.line(of: path), field: path, found: found, expected: expected)
    }
}
