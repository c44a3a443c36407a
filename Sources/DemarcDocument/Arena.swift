// SPDX-License-Identifier: Apache-2.0

/// The immutable values of one account: a buffer of words and a buffer of bytes, read by Swift and C alike.
public final class Arena: Sendable {
    private nonisolated(unsafe) let wordBuffer: GrowingBuffer<UInt64>
    private nonisolated(unsafe) let byteBuffer: GrowingBuffer<UInt8>
    nonisolated(unsafe) let vocabulary: Vocabulary

    init(words: GrowingBuffer<UInt64>, bytes: GrowingBuffer<UInt8>, vocabulary: Vocabulary) {
        unsafe wordBuffer = words
        unsafe byteBuffer = bytes
        unsafe self.vocabulary = vocabulary
    }

    deinit {
        unsafe wordBuffer.free()
        unsafe byteBuffer.free()
    }

    /// The words, for C; valid as long as the arena.
    public var words: UnsafePointer<UInt64> { unsafe UnsafePointer(wordBuffer.base) }
    /// The bytes, for C; valid as long as the arena.
    public var bytes: UnsafePointer<UInt8> { unsafe UnsafePointer(byteBuffer.base) }
    /// How many words there are.
    public var wordCount: Int { unsafe wordBuffer.count }
    /// Bytes held.
    public var byteCount: Int { unsafe wordBuffer.count * 8 + byteBuffer.count }

    /// A reader's view of `word`.
    public func value(_ word: Word) -> Value {
        unsafe Value(word: word, words: words, bytes: bytes, vocabulary: vocabulary)
    }
}
