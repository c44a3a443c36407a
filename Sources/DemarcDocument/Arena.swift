// SPDX-License-Identifier: Apache-2.0
internal import CArena

/// The values of a snapshot: a buffer of words and a buffer of bytes, read by Swift and C alike.
///
/// Builders add to it, each on its own thread; what was added stays as it is and where it is as long as the arena.
@safe public final class Arena: Sendable {
    /// The keys and shapes of its objects.
    public let vocabulary: Vocabulary
    let wordBuffer: Guarded<ReservedBuffer<UInt64>>
    let byteBuffer: Guarded<ReservedBuffer<UInt8>>
    /// The words, for C.
    public nonisolated(unsafe) let words: UnsafePointer<UInt64>
    /// The bytes, for C.
    public nonisolated(unsafe) let bytes: UnsafePointer<UInt8>

    /// The most bytes of words or of texts: as many as a word can address.
    public static let usualSize = 1 << Int(CARENA_INDEX_BITS)

    /// An empty arena whose objects have keys and shapes of `vocabulary`.
    ///
    /// - Parameter size: bytes that its words, and its texts, will never exceed; addresses are reserved for so many.
    public init(vocabulary: Vocabulary, size: Int = usualSize) {
        self.vocabulary = vocabulary
        wordBuffer = Guarded(ReservedBuffer(capacity: size / MemoryLayout<UInt64>.stride))
        byteBuffer = Guarded(ReservedBuffer(capacity: size))
        unsafe words = Arena.begin(wordBuffer)
        unsafe bytes = Arena.begin(byteBuffer)
    }

    /// Index and offset 0 belong to empty containers and to "no detail".
    private static func begin<Element>(_ buffer: Guarded<ReservedBuffer<Element>>) -> UnsafePointer<Element> {
        unsafe buffer.withLock { buffer in
            _ = buffer.extend(1)
            return unsafe UnsafePointer(buffer.base)
        }
    }

    /// How many words builders took.
    public var wordCount: Int { wordBuffer.withLock { $0.count } }
    /// Bytes that builders took.
    public var byteCount: Int { wordCount * 8 + byteBuffer.withLock { $0.count } }

    /// A reader's view of `word`.
    public func value(_ word: Word) -> Value {
        unsafe Value(word: word, words: words, bytes: bytes, vocabulary: vocabulary)
    }
}
