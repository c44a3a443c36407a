// SPDX-License-Identifier: Apache-2.0

extension Parser {
    /// The statements up to what ends a block.
    mutating func statements() throws(LuaSyntaxError) -> LuaBlock {
        let start = token.range.start
        var list: [LuaStatement] = []
        while !endsBlock {
            let isReturn = symbol == .return
            try statement(into: &list)
            if isReturn { break }
        }
        return LuaBlock(statements: list, range: list.isEmpty ? SourceRange(start, start) : range(from: start))
    }

    /// Statements in a scope of their own.
    mutating func block(isLoop: Bool = false, showing variables: [LuaVariable.ID] = []) throws(LuaSyntaxError) -> LuaBlock {
        let mark = scopes.enterBlock()
        jumps.enter(isLoop: isLoop, locals: scopes.localCount)
        scopes.show(variables)
        let block = try statements()
        try jumps.leave()
        scopes.leaveBlock(mark)
        return block
    }

    private var endsBlock: Bool {
        switch token.kind {
        case .end, .symbol(.else), .symbol(.elseif), .symbol(.end), .symbol(.until): true
        default: false
        }
    }

    private mutating func statement(into list: inout [LuaStatement]) throws(LuaSyntaxError) {
        if try skip(.semicolon) { return }
        try enterLevel()
        let start = token.range.start
        if symbol == .doubleColon {
            try label(into: &list)
        } else {
            let kind = try statement()
            list.append(LuaStatement(kind: kind, range: range(from: start)))
            if case .return = kind { _ = try skip(.semicolon) }
        }
        leaveLevel()
    }

    private mutating func statement() throws(LuaSyntaxError) -> LuaStatement.Kind {
        let start = token.range.start
        switch symbol {
        case .if: return try ifStatement()
        case .while:
            try advance()
            let condition = try expression()
            try expect(.do)
            let body = try block(isLoop: true)
            try expect(.end, closing: .while, at: start)
            return .while(condition, body)
        case .do:
            try advance()
            let body = try block()
            try expect(.end, closing: .do, at: start)
            return .do(body)
        case .for: return try forStatement()
        case .repeat: return try repeatStatement()
        case .function: return try functionStatement()
        case .local: return try localStatement()
        case .return:
            try advance()
            return .return(endsBlock || symbol == .semicolon ? [] : try expressions())
        case .break:
            try jumps.checkBreak(at: start)
            try advance()
            return .break
        case .goto:
            try advance()
            let name = try name()
            jumps.goto(name, locals: scopes.localCount)
            return .goto(name)
        default: return try expressionStatement()
        }
    }

    /// A label; those right behind it are read first, as Lua does, since they end a block as nothing would.
    private mutating func label(into list: inout [LuaStatement]) throws(LuaSyntaxError) {
        let start = token.range.start
        try advance()
        let name = try name()
        try expect(.doubleColon)
        list.append(LuaStatement(kind: .label(name), range: range(from: start)))
        while symbol == .semicolon || symbol == .doubleColon { try statement(into: &list) }
        try jumps.label(name, locals: scopes.localCount, isLast: endsBlock && symbol != .until)
    }

    private mutating func ifStatement() throws(LuaSyntaxError) -> LuaStatement.Kind {
        let start = token.range.start
        var clauses: [LuaStatement.Clause] = []
        repeat {
            try advance()
            let condition = try expression()
            try expect(.then)
            clauses.append(LuaStatement.Clause(condition: condition, body: try block()))
        } while symbol == .elseif
        let otherwise = try skip(.else) ? try block() : nil
        try expect(.end, closing: .if, at: start)
        return .if(clauses, else: otherwise)
    }

    private mutating func repeatStatement() throws(LuaSyntaxError) -> LuaStatement.Kind {
        let start = token.range.start
        try advance()
        jumps.enter(isLoop: true, locals: scopes.localCount)
        let mark = scopes.enterBlock()
        jumps.enter(locals: scopes.localCount)
        let body = try statements()
        try expect(.until, closing: .repeat, at: start)
        let condition = try expression()
        try jumps.leave()
        scopes.leaveBlock(mark)
        try jumps.leave()
        return .repeat(body, until: condition)
    }

    private mutating func forStatement() throws(LuaSyntaxError) -> LuaStatement.Kind {
        let start = token.range.start
        try advance()
        let first = try name()
        switch symbol {
        case .assign: return try numericFor(first, openedAt: start)
        case .comma, .in: return try genericFor(first, openedAt: start)
        default: throw unexpected("'=' or 'in'")
        }
    }

    private mutating func numericFor(_ name: LuaName, openedAt opening: SourcePosition) throws(LuaSyntaxError) -> LuaStatement.Kind {
        let mark = scopes.enterBlock()
        let variable = try scopes.declare(name, .loop, hidden: 3)
        try advance()
        let start = try expression()
        try expect(.comma)
        let limit = try expression()
        let step = try skip(.comma) ? try expression() : nil
        try expect(.do)
        let body = try block(isLoop: true, showing: [variable])
        try expect(.end, closing: .for, at: opening)
        scopes.leaveBlock(mark)
        return .numericFor(variable, start: start, limit: limit, step: step, body)
    }

    private mutating func genericFor(_ first: LuaName, openedAt opening: SourcePosition) throws(LuaSyntaxError) -> LuaStatement.Kind {
        let mark = scopes.enterBlock()
        var variables = [try scopes.declare(first, .loop, hidden: 4)]
        while try skip(.comma) { variables.append(try scopes.declare(try name(), .loop)) }
        try expect(.in)
        let values = try expressions()
        try expect(.do)
        let body = try block(isLoop: true, showing: variables)
        try expect(.end, closing: .for, at: opening)
        scopes.leaveBlock(mark)
        return .genericFor(variables, values, body)
    }
}
