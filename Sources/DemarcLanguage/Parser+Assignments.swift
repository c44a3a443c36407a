// SPDX-License-Identifier: Apache-2.0

extension Parser {
    mutating func localStatement() throws(LuaSyntaxError) -> LuaStatement.Kind {
        let start = token.range.start
        try advance()
        if symbol == .function {
            let id = scopes.nextFunctionID()
            try advance()
            let variable = try scopes.declare(try name(), .localFunction)
            // The function sees itself.
            scopes.show([variable])
            return .localFunction(variable, try functionBody(id, openedAt: start))
        }
        var variables: [LuaVariable.ID] = []
        repeat {
            let name = try name()
            let attribute = try attribute()
            if attribute == .close && variables.contains(where: { scopes.variables[$0.index].attribute == .close }) {
                throw LuaSyntaxError(position: name.range.start, message: "found a second <close>, expected at most one in a statement")
            }
            variables.append(try scopes.declare(name, .local, attribute: attribute))
        } while try skip(.comma)
        let values = try skip(.assign) ? try expressions() : []
        scopes.show(variables)
        return .local(variables, values)
    }

    private mutating func attribute() throws(LuaSyntaxError) -> LuaVariable.Attribute? {
        guard try skip(.less) else { return nil }
        let name = try name()
        guard let attribute = LuaVariable.Attribute(rawValue: name.text) else {
            throw LuaSyntaxError(position: name.range.start, message: "found <\(name.text)>, expected <const> or <close>")
        }
        try expect(.greater)
        return attribute
    }

    mutating func functionStatement() throws(LuaSyntaxError) -> LuaStatement.Kind {
        let start = token.range.start
        let id = scopes.nextFunctionID()
        try advance()
        let base = try variable()
        var suffixes: [LuaExpression.Suffix] = []
        while symbol == .dot {
            let start = token.range.start
            try advance()
            suffixes.append(LuaExpression.Suffix(kind: .field(try name()), range: range(from: start)))
        }
        let target = suffixes.isEmpty ? base : LuaExpression(kind: .suffixed(base, suffixes), range: range(from: base.range.start))
        let method = try skip(.colon) ? try name() : nil
        let function = try functionBody(id, openedAt: start, method: method)
        if method == nil { try checkAssignable(target) }
        return .function(target, method: method, function)
    }

    /// A call or an assignment.
    mutating func expressionStatement() throws(LuaSyntaxError) -> LuaStatement.Kind {
        let first = try suffixedExpression()
        if symbol != .assign && symbol != .comma {
            guard first.isCall else {
                throw LuaSyntaxError(position: first.range.start, message: "found an expression alone, expected a statement")
            }
            return .call(first)
        }
        var targets = [first]
        var levels = 0
        try checkAssignable(first)
        while try skip(.comma) {
            let target = try suffixedExpression()
            try checkAssignable(target)
            targets.append(target)
            // Lua's parser calls itself for each.
            try enterLevel()
            levels += 1
        }
        try expect(.assign)
        let values = try expressions()
        for _ in 0..<levels { leaveLevel() }
        return .assignment(targets, values)
    }

    private func checkAssignable(_ target: LuaExpression) throws(LuaSyntaxError) {
        guard target.isVariable else {
            throw LuaSyntaxError(position: target.range.start, message: "found an expression that is no variable, expected one to assign to")
        }
        guard case .name(let name, let binding) = target.kind, let id = binding.variable else { return }
        if scopes.variables[id.index].attribute != nil {
            throw LuaSyntaxError(position: target.range.start, message: "found an assignment to '\(name)', which is constant")
        }
    }
}

extension LuaExpression {
    /// Whether it is a call, and so a statement.
    public var isCall: Bool {
        guard case .suffixed(_, let suffixes) = kind else { return false }
        switch suffixes.last?.kind {
        case .call, .method: return true
        default: return false
        }
    }

    /// Whether it can be assigned to: a name, a field or an index.
    public var isVariable: Bool {
        switch kind {
        case .name: true
        case .suffixed: !isCall
        default: false
        }
    }
}

extension LuaExpression.Binding {
    /// The local variable, of this function or of one around it.
    public var variable: LuaVariable.ID? {
        switch self {
        case .local(let id), .upvalue(let id): id
        case .global: nil
        }
    }
}
