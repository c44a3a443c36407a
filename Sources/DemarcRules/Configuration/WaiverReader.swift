// SPDX-License-Identifier: Apache-2.0
internal import DemarcSnapshot

/// Makes `Waiver`s of what a configuration declares; none of their fields may be left out.
struct WaiverReader {
    private let lines: FieldLines
    /// The names that the configuration gives accounts.
    private let names: Set<String>
    /// The units that accounts are in.
    private let units: Set<String>

    init(_ accounts: [String: ConfiguredAccount], _ lines: FieldLines) {
        self.lines = lines
        names = Set(accounts.values.compactMap(\.name))
        units = Set(accounts.values.flatMap(\.units))
    }

    func waivers(_ reader: FieldReader) throws(RuleError) -> [Waiver] {
        guard let value = reader.value("waivers") else { return [] }
        guard case .table(let list, let fields) = value, fields.isEmpty else {
            throw reader.error("waivers", found: value.kind == "a table" ? "a table with names" : value.kind, expected: "a list of waivers")
        }
        var waivers: [Waiver] = []
        for element in list {
            let entry = try FieldReader(
                element, path: "waivers[\(waivers.count + 1)]", file: reader.file, source: reader.source,
                allowed: ["rule", "scope", "reason", "owner", "expires"])
            waivers.append(try waiver(entry))
        }
        return waivers
    }

    private func waiver(_ entry: FieldReader) throws(RuleError) -> Waiver {
        let rules = try entry.texts("rule")
        if rules.isEmpty { throw entry.error("rule", found: "nothing", expected: "the id of the rule whose failures are waived") }
        let (text, end) = try WaiverReader.expiry(entry)
        return Waiver(
            rules: rules.map(TextPattern.init), scope: try scope(entry), reason: try entry.text("reason"), owner: try entry.text("owner"),
            expires: text, end: end, line: lines.line(of: entry.path))
    }

    private static func expiry(_ entry: FieldReader) throws(RuleError) -> (text: String, end: Instant) {
        let text = try entry.text("expires")
        let expected = "the last day on which it holds, such as 2026-12-31"
        guard let end = Instant("\(text)T23:59:59Z"), end.description == "\(text)T23:59:59Z" else {
            throw entry.error("expires", found: "\"\(text)\"", expected: expected)
        }
        return (text, end)
    }

    private func scope(_ entry: FieldReader) throws(RuleError) -> Waiver.Scope {
        let fields = ["accounts", "units", "regions", "resources", "tags"]
        let expected = "one or more of \(fields.joined(separator: ", "))"
        guard let value = entry.value("scope") else { throw entry.error("scope", found: "nothing", expected: expected) }
        let reader = try FieldReader(value, path: "\(entry.path).scope", file: entry.file, source: entry.source, allowed: fields)
        let scope = Waiver.Scope(
            accounts: try WaiverReader.patterns("accounts", reader), units: try reader.texts("units"),
            regions: try WaiverReader.patterns("regions", reader), resources: try WaiverReader.patterns("resources", reader),
            tags: try reader.namedTexts("tags").mapValues(TextPattern.init))
        if fields.allSatisfy({ reader.value($0) == nil }) || !reader.list.isEmpty {
            throw entry.error("scope", found: "none of them", expected: expected)
        }
        for pattern in scope.accounts where !pattern.isOpen { try check(pattern.description, reader) }
        for unit in scope.units where !units.contains(unit) { throw reader.stranger(unit, in: "units", "a unit that an account is in", units) }
        return scope
    }

    /// What is said must say something: nothing matches an empty list.
    private static func patterns(_ name: String, _ reader: FieldReader) throws(RuleError) -> [TextPattern] {
        let texts = try reader.texts(name)
        if reader.value(name) != nil && (texts.isEmpty || texts.contains("")) {
            throw reader.error(name, found: "nothing", expected: "a text or a list of texts")
        }
        return texts.map(TextPattern.init)
    }

    /// An account is known by its id, whether the configuration lists it or not, or by the name that it gives it.
    private func check(_ account: String, _ reader: FieldReader) throws(RuleError) {
        if names.contains(account) || ConfigurationReader.isAccount(account) { return }
        let suggestion = Suggestion.of(account, among: names.sorted()).map { "; did you mean \"\($0)\"?" } ?? ""
        throw reader.error("accounts", found: "\"\(account)\"", expected: "an account's id, or the name the configuration gives it\(suggestion)")
    }
}
