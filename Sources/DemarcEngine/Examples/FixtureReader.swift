// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument
internal import DemarcRules

/// Reads a plugin's fixture, an AWS Config item, as a value that examples lay their patches over.
enum FixtureReader {
    static func item(_ bytes: [UInt8], type: String, rule: Rule) throws(RuleError) -> LuaValue {
        do {
            return try JSONParser().parse(TextBuffer(copying: bytes)) { tree in value(tree.root) }
        } catch {
            throw .unreadable(path: "fixtures/\(type.split(separator: ":").joined(separator: "--")).json", reason: error.description)
        }
    }

    private static func value(_ node: JSONNode) -> LuaValue {
        if node.isObject { return .table(list: [], fields: node.members.map { LuaValue.Field(name: $0.name, value: value($0.value)) }) }
        if node.isArray { return .table(list: node.elements.map(value), fields: []) }
        if let text = node.string { return .text(text) }
        if let flag = node.boolean { return .boolean(flag) }
        if let integer = node.integer { return .integer(integer) }
        return node.double.map { .number($0) } ?? .null
    }
}

extension LuaValue {
    /// This value with `patch` laid over it: named fields one by one, whatever their first letter's case, lists as a whole.
    func merged(with patch: LuaValue) -> LuaValue {
        guard case .table(let list, let fields) = self, case .table(let patchList, let patchFields) = patch else { return patch }
        if !list.isEmpty || !patchList.isEmpty { return patch }
        if patchFields.isEmpty { return self }
        var merged = fields
        for field in patchFields {
            let place = merged.firstIndex { $0.name == field.name } ?? merged.firstIndex { LuaValue.folded($0.name) == LuaValue.folded(field.name) }
            if field.value == .absent {
                if let place { merged.remove(at: place) }
            } else if let place {
                merged[place].value = merged[place].value.merged(with: field.value)
            } else {
                merged.append(field)
            }
        }
        return .table(list: [], fields: merged)
    }

    /// This value with `text` replaced wherever a text holds it: what was one resource's is another's then.
    func replacing(_ text: String, with other: String) -> LuaValue {
        switch self {
        case .text(let own): .text(text.isEmpty ? own : own.replacing(text, with: other))
        case .table(let list, let fields):
            .table(
                list: list.map { $0.replacing(text, with: other) },
                fields: fields.map { LuaValue.Field(name: $0.name, value: $0.value.replacing(text, with: other)) })
        default: self
        }
    }

    private static func folded(_ name: String) -> String { (name.first?.lowercased() ?? "") + name.dropFirst() }
}
