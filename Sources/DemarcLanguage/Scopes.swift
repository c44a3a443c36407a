// SPDX-License-Identifier: Apache-2.0

/// What the parser knows of names where it reads: the variables in sight, function by function and block by block.
struct Scopes {
    /// The local variables that a function may have at one place.
    private static let mostLocals = 200
    /// The variables of others, the environment among them, that a function may use.
    private static let mostUpvalues = 255

    private struct Function {
        let id: LuaFunction.ID
        let isVariadic: Bool
        /// Where its variables begin among those in sight.
        let first: Int
        var declared = 0
        var upvalues: Set<Int> = []
    }

    private(set) var variables: [LuaVariable] = []
    private var functions: [Function] = []
    private var functionCount = 0
    /// The variables in sight, the innermost last.
    private var visible: [LuaVariable.ID] = []
    private var byName: [String: [LuaVariable.ID]] = [:]

    /// The variables of the current function in sight.
    var localCount: Int { visible.count - (functions.last?.first ?? 0) }

    /// Whether the current function has `...`.
    var isVariadic: Bool { functions.last?.isVariadic == true }

    mutating func nextFunctionID() -> LuaFunction.ID {
        functionCount += 1
        return LuaFunction.ID(index: functionCount - 1)
    }

    mutating func enter(_ function: LuaFunction.ID, isVariadic: Bool) {
        functions.append(Function(id: function, isVariadic: isVariadic, first: visible.count))
    }

    mutating func leaveFunction() {
        if let function = functions.popLast() { hide(downTo: function.first) }
    }

    /// Makes a variable that is not in sight yet; `hidden` more are Lua's own, of a loop.
    mutating func declare(
        _ name: LuaName, _ kind: LuaVariable.Kind, attribute: LuaVariable.Attribute? = nil, hidden: Int = 0
    ) throws(LuaSyntaxError) -> LuaVariable.ID {
        let function = functions.count - 1
        functions[function].declared += 1 + hidden
        guard functions[function].declared <= Scopes.mostLocals else {
            throw LuaSyntaxError(
                position: name.range.start, message: "found one local variable too many, expected at most \(Scopes.mostLocals) in a function")
        }
        let id = LuaVariable.ID(index: variables.count)
        variables.append(LuaVariable(id: id, name: name, kind: kind, attribute: attribute, function: functions[function].id))
        return id
    }

    /// Brings variables into sight.
    mutating func show(_ ids: [LuaVariable.ID]) {
        for id in ids {
            visible.append(id)
            byName[variables[id.index].name.text, default: []].append(id)
        }
    }

    /// A state to come back to with `leaveBlock`.
    func enterBlock() -> (visible: Int, declared: Int) { (visible.count, functions.last?.declared ?? 0) }

    mutating func leaveBlock(_ mark: (visible: Int, declared: Int)) {
        hide(downTo: mark.visible)
        functions[functions.count - 1].declared = mark.declared
    }

    private mutating func hide(downTo count: Int) {
        while visible.count > count {
            let id = visible.removeLast()
            byName[variables[id.index].name.text]?.removeLast()
        }
    }

    /// What a name stands for here.
    mutating func resolve(_ name: LuaName) throws(LuaSyntaxError) -> LuaExpression.Binding {
        guard let id = byName[name.text]?.last else {
            // A global is a field of `_ENV`, which is a variable like any other.
            if let environment = byName["_ENV"]?.last { try capture(environment.index, name) } else { try capture(-1, name) }
            return .global
        }
        return try capture(id.index, name) ? .upvalue(id) : .local(id)
    }

    /// Counts a variable among the upvalues of the functions it is used through; whether there is any. -1 is the environment.
    @discardableResult
    private mutating func capture(_ index: Int, _ name: LuaName) throws(LuaSyntaxError) -> Bool {
        var place = functions.count - 1
        while place >= 0 && (index < 0 || functions[place].id != variables[index].function) {
            functions[place].upvalues.insert(index)
            guard functions[place].upvalues.count <= Scopes.mostUpvalues else {
                throw LuaSyntaxError(
                    position: name.range.start, message: "found one upvalue too many, expected at most \(Scopes.mostUpvalues) in a function")
            }
            place -= 1
        }
        return place < functions.count - 1
    }
}
