// SPDX-License-Identifier: Apache-2.0

extension Parser {
    /// A function from the parenthesis before its parameters; `method` gives it a `self`.
    mutating func functionBody(
        _ id: LuaFunction.ID, openedAt opening: SourcePosition, method: LuaName? = nil
    ) throws(LuaSyntaxError) -> LuaFunction {
        let start = token.range.start
        try expect(.openParenthesis)
        let (names, isVariadic) = try parameterNames()
        try expect(.closeParenthesis)
        scopes.enter(id, isVariadic: isVariadic)
        var parameters: [LuaVariable.ID] = []
        if let method {
            parameters.append(try scopes.declare(LuaName(text: "self", range: method.range), .selfParameter))
        }
        for name in names { parameters.append(try scopes.declare(name, .parameter)) }
        scopes.show(parameters)
        jumps.enter(isFunction: true, locals: 0)
        let body = try statements()
        try expect(.end, closing: .function, at: opening)
        try jumps.leave()
        scopes.leaveFunction()
        return LuaFunction(id: id, parameters: parameters, isVariadic: isVariadic, body: body, range: range(from: start))
    }

    private mutating func parameterNames() throws(LuaSyntaxError) -> ([LuaName], isVariadic: Bool) {
        var names: [LuaName] = []
        if symbol == .closeParenthesis { return (names, false) }
        repeat {
            if try skip(.ellipsis) { return (names, true) }
            guard case .name = token.kind else { throw unexpected("the name of a parameter or '...'") }
            names.append(try name())
        } while try skip(.comma)
        return (names, false)
    }
}
