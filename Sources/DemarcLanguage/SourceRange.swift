// SPDX-License-Identifier: Apache-2.0

/// A stretch of a source, from its first byte to the one after its last.
public struct SourceRange: Sendable, Hashable {
    public var start: SourcePosition
    public var end: SourcePosition

    /// The stretch from `start` up to `end`.
    public init(_ start: SourcePosition, _ end: SourcePosition) {
        self.start = start
        self.end = end
    }

    /// The stretch from the start of one to the end of another.
    public init(_ first: SourceRange, through last: SourceRange) { self.init(first.start, last.end) }

    /// Its bytes, as offsets into the source.
    public var bytes: Range<Int> { start.offset..<end.offset }

    /// Whether all of `other` lies in it.
    public func contains(_ other: SourceRange) -> Bool { start <= other.start && other.end <= end }
}
