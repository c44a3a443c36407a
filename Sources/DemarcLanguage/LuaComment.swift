// SPDX-License-Identifier: Apache-2.0

/// A comment, its dashes included.
public struct LuaComment: Sendable, Equatable {
    public let range: SourceRange
    /// What follows the two dashes.
    public let text: String
}
