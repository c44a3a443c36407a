// SPDX-License-Identifier: Apache-2.0

/// A local variable of a source, where it is declared.
public struct LuaVariable: Sendable {
    /// Its place in `SyntaxTree.variables`.
    public struct ID: Sendable, Hashable { public let index: Int }

    /// What declares a variable.
    public enum Kind: Sendable {
        /// `local x`
        case local
        /// `local function x`
        case localFunction
        /// A name between the parentheses of a function.
        case parameter
        /// The `self` of `function a:b()`; its range is that of the method's name.
        case selfParameter
        /// A name between `for` and `=` or `in`.
        case loop
    }

    /// What `<...>` behind a name says.
    public enum Attribute: String, Sendable {
        case const
        case close
    }

    public let id: ID
    public let name: LuaName
    public let kind: Kind
    public let attribute: Attribute?
    /// The function it is a local variable of.
    public let function: LuaFunction.ID
}
