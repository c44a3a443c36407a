// SPDX-License-Identifier: Apache-2.0

/// A name as it stands in a source: of a variable where it is declared, of a field, of a label.
public struct LuaName: Sendable, Equatable {
    public let text: String
    public let range: SourceRange
}
