// SPDX-License-Identifier: Apache-2.0

/// Makes a `Pack` of what its file declares.
enum PackReader {
    static func pack(_ value: LuaValue, name: String, plugin: String, file: String, source: [UInt8]) throws(RuleError) -> Pack {
        let reader = try FieldReader(
            value, path: "", file: file, source: source, allowed: ["title", "version", "note", "extends", "requirements", "params"])
        guard let list = reader.value("requirements")?.list, !list.isEmpty else {
            throw reader.error("requirements", found: reader.value("requirements")?.kind ?? "nothing", expected: "a list of requirements")
        }
        var requirements: [Requirement] = []
        for element in list {
            let requirement = try requirement(element, number: requirements.count + 1, reader)
            if requirements.contains(where: { $0.id == requirement.id }) {
                throw reader.error("requirements", found: "\"\(requirement.id)\" twice", expected: "each requirement once")
            }
            requirements.append(requirement)
        }
        return Pack(
            id: "\(plugin).\(name)", name: name, title: try reader.text("title"), version: try reader.text("version"),
            extends: try reader.texts("extends"), requirements: requirements, parameters: try parameters(reader), file: file)
    }

    private static func requirement(_ value: LuaValue, number: Int, _ pack: FieldReader) throws(RuleError) -> Requirement {
        let reader = try FieldReader(
            value, path: "requirements[\(number)]", file: pack.file, source: pack.source, allowed: ["party", "rules", "manual", "note"])
        guard reader.list.count == 2, let id = reader.list[0].text, let title = reader.list[1].text else {
            throw reader.error("[1]", found: "\(reader.list.count) values", expected: "{ \"id\", \"title\", rules = { ... } } with a text for the id")
        }
        let rules = try reader.texts("rules")
        let manual = try reader.optionalText("manual")
        if rules.isEmpty && manual == nil {
            throw reader.error("rules", found: "neither a rule nor a reason", expected: "rules = { ... } or manual = \"why\"")
        }
        let party = reader.value("party") == nil ? .customer : try reader.choice("party", Party.allCases.map { ($0.rawValue, $0) })
        return Requirement(id: id, title: title, party: party, rules: rules, manual: manual)
    }

    private static func parameters(_ reader: FieldReader) throws(RuleError) -> [String: [String: LuaValue]] {
        guard let value = reader.value("params") else { return [:] }
        guard case .table(_, let rules) = value else { throw reader.error("params", found: value.kind, expected: "[rule] = { name = value }") }
        var parameters: [String: [String: LuaValue]] = [:]
        for rule in rules {
            guard case .table(_, let fields) = rule.value else {
                throw reader.error("params.\(rule.name)", found: rule.value.kind, expected: "{ name = value }")
            }
            parameters[rule.name] = Dictionary(fields.map { ($0.name, $0.value) }) { first, _ in first }
        }
        return parameters
    }
}
