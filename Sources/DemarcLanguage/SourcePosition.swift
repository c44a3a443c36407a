// SPDX-License-Identifier: Apache-2.0

/// A place in a source: lines and columns count from one, columns in Unicode code points; the offset counts bytes.
public struct SourcePosition: Sendable, Hashable, Comparable {
    public var offset: Int
    public var line: Int
    public var column: Int

    /// The place before byte `offset`.
    public init(offset: Int, line: Int, column: Int) {
        self.offset = offset
        self.line = line
        self.column = column
    }

    /// The start of a source.
    public static let start = SourcePosition(offset: 0, line: 1, column: 1)

    /// In the order of the text.
    public static func < (left: SourcePosition, right: SourcePosition) -> Bool { left.offset < right.offset }
}
