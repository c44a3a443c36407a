// SPDX-License-Identifier: Apache-2.0
internal import DemarcLanguage

/// Where the fields of the table that a Lua file declares stand, by path: `accounts.111122223333.tags`, `waivers[2].owner`.
///
/// Lua does not keep the lines of a table's fields, so they are taken from the file's syntax.
struct FieldLines {
    private var lines: [String: Int] = [:]
    /// The first field that is given twice, of which Lua keeps the last without a word.
    private(set) var repeated: (path: String, line: Int)?

    init(_ source: [UInt8]) {
        // How long a file may be, what loads it has said.
        guard let tree = try? SyntaxTree(parsing: source, longest: source.count) else { return }
        for case .return(let values) in tree.main.body.statements.map(\.kind) { values.forEach { note($0, at: "") } }
    }

    /// The line of the field at `path`, else of the nearest table around it; nil where that is the whole declaration.
    func line(of path: String) -> Int? {
        var path = path[...]
        while !path.isEmpty {
            if let line = lines[String(path)] { return line }
            guard let cut = path.lastIndex(where: { $0 == "." || $0 == "[" }) else { return nil }
            path = path[..<cut]
        }
        return nil
    }

    /// Notes the fields of a table, and of one that a function is called with: `rule { ... }`.
    private mutating func note(_ value: LuaExpression, at path: String) {
        switch value.kind {
        case .suffixed(_, let suffixes):
            if case .call(let arguments)? = suffixes.last?.kind { arguments.forEach { note($0, at: path) } }
        case .table(let items):
            var position = 0
            for item in items {
                if case .position = item.key { position += 1 }
                guard let field = FieldLines.path(of: item.key, position, in: path) else { continue }
                if lines[field] != nil && repeated == nil { repeated = (field, item.range.start.line) }
                lines[field] = lines[field] ?? item.range.start.line
                note(item.value, at: field)
            }
        default: return
        }
    }

    /// The path of a field with this key; nil where only running the file would tell.
    private static func path(of key: LuaExpression.Item.Key, _ position: Int, in path: String) -> String? {
        let name: String
        switch key {
        case .position: return "\(path)[\(position)]"
        case .name(let word): name = word.text
        case .value(let value):
            guard case .string(let bytes) = value.kind else { return nil }
            name = String(decoding: bytes, as: UTF8.self)
        }
        return path.isEmpty ? name : "\(path).\(name)"
    }
}
