// SPDX-License-Identifier: Apache-2.0

/// Works out which rules run where, and with which parameters.
///
/// Of a parameter the last of these counts: the rule's default; packs in their order; the configuration everywhere, of units from the
/// outside in, of tags, of the account; the command line.
struct Selection {
    /// The packs that run somewhere.
    private(set) var packs: [Pack] = []
    /// What runs, in the order of the rules' ids.
    private(set) var entries: [RuleSet.Selected] = []

    private let rules: [Rule]
    private let choice: RuleSet.Choice
    private let finder: PackFinder
    private let check: ParameterCheck
    private let options: [String: [String: LuaValue]]
    /// The rules that the user chose by name; nil for all.
    private let chosen: Set<String>?
    /// The ways in which each rule runs, by its id.
    private var ways: [String: [Way]] = [:]

    /// One way in which a rule runs, and where.
    private struct Way {
        let packs: [String]
        let parameters: [String: LuaValue]
        /// Of the accounts that the configuration lists.
        var accounts: Set<String> = []
        /// Whether it runs so in the accounts that nobody lists.
        var isUsual = false
    }

    init(plugins: [Plugin], choice: RuleSet.Choice) throws(RuleError) {
        rules = plugins.flatMap(\.rules).sorted { $0.id < $1.id }
        self.choice = choice
        finder = PackFinder(plugins)
        check = ParameterCheck(rules)
        options = try check.values(options: choice.parameters)
        chosen = try RulePatterns(plugins).ids(choice.rules)
        try place(in: nil)
        for accounts in choice.configuration?.alike ?? [] { try place(in: accounts) }
        try demandChosen(RulePatterns(plugins))
        entries = rules.flatMap(entries(of:))
    }

    /// A rule that the user names beside a pack is one of the pack's: what is asked for and does not run would be taken for a pass.
    private func demandChosen(_ patterns: RulePatterns) throws(RuleError) {
        guard let pack = choice.pack, !choice.takesConfiguredPacks else { return }
        for pattern in choice.rules where try patterns.ids([pattern])?.contains(where: { ways[$0] != nil }) == false {
            throw .noSuch(what: "rule in the pack \(pack) named", name: pattern, suggestion: nil)
        }
    }

    /// Notes what runs in accounts that the configuration lists and for which the same settings hold, or in all others.
    private mutating func place(in accounts: [String]?) throws(RuleError) {
        let account = accounts?.first
        let packs = try packs(in: account)
        for pack in packs ?? [] where !self.packs.contains(where: { $0.id == pack.id }) { self.packs.append(pack) }
        var layers: [[String: [String: LuaValue]]] = []
        for pack in packs ?? [] { layers.append(try check.values(of: pack)) }
        if let configuration = choice.configuration {
            for settings in configuration.settings(of: account) { layers.append(try check.values(of: settings, in: configuration)) }
        }
        layers.append(options)
        for rule in rules where chosen?.contains(rule.id) ?? true {
            let selecting = packs?.filter { $0.requirements.contains { $0.rules.contains(rule.id) } }.map(\.id)
            if selecting?.isEmpty == true { continue }
            let standard = Dictionary(rule.parameters.map { ($0.name, $0.standard) }) { first, _ in first }
            let parameters = layers.reduce(standard) { $0.merging($1[rule.id] ?? [:]) { _, later in later } }
            let way = Way(packs: selecting ?? [], parameters: parameters)
            if rule.subject == .organization { addOnce(way, of: rule.id) } else { add(way, of: rule.id, in: accounts) }
        }
    }

    /// The organisation is asked once, whoever selects the rule: with what is set everywhere, or where nobody selects it there, by the first.
    private mutating func addOnce(_ way: Way, of rule: String) {
        let first = ways[rule]?.first
        let packs = (first?.packs ?? []) + way.packs.filter { first?.packs.contains($0) != true }
        ways[rule] = [Way(packs: packs, parameters: first?.parameters ?? way.parameters)]
    }

    private mutating func add(_ way: Way, of rule: String, in accounts: [String]?) {
        var all = ways[rule] ?? []
        let place = all.firstIndex { $0.packs == way.packs && $0.parameters == way.parameters } ?? all.endIndex
        if place == all.endIndex { all.append(way) }
        if let accounts { all[place].accounts.formUnion(accounts) } else { all[place].isUsual = true }
        ways[rule] = all
    }

    private func entries(of rule: Rule) -> [RuleSet.Selected] {
        let listed = Set(choice.configuration?.accounts.keys.map { $0 } ?? [])
        return (ways[rule.id] ?? []).enumerated().map { number, way in
            RuleSet.Selected(
                rule: rule, parameters: way.parameters, packs: way.packs,
                accounts: rule.subject == .organization ? .all : way.isUsual ? .except(listed.subtracting(way.accounts)) : .only(way.accounts),
                number: number)
        }
    }

    /// The packs that run in an account; nil where every rule does.
    private func packs(in account: String?) throws(RuleError) -> [Pack]? {
        guard choice.takesConfiguredPacks, let configuration = choice.configuration else {
            return try choice.pack.map { (name) throws(RuleError) in [try finder.pack(name)] }
        }
        var packs: [Pack] = []
        for settings in configuration.settings(of: account) {
            var names = settings.packs
            if settings.path.isEmpty && names.isEmpty {
                guard let usual = choice.pack else {
                    throw configuration.error("packs", found: "nothing", expected: "the packs that run in every account")
                }
                names = [usual]
            }
            for name in names {
                guard finder.has(name) else { throw configuration.mistake(name, in: settings, finder).error }
                let pack = try finder.pack(name)
                if !packs.contains(where: { $0.id == pack.id }) { packs.append(pack) }
            }
        }
        return packs
    }
}
