// SPDX-License-Identifier: Apache-2.0

extension Parser {
    /// A name or an expression in parentheses, with what is taken of it.
    mutating func suffixedExpression() throws(LuaSyntaxError) -> LuaExpression {
        let base = try primaryExpression()
        var suffixes: [LuaExpression.Suffix] = []
        while let suffix = try suffix() { suffixes.append(suffix) }
        return suffixes.isEmpty ? base : LuaExpression(kind: .suffixed(base, suffixes), range: range(from: base.range.start))
    }

    private mutating func primaryExpression() throws(LuaSyntaxError) -> LuaExpression {
        let start = token.range.start
        if try skip(.openParenthesis) {
            let inner = try expression()
            try expect(.closeParenthesis, closing: .openParenthesis, at: start)
            return LuaExpression(kind: .parenthesized(inner), range: range(from: start))
        }
        guard case .name = token.kind else { throw unexpected("an expression") }
        return try variable()
    }

    /// A name as an expression.
    mutating func variable() throws(LuaSyntaxError) -> LuaExpression {
        let name = try name()
        return LuaExpression(kind: .name(name.text, try scopes.resolve(name)), range: name.range)
    }

    private mutating func suffix() throws(LuaSyntaxError) -> LuaExpression.Suffix? {
        let start = token.range.start
        let kind: LuaExpression.Suffix.Kind
        switch token.kind {
        case .symbol(.dot):
            try advance()
            kind = .field(try name())
        case .symbol(.openBracket):
            try advance()
            let key = try expression()
            try expect(.closeBracket)
            kind = .index(key)
        case .symbol(.colon):
            try advance()
            let name = try name()
            kind = .method(name, try arguments())
        case .symbol(.openParenthesis), .symbol(.openBrace), .string: kind = .call(try arguments())
        default: return nil
        }
        return LuaExpression.Suffix(kind: kind, range: range(from: start))
    }

    /// The arguments of a call: a list in parentheses, one string or one table.
    private mutating func arguments() throws(LuaSyntaxError) -> [LuaExpression] {
        let start = token.range.start
        switch token.kind {
        case .symbol(.openParenthesis):
            try advance()
            let list = symbol == .closeParenthesis ? [] : try expressions()
            try expect(.closeParenthesis, closing: .openParenthesis, at: start)
            return list
        case .symbol(.openBrace): return [try table()]
        case .string(let bytes): return [try literal(.string(bytes))]
        default: throw unexpected("the arguments of a call")
        }
    }
}
