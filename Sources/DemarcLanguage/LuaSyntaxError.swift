// SPDX-License-Identifier: Apache-2.0

/// Why a source is no Lua 5.4, and where.
public struct LuaSyntaxError: Error, Sendable, Equatable, CustomStringConvertible {
    public let position: SourcePosition
    /// What was found and what was expected.
    public let message: String

    /// `line:column: message`.
    public var description: String { "\(position.line):\(position.column): \(message)" }
}
