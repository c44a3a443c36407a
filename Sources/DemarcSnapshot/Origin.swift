// SPDX-License-Identifier: Apache-2.0
public import DemarcDocument

/// Where a document was read: the source file and the place in it.
public struct Origin: Sendable, Equatable {
    /// Index of the file in the snapshot's sources.
    public var source: Int
    /// JSON pointer of the document in the file ("/configurationItems/17"), or the row of a CSV ("row 3").
    public var pointer: String
    /// Where the document stands in the decompressed file.
    public var span: ByteSpan

    /// The document at `pointer` of the file.
    public init(source: Int, pointer: String, span: ByteSpan) {
        self.source = source
        self.pointer = pointer
        self.span = span
    }
}
