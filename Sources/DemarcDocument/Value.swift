// SPDX-License-Identifier: Apache-2.0
internal import CArena

/// A reader's view of one value of an arena; valid as long as the arena.
@safe public struct Value {
    /// What the arena holds here.
    public let word: Word
    let words: UnsafePointer<UInt64>
    let bytes: UnsafePointer<UInt8>
    // The arena's: a value is made for every value that is looked at, and threads that count one object's users wait for each other.
    private unowned(unsafe) let vocabulary: Vocabulary

    init(word: Word, words: UnsafePointer<UInt64>, bytes: UnsafePointer<UInt8>, vocabulary: Vocabulary) {
        self.word = word
        unsafe self.words = words
        unsafe self.bytes = bytes
        unsafe self.vocabulary = vocabulary
    }

    func sibling(_ index: Int) -> Value {
        unsafe Value(word: Word(bits: words[index]), words: words, bytes: bytes, vocabulary: vocabulary)
    }

    /// The text, where the value is text.
    public var string: String? {
        switch word.tag {
        case CARENA_STRING:
            unsafe String(decoding: UnsafeBufferPointer(start: bytes + word.index, count: word.count), as: UTF8.self)
        case CARENA_SHORT:
            String(decoding: (0..<Int(word.bits >> 56 & 15)).map { UInt8(truncatingIfNeeded: word.bits >> UInt64(8 * $0)) }, as: UTF8.self)
        default: nil
        }
    }

    /// Runs `body` on the bytes of the text; nil where the value is none.
    public func withUTF8<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
        switch word.tag {
        case CARENA_STRING: return unsafe body(UnsafeBufferPointer(start: bytes + word.index, count: word.count))
        case CARENA_SHORT:
            var payload = word.bits.littleEndian
            return unsafe withUnsafeBytes(of: &payload) { bytes in
                let text = unsafe bytes.bindMemory(to: UInt8.self)[..<Int(word.bits >> 56 & 15)]
                return unsafe body(UnsafeBufferPointer(rebasing: text))
            }
        default: return nil
        }
    }

    /// The whole number, where the value is one.
    public var integer: Int64? {
        switch word.tag {
        case CARENA_INTEGER: Int64(bitPattern: word.bits << 4) >> 4
        case CARENA_LONG: unsafe Int64(bitPattern: words[word.index])
        default: nil
        }
    }

    /// The number, where the value is one.
    public var double: Double? {
        if word.tag == CARENA_DOUBLE { return unsafe Double(bitPattern: words[word.index]) }
        return integer.map(Double.init)
    }

    /// The truth value, where the value is one.
    public var boolean: Bool? {
        switch word.tag {
        case CARENA_TRUE: true
        case CARENA_FALSE: false
        default: nil
        }
    }

    /// The sentence that explains an unknown, where it has one.
    public var detail: String? {
        guard word.tag == CARENA_UNKNOWN, word.index != 0 else { return nil }
        let length = unsafe Int(bytes[word.index]) | Int(bytes[word.index + 1]) << 8
        return unsafe String(decoding: UnsafeBufferPointer(start: bytes + word.index + 2, count: length), as: UTF8.self)
    }

    /// The elements of a list; empty for anything else.
    public var elements: [Value] {
        guard word.tag == CARENA_ARRAY else { return [] }
        return (0..<word.count).map { sibling(word.index + $0) }
    }

    /// The documents behind a joined one; a plain value is its own only document.
    public var documents: [Value] {
        guard word.tag == CARENA_JOINED else { return [self] }
        return (0..<word.count).map { sibling(word.index + $0) }
    }

    /// The members of an object in its order; empty for anything else.
    public var members: [(name: String, value: Value)] {
        guard word.isObject else { return [] }
        let keys = unsafe vocabulary.keys(of: word.count)
        return keys.indices.map { slot in
            (unsafe vocabulary.spelling(of: keys[slot]), sibling(word.index + slot))
        }
    }

    /// The member called `name`, the case of the first letter ignored; null for anything else.
    ///
    /// Of joined documents the first that knows it answers, else one that knows it is absent, else why nobody knows.
    public subscript(name: String) -> Value {
        if word.tag == CARENA_JOINED { return joinedMember(name) }
        return member(name) ?? null
    }

    private func member(_ name: String) -> Value? {
        guard word.isObject,
            let slot = unsafe vocabulary.slot(of: name, in: word.count, exact: word.tag == CARENA_EXACT)
        else { return nil }
        return sibling(word.index + slot)
    }

    private func joinedMember(_ name: String) -> Value {
        var unknown: Value?
        var isAbsent = false
        for document in documents {
            guard let value = document.word.cause == nil ? document.member(name) : document else { continue }
            if value.word.cause != nil {
                unknown = unknown ?? value
            } else if value.word.isNull {
                isAbsent = true
            } else {
                return value
            }
        }
        return isAbsent ? null : unknown ?? null
    }

    /// The value at a dotted path of names; null where the path ends early,
    /// and the unknown where it meets one.
    public func at(path: String) -> Value {
        path.split(separator: ".").reduce(self) { $0.word.cause == nil ? $0[String($1)] : $0 }
    }

    private var null: Value { unsafe Value(word: .null, words: words, bytes: bytes, vocabulary: vocabulary) }
}
