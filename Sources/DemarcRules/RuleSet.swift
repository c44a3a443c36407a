// SPDX-License-Identifier: Apache-2.0

/// The rules of a run with the parameters they run with, and everything else its plugins declare.
public struct RuleSet: Sendable {
    /// The plugins, in the order of their names.
    public let plugins: [Plugin]
    /// What runs, in the order of the rules' ids.
    public let selected: [Selected]
    /// The pack the rules were selected by, its extensions' requirements first.
    public let pack: Pack?

    /// A rule and its parameters.
    public struct Selected: Sendable {
        /// The rule.
        public let rule: Rule
        /// Every parameter by name.
        public let parameters: [String: LuaValue]

        /// `rule` with these parameters.
        public init(rule: Rule, parameters: [String: LuaValue]) {
            self.rule = rule
            self.parameters = parameters
        }
    }

    /// What the user chose.
    public struct Choice: Sendable {
        /// A pack's name or id; nil for every rule.
        public var pack: String?
        /// Rule ids, or beginnings of them that end in `*`; empty for all of the pack.
        public var rules: [String] = []
        /// `rule.parameter` and the value as it was written.
        public var parameters: [(name: String, value: String)] = []

        /// Every rule with its own parameters.
        public init() {}
    }

    /// Selects from `plugins` what `choice` names; everything it names must exist.
    public init(plugins: [Plugin], choice: Choice) throws(RuleError) {
        self.plugins = plugins.sorted { $0.name < $1.name }
        for (plugin, next) in zip(self.plugins, self.plugins.dropFirst()) where plugin.name == next.name {
            throw .field(
                file: "\(next.folder)/plugin.lua", line: nil, field: "name", found: "\"\(next.name)\", which \(plugin.folder) is called",
                expected: "another name: rules of both would share their ids")
        }
        let all = self.plugins.flatMap(\.rules).sorted { $0.id < $1.id }
        let packs = self.plugins.flatMap(\.packs)
        pack = try choice.pack.map { (name) throws(RuleError) in try RuleSet.pack(name, packs) }
        let wanted = try RuleSet.ids(pack, choice.rules, all, plugins)
        let overrides = try RuleSet.overrides(pack, choice.parameters, all)
        var selected: [Selected] = []
        for rule in all {
            // What is set for a rule that does not run must fit all the same.
            let parameters = try RuleSet.parameters(of: rule, overrides)
            if wanted.contains(rule.id) { selected.append(Selected(rule: rule, parameters: parameters)) }
        }
        self.selected = selected
    }

    /// The rule with this id.
    public func rule(_ id: String) throws(RuleError) -> Rule {
        let all = plugins.flatMap(\.rules)
        if let rule = all.first(where: { $0.id == id }) { return rule }
        throw .noSuch(what: "rule", name: id, suggestion: Suggestion.of(id, among: all.map(\.id)))
    }

    private static func pack(_ name: String, _ packs: [Pack], above: [String] = []) throws(RuleError) -> Pack {
        guard let pack = packs.first(where: { $0.id == name || $0.name == name }) else {
            throw .noSuch(what: "pack", name: name, suggestion: Suggestion.of(name, among: packs.map(\.name)))
        }
        if above.contains(pack.id) {
            throw .field(file: pack.file, line: nil, field: "extends", found: "\"\(pack.name)\" extending itself", expected: "another pack")
        }
        var requirements: [Requirement] = []
        var parameters = pack.parameters
        for base in pack.extends {
            let extended = try RuleSet.pack(base, packs, above: above + [pack.id])
            requirements += extended.requirements
            parameters.merge(extended.parameters) { own, other in own.merging(other) { mine, _ in mine } }
        }
        return Pack(
            id: pack.id, name: pack.name, title: pack.title, version: pack.version, extends: pack.extends,
            requirements: requirements + pack.requirements, parameters: parameters, file: pack.file)
    }

    private static func ids(_ pack: Pack?, _ patterns: [String], _ all: [Rule], _ plugins: [Plugin]) throws(RuleError) -> Set<String> {
        let known = Set(all.map(\.id))
        var wanted = known
        if let pack {
            wanted = Set(pack.requirements.flatMap(\.rules))
            for id in wanted.sorted() where !known.contains(id) {
                throw .field(
                    file: pack.file, line: nil, field: "requirements", found: "\"\(id)\"",
                    expected: "a rule" + (Suggestion.of(id, among: known.sorted()).map { "; did you mean \"\($0)\"?" } ?? ""))
            }
        }
        guard !patterns.isEmpty else { return wanted }
        var chosen = Set<String>()
        for pattern in patterns {
            let matching = pattern.hasSuffix("*") ? known.filter { $0.hasPrefix(pattern.dropLast()) } : known.filter { $0 == pattern }
            if matching.isEmpty, let error = loadError(pattern, plugins) { throw error }
            if matching.isEmpty { throw .noSuch(what: "rule", name: pattern, suggestion: Suggestion.of(pattern, among: known.sorted())) }
            chosen.formUnion(matching)
        }
        return pack == nil ? chosen : wanted.intersection(chosen)
    }

    /// Why the rule that `pattern` means is not there, where its file could not be loaded.
    private static func loadError(_ pattern: String, _ plugins: [Plugin]) -> RuleError? {
        let parts = pattern.split(separator: ".", maxSplits: 1)
        guard parts.count == 2, let plugin = plugins.first(where: { $0.name == parts[0] }) else { return nil }
        let isBeginning = parts[1].hasSuffix("*")
        let place = parts[1].split(separator: ".").joined(separator: "/")
        let file = "rules/" + (isBeginning ? String(place.dropLast()) : place + ".lua")
        return plugin.errors.first { $0.description.contains(file) }
    }

    private typealias Override = (origin: String, value: LuaValue)

    /// What is set, the pack's first, by rule and parameter; everything set must exist.
    private static func overrides(
        _ pack: Pack?, _ options: [(name: String, value: String)], _ all: [Rule]
    ) throws(RuleError) -> [String: [String: Override]] {
        var overrides: [String: [String: Override]] = [:]
        for (rule, fields) in pack?.parameters ?? [:] {
            guard all.contains(where: { $0.id == rule }) else {
                throw .field(file: pack?.file ?? "", line: nil, field: "params", found: "\"\(rule)\"", expected: "a rule")
            }
            for (name, value) in fields { overrides[rule, default: [:]][name] = (pack?.file ?? "", value) }
        }
        for option in options {
            guard let dot = option.name.lastIndex(of: ".") else {
                throw .noSuch(what: "parameter", name: option.name, suggestion: nil)
            }
            let id = String(option.name[..<dot])
            guard let rule = all.first(where: { $0.id == id }) else {
                throw .noSuch(what: "rule", name: id, suggestion: Suggestion.of(id, among: all.map(\.id)))
            }
            let name = String(option.name[option.name.index(after: dot)...])
            guard let parameter = rule.parameters.first(where: { $0.name == name }) else {
                throw .noSuch(
                    what: "parameter", name: option.name,
                    suggestion: Suggestion.of(name, among: rule.parameters.map(\.name)).map { "\(id).\($0)" })
            }
            overrides[id, default: [:]][name] = ("--param", parameter.parse(option.value))
        }
        return overrides
    }

    private static func parameters(of rule: Rule, _ overrides: [String: [String: Override]]) throws(RuleError) -> [String: LuaValue] {
        var values = Dictionary(rule.parameters.map { ($0.name, $0.standard) }) { first, _ in first }
        for (name, override) in overrides[rule.id] ?? [:] {
            guard let parameter = rule.parameters.first(where: { $0.name == name }) else {
                let known = rule.parameters.map(\.name)
                throw .field(
                    file: override.origin, line: nil, field: "\(rule.id).\(name)", found: "an unknown parameter",
                    expected: known.isEmpty ? "none: the rule has no parameters" : "one of \(known.joined(separator: ", "))")
            }
            if let expected = parameter.refuses(override.value) {
                throw .field(
                    file: override.origin, line: nil, field: "\(rule.id).\(name)", found: override.value.described, expected: expected)
            }
            values[name] = override.value
        }
        return values
    }
}
