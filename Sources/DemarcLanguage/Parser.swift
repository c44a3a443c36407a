// SPDX-License-Identifier: Apache-2.0

/// A recursive descent parser of Lua 5.4, as deep as Lua's own and no deeper.
struct Parser {
    /// Nested statements and expressions; Lua's own parser ends a few levels earlier or later, by who calls it.
    private static let deepest = 195

    private var lexer: Lexer
    private(set) var token: Token
    /// The token behind, once it was looked at.
    private var ahead: Token?
    /// The end of the token before.
    private(set) var previousEnd = SourcePosition.start
    private var depth = 0
    var scopes = Scopes()
    var jumps = Jumps()

    init(_ source: [UInt8]) throws(LuaSyntaxError) {
        lexer = Lexer(source)
        token = try lexer.next()
    }

    /// The comments read so far.
    var comments: [LuaComment] { lexer.comments }

    /// The source as a function.
    mutating func main() throws(LuaSyntaxError) -> LuaFunction {
        let id = scopes.nextFunctionID()
        scopes.enter(id, isVariadic: true)
        jumps.enter(isFunction: true, locals: 0)
        let body = try statements()
        guard token.kind == .end else { throw unexpected("the end of the file") }
        try jumps.leave()
        scopes.leaveFunction()
        return LuaFunction(id: id, parameters: [], isVariadic: true, body: body, range: SourceRange(.start, token.range.end))
    }
}

// Tokens.
extension Parser {
    /// The symbol that is read next.
    var symbol: Symbol? {
        if case .symbol(let symbol) = token.kind { symbol } else { nil }
    }

    /// Goes on to the next token.
    mutating func advance() throws(LuaSyntaxError) {
        previousEnd = token.range.end
        token = if let ahead { ahead } else { try lexer.next() }
        ahead = nil
    }

    /// The token behind the one that is read next.
    mutating func peek() throws(LuaSyntaxError) -> Token {
        if let ahead { return ahead }
        let next = try lexer.next()
        ahead = next
        return next
    }

    /// Goes over `symbol` if it is read next; whether it was.
    mutating func skip(_ symbol: Symbol) throws(LuaSyntaxError) -> Bool {
        guard self.symbol == symbol else { return false }
        try advance()
        return true
    }

    mutating func expect(_ symbol: Symbol) throws(LuaSyntaxError) {
        guard try skip(symbol) else { throw unexpected("'\(symbol.rawValue)'") }
    }

    /// Goes over what closes the `opening` at `start`.
    mutating func expect(_ closing: Symbol, closing opening: Symbol, at start: SourcePosition) throws(LuaSyntaxError) {
        guard try skip(closing) else {
            let place = start.line == token.range.start.line ? "" : " on line \(start.line)"
            throw unexpected("'\(closing.rawValue)' to close '\(opening.rawValue)'\(place)")
        }
    }

    mutating func name() throws(LuaSyntaxError) -> LuaName {
        guard case .name(let text) = token.kind else { throw unexpected("a name") }
        let name = LuaName(text: text, range: token.range)
        try advance()
        return name
    }

    func unexpected(_ expected: String) -> LuaSyntaxError {
        LuaSyntaxError(position: token.range.start, message: "found \(token.described), expected \(expected)")
    }

    /// The range from `start` to the end of the token before.
    func range(from start: SourcePosition) -> SourceRange { SourceRange(start, max(start, previousEnd)) }

    /// Counts a level of nesting until `leaveLevel`.
    mutating func enterLevel() throws(LuaSyntaxError) {
        depth += 1
        guard depth <= Parser.deepest else {
            throw LuaSyntaxError(position: token.range.start, message: "found more than \(Parser.deepest) levels of nesting")
        }
    }

    mutating func leaveLevel() { depth -= 1 }
}
