// SPDX-License-Identifier: Apache-2.0

/// A parsed document on simdjson's tape, valid until its parser's next parse.
///
/// An importer walks it with `JSONNode`s and copies into the arena only what is to be kept.
@safe public struct JSONTree {
    let words: UnsafePointer<UInt64>
    let strings: UnsafePointer<UInt8>

    init(words: UnsafePointer<UInt64>, strings: UnsafePointer<UInt8>) {
        unsafe self.words = words
        unsafe self.strings = strings
    }

    /// The outermost value.
    public var root: JSONNode { JSONNode(tree: self, index: 1) }
}
