// SPDX-License-Identifier: Apache-2.0

/// A function of a source: its parameters and its body.
public struct LuaFunction: Sendable {
    /// The number of a function; the source as a whole is number 0, the others follow in the order of their `function`.
    public struct ID: Sendable, Hashable {
        public let index: Int

        /// The source as a whole.
        public static let main = ID(index: 0)
    }

    public let id: ID
    /// The parameters, `self` of a method first.
    public let parameters: [LuaVariable.ID]
    /// Whether the last parameter is `...`.
    public let isVariadic: Bool
    public let body: LuaBlock
    /// From the parenthesis before its parameters to its `end`.
    public let range: SourceRange
}
