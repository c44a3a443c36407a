// SPDX-License-Identifier: Apache-2.0
internal import DemarcLanguage

/// Tells of every statement and expression of a source what it is for, by following values from where they are made to where they are used.
///
/// A variable is for words if nothing but messages is made of it, and so is what a function gives back at one place. Everything
/// is taken to be for words until a use shows that it is not, and that is repeated until no use shows more.
struct PurposeFinder {
    /// A value that a function gives back: the function, and the place among its values.
    struct Returned: Hashable {
        let function: LuaFunction.ID
        let place: Int
    }

    /// Functions that are known by a variable and are nothing but called.
    var functions: [LuaVariable.ID: LuaFunction] = [:]
    var deciding: Set<LuaVariable.ID> = []
    var decidingReturns: Set<Returned> = []
    /// Functions of which anything may come, as they are handed on.
    var handedOn: Set<LuaFunction.ID> = []
    var current: [LuaFunction.ID] = []
    private var visit: (Node, Purpose) -> Void = { _, _ in }

    /// What is told.
    enum Node {
        case statement(LuaStatement)
        case expression(LuaExpression)
        /// A text that something else hangs on: one side of a comparison, or what a question is asked with.
        case text(LuaExpression)
    }

    /// Tells `visit` of everything in the functions of `tree`, in the order of the text.
    static func walk(_ tree: SyntaxTree, _ visit: @escaping (Node, Purpose) -> Void) {
        var finder = PurposeFinder()
        var known = -1
        while known < finder.known {
            known = finder.known
            finder.block(tree.main.body)
        }
        finder.visit = { node, purpose in visit(node, purpose) }
        finder.block(tree.main.body)
    }

    private init() {}

    private var known: Int { functions.count + deciding.count + decidingReturns.count + handedOn.count }

    func tell(_ node: Node, _ purpose: Purpose) {
        if !current.isEmpty { visit(node, purpose) }
    }

    func variable(_ expression: LuaExpression) -> LuaVariable.ID? {
        switch expression.kind {
        case .name(_, .local(let variable)), .name(_, .upvalue(let variable)): variable
        default: nil
        }
    }

    func purpose(_ variable: LuaVariable.ID) -> Purpose { deciding.contains(variable) ? .verdict : .words }

    /// The function that a name stands for.
    func function(_ expression: LuaExpression) -> LuaFunction? { variable(expression).flatMap { functions[$0] } }

    /// The function whose values `expression` gives, all of them.
    func called(_ expression: LuaExpression) -> LuaFunction? {
        guard case .suffixed(let base, let suffixes) = expression.kind, suffixes.count == 1, case .call = suffixes[0].kind else { return nil }
        return function(base)
    }
}
