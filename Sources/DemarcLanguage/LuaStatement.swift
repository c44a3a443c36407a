// SPDX-License-Identifier: Apache-2.0

/// A statement of a source. A semicolon alone is none.
public struct LuaStatement: Sendable {
    /// `if` or `elseif`, up to the next of them, `else` or `end`.
    public struct Clause: Sendable {
        public let condition: LuaExpression
        public let body: LuaBlock
    }

    /// What it does.
    public indirect enum Kind: Sendable {
        /// `local a, b <const> = x, y`
        case local([LuaVariable.ID], [LuaExpression])
        /// `local function a() end`
        case localFunction(LuaVariable.ID, LuaFunction)
        /// `function a.b:c() end`: what the function is assigned to, and the method's name.
        case function(LuaExpression, method: LuaName?, LuaFunction)
        /// `a, b.c = x, y`
        case assignment([LuaExpression], [LuaExpression])
        /// A call whose values nobody takes.
        case call(LuaExpression)
        case `do`(LuaBlock)
        case `while`(LuaExpression, LuaBlock)
        /// `repeat ... until x`; the condition sees the variables of the body.
        case `repeat`(LuaBlock, until: LuaExpression)
        case `if`([Clause], else: LuaBlock?)
        /// `for a = start, limit, step do`
        case numericFor(LuaVariable.ID, start: LuaExpression, limit: LuaExpression, step: LuaExpression?, LuaBlock)
        /// `for a, b in x, y do`
        case genericFor([LuaVariable.ID], [LuaExpression], LuaBlock)
        case `return`([LuaExpression])
        case `break`
        case goto(LuaName)
        case label(LuaName)
    }

    public let kind: Kind
    /// From its first token to its last, without a semicolon behind it.
    public let range: SourceRange
}
