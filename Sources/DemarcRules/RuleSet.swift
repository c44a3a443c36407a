// SPDX-License-Identifier: Apache-2.0

/// The rules of a run with the parameters they run with, and everything else its plugins declare.
public struct RuleSet: Sendable {
    /// The plugins, in the order of their names.
    public let plugins: [Plugin]
    /// What runs, in the order of the rules' ids; a rule is there once for each way in which it runs somewhere.
    public let selected: [Selected]
    /// The packs the rules were selected by, the requirements of those they extend first.
    public let packs: [Pack]
    /// What the organisation configured.
    public let configuration: Configuration?

    /// A rule, its parameters, and where it runs with them.
    public struct Selected: Sendable {
        /// The rule.
        public let rule: Rule
        /// Every parameter by name.
        public let parameters: [String: LuaValue]
        /// The ids of the packs that select it there.
        public let packs: [String]
        /// Where it runs so.
        public let accounts: AccountScope
        /// The rule's id, and a number behind it where the rule runs in more than one way.
        public let id: String

        /// `rule` with these parameters, everywhere.
        public init(rule: Rule, parameters: [String: LuaValue]) {
            self.init(rule: rule, parameters: parameters, packs: [], accounts: .all, number: 0)
        }

        init(rule: Rule, parameters: [String: LuaValue], packs: [String], accounts: AccountScope, number: Int) {
            self.rule = rule
            self.parameters = parameters
            self.packs = packs
            self.accounts = accounts
            id = number == 0 ? rule.id : "\(rule.id)#\(number)"
        }
    }

    /// What the user chose.
    public struct Choice: Sendable {
        /// A pack's name or id, for every account; nil for every rule.
        public var pack: String?
        /// Rule ids, or beginnings of them that end in `*`; empty for all of the packs.
        public var rules: [String] = []
        /// `rule.parameter` and the value as it was written.
        public var parameters: [(name: String, value: String)] = []
        /// What the organisation configured.
        public var configuration: Configuration?
        /// Whether the configuration's packs run, each where it says; `pack` is then what runs where it names none.
        public var takesConfiguredPacks = false

        /// Every rule with its own parameters.
        public init() {}
    }

    /// One rule of `plugin`.
    public init(plugin: Plugin, selected: Selected) {
        plugins = [plugin]
        packs = []
        configuration = nil
        self.selected = [selected]
    }

    /// Selects from `plugins` what `choice` names; everything it names must exist.
    public init(plugins: [Plugin], choice: Choice) throws(RuleError) {
        self.plugins = plugins.sorted { $0.name < $1.name }
        for (plugin, next) in zip(self.plugins, self.plugins.dropFirst()) where plugin.name == next.name {
            throw .field(
                file: "\(next.folder)/plugin.lua", line: nil, field: "name", found: "\"\(next.name)\", which \(plugin.folder) is called",
                expected: "another name: rules of both would share their ids")
        }
        let selection = try Selection(plugins: self.plugins, choice: choice)
        selected = selection.entries
        packs = selection.packs
        configuration = choice.configuration
        if let mistake = choice.configuration?.mistakes(rules: self.plugins.flatMap(\.rules).map(\.id)).first { throw mistake.error }
    }

    /// The rules that run somewhere, each once, in the order of their ids.
    public var rules: [Rule] {
        selected.map(\.rule).reduce(into: []) { rules, rule in
            if rules.last?.id != rule.id { rules.append(rule) }
        }
    }

    /// The way in which a rule runs in an account; nil where it does not.
    public func entry(_ rule: String, in account: String) -> Selected? {
        selected.first { $0.rule.id == rule && $0.accounts.contains(account) }
    }

    /// The rule with this id.
    public func rule(_ id: String) throws(RuleError) -> Rule {
        let all = plugins.flatMap(\.rules)
        if let rule = all.first(where: { $0.id == id }) { return rule }
        throw .noSuch(what: "rule", name: id, suggestion: Suggestion.of(id, among: all.map(\.id)))
    }
}
