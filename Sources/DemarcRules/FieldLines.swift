// SPDX-License-Identifier: Apache-2.0

/// Where the fields of the table that a Lua file declares stand, by path: `accounts.111122223333.tags`, `waivers[2].owner`.
///
/// Lua does not keep the lines of a table's fields, so the file's text is gone through for them. Whatever stands between `function` and
/// `end` or in parentheses declares nothing.
struct FieldLines {
    private enum Frame {
        /// A table of the declaration: its path, how many elements it had, and the field that is being read.
        case table(path: String, elements: Int, field: Field)
        case opaque
    }

    private enum Field {
        case none
        case named(String)
        case element
    }

    private var lines: [String: Int] = [:]
    /// The first field that is given twice, of which Lua keeps the last without a word.
    private(set) var repeated: (path: String, line: Int)?
    private var frames: [Frame] = []

    init(_ source: [UInt8]) {
        var tokens = LuaTokens(source)
        while let token = tokens.next() { take(token, &tokens) }
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

    private mutating func take(_ token: LuaTokens.Token, _ tokens: inout LuaTokens) {
        switch token.kind {
        case .symbol("{"): open(token.line)
        case .symbol("("), .word("function"), .word("do"), .word("if"), .word("repeat"): frames.append(.opaque)
        case .symbol("}"), .symbol(")"), .word("end"), .word("until"): _ = frames.popLast()
        case .symbol(","), .symbol(";"): separate()
        case .symbol("["): name(tokens.bracketedKey(), token.line)
        case .word(let word): name(tokens.isAssignment ? word : nil, token.line)
        default: name(nil, token.line)
        }
    }

    private mutating func open(_ line: Int) {
        guard case .table? = frames.last else {
            frames.append(frames.isEmpty ? .table(path: "", elements: 0, field: .none) : .opaque)
            return
        }
        name(nil, line)
        guard case .table(let path, let elements, let field)? = frames.last else { return }
        if case .named(let name) = field {
            frames.append(.table(path: FieldLines.join(path, name), elements: 0, field: .none))
        } else {
            frames.append(.table(path: "\(path)[\(elements)]", elements: 0, field: .none))
        }
    }

    private mutating func separate() {
        guard case .table(let path, let elements, _)? = frames.last else { return }
        frames[frames.count - 1] = .table(path: path, elements: elements, field: .none)
    }

    /// Begins a field of the innermost table, unless one is being read: one with a name, or an element.
    private mutating func name(_ name: String?, _ line: Int) {
        guard case .table(let path, var elements, .none)? = frames.last else { return }
        if name == nil { elements += 1 }
        let full = name.map { FieldLines.join(path, $0) } ?? "\(path)[\(elements)]"
        if lines[full] != nil && repeated == nil { repeated = (full, line) }
        lines[full] = lines[full] ?? line
        frames[frames.count - 1] = .table(path: path, elements: elements, field: name.map { .named($0) } ?? .element)
    }

    private static func join(_ path: String, _ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
}
