// SPDX-License-Identifier: Apache-2.0
internal import FoundationEssentials

/// Loads an organisation's `demarc.lua`, in the sandbox of rules.
public enum ConfigurationReader {
    private static let settingsFields = ["packs", "params"]

    /// What the file at `path` declares.
    public static func load(path: String) throws(RuleError) -> Configuration {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .unreadable(path: path, reason: "found no readable file, expected a configuration in Lua")
        }
        let machine = try Machine(limits: .configuration)
        let source = Array(data)
        let value = try machine.export(machine.load(source, kind: "demarc", file: path), file: path)
        let lines = FieldLines(source)
        let reader = try FieldReader(
            value, path: "", file: path, source: source,
            allowed: ["name", "organization", "management", "accounts", "units", "tags", "waivers"] + settingsFields)
        if let repeated = lines.repeated {
            throw .field(file: path, line: repeated.line, field: repeated.path, found: "it a second time", expected: "each field once")
        }
        let accounts = try accounts(reader)
        let configuration = Configuration(
            file: path, name: try reader.optionalText("name"), organization: try organization(reader), management: try management(reader),
            accounts: accounts, everywhere: try settings(reader), units: try units(reader, accounts), tags: try tags(reader, accounts),
            waivers: try WaiverReader(accounts, lines).waivers(reader), lines: lines)
        if let conflict = configuration.conflict { throw conflict }
        return configuration
    }

    private static func organization(_ reader: FieldReader) throws(RuleError) -> String? {
        guard let id = try reader.optionalText("organization") else { return nil }
        guard id.hasPrefix("o-") else {
            throw reader.error("organization", found: "\"\(id)\"", expected: "an organisation's id, such as o-a1b2c3d4e5")
        }
        return id
    }

    private static func management(_ reader: FieldReader) throws(RuleError) -> String? {
        guard let id = try reader.optionalText("management") else { return nil }
        guard isAccount(id) else { throw reader.error("management", found: "\"\(id)\"", expected: "an account's id, a text of twelve digits") }
        return id
    }

    static func isAccount(_ id: String) -> Bool { id.utf8.count == 12 && id.utf8.allSatisfy { (0x30...0x39).contains($0) } }

    private static func accounts(_ reader: FieldReader) throws(RuleError) -> [String: ConfiguredAccount] {
        var accounts: [String: ConfiguredAccount] = [:]
        for field in try reader.named("accounts") {
            guard isAccount(field.name) else {
                throw reader.error(
                    "accounts.\(field.name)", found: "\"\(field.name)\"", expected: "an account's id, a text of twelve digits: [\"111122223333\"]")
            }
            let entry = try reader.below(field, of: "accounts", allowed: ["name", "owner", "unit", "tags"] + settingsFields)
            let unit = try entry.optionalText("unit")
            if let unit, unit.hasPrefix("/") || unit.hasSuffix("/") {
                throw entry.error("unit", found: "\"\(unit)\"", expected: "the names of units from the outside in, such as workloads/production")
            }
            accounts[field.name] = ConfiguredAccount(
                name: try entry.optionalText("name"), owner: try entry.optionalText("owner"), unit: unit,
                tags: entry.value("tags") == nil ? nil : try entry.namedTexts("tags"), settings: try settings(entry))
        }
        return accounts
    }

    private static func units(_ reader: FieldReader, _ accounts: [String: ConfiguredAccount]) throws(RuleError) -> [String: Settings] {
        let known = Set(accounts.values.flatMap(\.units))
        var units: [String: Settings] = [:]
        for field in try reader.named("units") {
            guard known.contains(field.name) else { throw reader.stranger(field.name, in: "units", "a unit that an account is in", known) }
            units[field.name] = try settings(reader.below(field, of: "units", allowed: settingsFields))
        }
        return units
    }

    private static func tags(_ reader: FieldReader, _ accounts: [String: ConfiguredAccount]) throws(RuleError) -> [String: [String: Settings]] {
        var tags: [String: [String: Settings]] = [:]
        for key in try reader.named("tags") {
            let known = Set(accounts.values.compactMap { $0.tags?[key.name] })
            if known.isEmpty {
                let keys = Set(accounts.values.flatMap { ($0.tags ?? [:]).keys })
                throw reader.stranger(key.name, in: "tags", "a tag that an account has", keys)
            }
            guard case .table(let list, let values) = key.value, list.isEmpty else {
                throw reader.error("tags.\(key.name)", found: key.value.kind, expected: "{ value = { ... } }")
            }
            for value in values {
                guard known.contains(value.name) else {
                    throw reader.stranger(value.name, in: "tags.\(key.name)", "a value that an account has", known)
                }
                tags[key.name, default: [:]][value.name] = try settings(reader.below(value, of: "tags.\(key.name)", allowed: settingsFields))
            }
        }
        return tags
    }

    private static func settings(_ reader: FieldReader) throws(RuleError) -> Settings {
        var parameters: [String: [String: LuaValue]] = [:]
        for rule in try reader.named("params") {
            guard case .table(let list, let fields) = rule.value, list.isEmpty else {
                throw reader.error("params.\(rule.name)", found: rule.value.kind, expected: "{ name = value }")
            }
            parameters[rule.name] = Dictionary(fields.map { ($0.name, $0.value) }) { first, _ in first }
        }
        let packs = try reader.texts("packs")
        if packs.isEmpty && reader.value("packs") != nil {
            throw reader.error("packs", found: "an empty list", expected: "the packs that run; without the field it is the baseline")
        }
        return Settings(path: reader.path, packs: packs, parameters: parameters)
    }
}
