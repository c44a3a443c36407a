// SPDX-License-Identifier: Apache-2.0
internal import DemarcLanguage
internal import FoundationEssentials

/// A Lua file of a plugin and its syntax.
struct LintSource {
    /// What the file is, by its place.
    enum Kind: Equatable {
        case manifest, pack, service, layers, artifacts, configuration
        case rule(id: String)
        case library(name: String)
    }

    let path: String
    let kind: Kind
    let tree: SyntaxTree
    /// The table that it returns, where it returns `kind { ... }`.
    let declaration: LuaExpression?

    init(path: String, kind: Kind, tree: SyntaxTree) {
        self.path = path
        self.kind = kind
        self.tree = tree
        declaration = LintSource.declaration(of: tree)
    }

    private static func declaration(of tree: SyntaxTree) -> LuaExpression? {
        guard case .return(let values)? = tree.main.body.statements.last?.kind, case .suffixed(_, let suffixes)? = values.first?.kind,
            case .call(let arguments)? = suffixes.last?.kind, case .table? = arguments.first?.kind
        else { return nil }
        return arguments.first
    }
}

extension LuaExpression {
    /// The elements of a table constructor; none where it is none.
    var items: [Item] {
        if case .table(let items) = kind { items } else { [] }
    }

    /// The value of the field `name` of a table constructor.
    func field(_ name: String) -> LuaExpression? { items.first { $0.key.text == name }?.value }

    /// The text of a string.
    var text: String? {
        if case .string(let bytes) = kind { String(decoding: bytes, as: UTF8.self) } else { nil }
    }

    /// The text, or the texts of the list.
    var texts: [(text: String, range: SourceRange)] {
        if let text { return [(text, range)] }
        return items.compactMap { item in item.value.text.map { ($0, item.value.range) } }
    }

    /// Whether it is written out: a text, a number, true, false or nil.
    var isConstant: Bool {
        switch bare.kind {
        case .string, .boolean, .integer, .float, .nil: true
        default: false
        }
    }

    /// Whether it is a table constructor.
    var isTable: Bool {
        if case .table = kind { true } else { false }
    }

    /// The expression without the parentheses around it.
    var bare: LuaExpression {
        if case .parenthesized(let inner) = kind { inner.bare } else { self }
    }
}

extension LuaExpression.Item.Key {
    /// The name of the field, where it is written out.
    var text: String? {
        switch self {
        case .position: nil
        case .name(let name): name.text
        case .value(let value): value.text
        }
    }

    /// Where the name stands, without quotes.
    var range: SourceRange? {
        switch self {
        case .position: nil
        case .name(let name): name.range
        case .value(let value): value.range
        }
    }
}
