// SPDX-License-Identifier: Apache-2.0

extension FieldReader {
    /// The fields of the table called `name`; none where there is no such table.
    func named(_ name: String) throws(RuleError) -> [LuaValue.Field] {
        guard let value = value(name) else { return [] }
        guard case .table(let list, let fields) = value, list.isEmpty else {
            throw error(name, found: value.kind == "a table" ? "a list" : value.kind, expected: "a table with names")
        }
        return fields
    }

    /// The texts of the table called `name`.
    func namedTexts(_ name: String) throws(RuleError) -> [String: String] {
        var texts: [String: String] = [:]
        for field in try named(name) {
            guard let text = field.value.text else { throw error("\(name).\(field.name)", found: field.value.kind, expected: "a text") }
            texts[field.name] = text
        }
        return texts
    }

    /// A reader of `field`, which stands in the table called `name`.
    func below(_ field: LuaValue.Field, of name: String, allowed: [String]) throws(RuleError) -> FieldReader {
        let path = path.isEmpty ? name : "\(path).\(name)"
        return try FieldReader(field.value, path: "\(path).\(field.name)", file: file, source: source, allowed: allowed)
    }

    /// An error about a name in the table called `table` that is none of those there are.
    func stranger(_ name: String, in table: String, _ what: String, _ known: Set<String>) -> RuleError {
        let known = known.sorted()
        let suggestion = Suggestion.of(name, among: known).map { "; did you mean \"\($0)\"?" } ?? ""
        let choice = known.isEmpty ? "\(what), and there is none" : "\(what): \(known.joined(separator: ", "))"
        return error("\(table).\(name)", found: "\"\(name)\"", expected: choice + suggestion)
    }
}
