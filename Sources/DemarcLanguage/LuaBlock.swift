// SPDX-License-Identifier: Apache-2.0

/// Statements that are run one after the other, in a scope of their own.
public struct LuaBlock: Sendable {
    public let statements: [LuaStatement]
    /// From its first token to its last; empty where it has no statement.
    public let range: SourceRange
}
