// SPDX-License-Identifier: Apache-2.0

extension Parser {
    mutating func expression() throws(LuaSyntaxError) -> LuaExpression { try expression(above: 0) }

    mutating func expressions() throws(LuaSyntaxError) -> [LuaExpression] {
        var list = [try expression()]
        while try skip(.comma) { list.append(try expression()) }
        return list
    }

    /// An expression of operators that hold more strongly than `limit`.
    private mutating func expression(above limit: Int) throws(LuaSyntaxError) -> LuaExpression {
        try enterLevel()
        var left = try operand()
        var operations: [LuaExpression.Operation] = []
        while let symbol = BinaryOperator(token), symbol.precedence > limit {
            let range = token.range
            try advance()
            let right = try expression(above: symbol.rightPrecedence)
            if let last = operations.last, symbol.bindsToTheRight || last.symbol.precedence != symbol.precedence {
                left = Parser.join(left, operations)
                operations = []
            }
            operations.append(LuaExpression.Operation(symbol: symbol, range: range, operand: right))
        }
        leaveLevel()
        return Parser.join(left, operations)
    }

    private static func join(_ first: LuaExpression, _ operations: [LuaExpression.Operation]) -> LuaExpression {
        guard let last = operations.last else { return first }
        return LuaExpression(kind: .binary(first, operations), range: SourceRange(first.range, through: last.operand.range))
    }

    private mutating func operand() throws(LuaSyntaxError) -> LuaExpression {
        let start = token.range.start
        if let operation = UnaryOperator(token) {
            try advance()
            let operand = try expression(above: UnaryOperator.precedence)
            return LuaExpression(kind: .unary(operation, operand), range: range(from: start))
        }
        switch token.kind {
        case .integer(let value): return try literal(.integer(value))
        case .float(let value): return try literal(.float(value))
        case .string(let bytes): return try literal(.string(bytes))
        case .symbol(.nil): return try literal(.nil)
        case .symbol(.true): return try literal(.boolean(true))
        case .symbol(.false): return try literal(.boolean(false))
        case .symbol(.ellipsis):
            guard scopes.isVariadic else {
                throw LuaSyntaxError(position: start, message: "found '...' in a function that does not take it")
            }
            return try literal(.variadic)
        case .symbol(.openBrace): return try table()
        case .symbol(.function):
            let id = scopes.nextFunctionID()
            try advance()
            let function = try functionBody(id, openedAt: start)
            return LuaExpression(kind: .function(function), range: range(from: start))
        default: return try suffixedExpression()
        }
    }

    mutating func literal(_ kind: LuaExpression.Kind) throws(LuaSyntaxError) -> LuaExpression {
        let expression = LuaExpression(kind: kind, range: token.range)
        try advance()
        return expression
    }

    mutating func table() throws(LuaSyntaxError) -> LuaExpression {
        let start = token.range.start
        try advance()
        var items: [LuaExpression.Item] = []
        while symbol != .closeBrace {
            items.append(try tableItem())
            let isSeparated = if try skip(.comma) { true } else { try skip(.semicolon) }
            if !isSeparated { break }
        }
        try expect(.closeBrace, closing: .openBrace, at: start)
        return LuaExpression(kind: .table(items), range: range(from: start))
    }

    private mutating func tableItem() throws(LuaSyntaxError) -> LuaExpression.Item {
        let start = token.range.start
        var key = LuaExpression.Item.Key.position
        if case .name = token.kind, try peek().kind == .symbol(.assign) {
            key = .name(try name())
            try advance()
        } else if try skip(.openBracket) {
            key = .value(try expression())
            try expect(.closeBracket)
            try expect(.assign)
        }
        let value = try expression()
        return LuaExpression.Item(key: key, value: value, range: range(from: start))
    }
}

extension BinaryOperator {
    fileprivate init?(_ token: Token) {
        guard case .symbol(let symbol) = token.kind else { return nil }
        self.init(rawValue: symbol.rawValue)
    }
}

extension UnaryOperator {
    fileprivate init?(_ token: Token) {
        guard case .symbol(let symbol) = token.kind else { return nil }
        self.init(rawValue: symbol.rawValue)
    }
}
