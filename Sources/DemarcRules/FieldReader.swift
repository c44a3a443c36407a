// SPDX-License-Identifier: Apache-2.0

/// Reads the fields of a table that a Lua file declares, and says exactly what is wrong with one.
struct FieldReader {
    let file: String
    let source: [UInt8]
    let path: String
    private let fields: [LuaValue.Field]
    let list: [LuaValue]

    /// A reader of `value`, which stands at `path` of `file` and may have only these fields.
    init(_ value: LuaValue, path: String, file: String, source: [UInt8], allowed: [String]) throws(RuleError) {
        self.file = file
        self.source = source
        self.path = path
        guard case .table(let list, let fields) = value else {
            throw .field(file: file, line: FieldLines(source).line(of: path), field: path, found: value.kind, expected: "a table")
        }
        self.fields = fields
        self.list = list
        for field in fields where !allowed.contains(field.name) {
            let suggestion = Suggestion.of(field.name, among: allowed).map { "; did you mean \"\($0)\"?" } ?? ""
            throw error(field.name, found: "an unknown field", expected: "one of \(allowed.joined(separator: ", "))\(suggestion)")
        }
    }

    /// An error about the field `name`.
    func error(_ name: String, found: String, expected: String) -> RuleError {
        let full = path.isEmpty ? name : "\(path).\(name)"
        return .field(file: file, line: FieldLines(source).line(of: full), field: full, found: found, expected: expected)
    }

    func value(_ name: String) -> LuaValue? { fields.first { $0.name == name }?.value }

    func text(_ name: String) throws(RuleError) -> String {
        guard let value = value(name) else { throw error(name, found: "nothing", expected: "a text") }
        guard let text = value.text else { throw error(name, found: value.kind, expected: "a text") }
        guard !text.allSatisfy(\.isWhitespace) else { throw error(name, found: "an empty text", expected: "a text") }
        return text
    }

    func optionalText(_ name: String) throws(RuleError) -> String? {
        value(name) == nil ? nil : try text(name)
    }

    /// Whether the field is true; false where it is not there.
    func flag(_ name: String) throws(RuleError) -> Bool {
        guard let value = value(name) else { return false }
        guard case .boolean(let flag) = value else { throw error(name, found: value.kind, expected: "true or false") }
        return flag
    }

    /// A text, or a list of texts.
    func texts(_ name: String) throws(RuleError) -> [String] {
        guard let value = value(name) else { return [] }
        if let text = value.text { return [text] }
        guard case .table(let list, let fields) = value, fields.isEmpty else {
            throw error(name, found: value.kind, expected: "a text or a list of texts")
        }
        var texts: [String] = []
        for element in list {
            guard let text = element.text else { throw error(name, found: "\(element.kind) in the list", expected: "texts") }
            texts.append(text)
        }
        return texts
    }

    func choice<Choice>(_ name: String, _ choices: [(String, Choice)]) throws(RuleError) -> Choice {
        let text = try text(name)
        if let choice = choices.first(where: { $0.0 == text }) { return choice.1 }
        let suggestion = Suggestion.of(text, among: choices.map(\.0)).map { "; did you mean \"\($0)\"?" } ?? ""
        throw error(name, found: "\"\(text)\"", expected: "one of \(choices.map(\.0).joined(separator: ", "))\(suggestion)")
    }
}
