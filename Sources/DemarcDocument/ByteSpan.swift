// SPDX-License-Identifier: Apache-2.0

/// Where a value stands in the text of its file.
public struct ByteSpan: Sendable, Equatable {
    /// Bytes before it.
    public var offset: Int
    /// Bytes of it.
    public var length: Int

    /// A span of `length` bytes at `offset`.
    public init(offset: Int, length: Int) {
        self.offset = offset
        self.length = length
    }
}
