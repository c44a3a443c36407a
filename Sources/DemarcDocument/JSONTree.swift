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

    /// The bytes of the text whose word on the tape this is, and their number; at least eight can be read.
    @inline(__always) func text(_ word: UInt64) -> (UnsafePointer<UInt8>, Int) {
        let start = unsafe strings + Int(truncatingIfNeeded: word & 0x00FF_FFFF_FFFF_FFFF)
        return unsafe (start + 4, Int(UnsafeRawPointer(start).loadUnaligned(as: UInt32.self)))
    }

    /// The outermost value.
    public var root: JSONNode { JSONNode(tree: self, index: 1) }
}
