// SPDX-License-Identifier: Apache-2.0
internal import CArena

/// Adds values to an `Arena`; for one thread.
@safe public final class ArenaBuilder {
    /// The longest string: what a word's length field holds.
    public static let maxStringLength = (1 << 24) - 1

    /// What this builder adds to.
    public let arena: Arena
    /// The keys and shapes this builder adds to.
    public var vocabulary: Vocabulary { arena.vocabulary }
    /// What this builder copied lately, for it and for who reads the same documents.
    public let memory: PlaceMemory
    /// Members whose name their object had before, so far; each has become an unknown.
    public var repeatedKeys: Int { unsafe state.pointee.repeatedKeys }
    let state: UnsafeMutablePointer<ArenaState>

    /// A builder that has added nothing yet.
    public init(_ arena: Arena) {
        self.arena = arena
        memory = PlaceMemory(vocabulary: arena.vocabulary)
        unsafe state = .allocate(capacity: 1)
        unsafe state.initialize(to: ArenaState(arena))
    }

    deinit {
        unsafe state.deinitialize(count: 1)
        unsafe state.deallocate()
    }

    /// Adds text; cut at the longest length a string may have.
    public func string(_ text: String) -> Word {
        var text = text
        return text.withUTF8 { bytes in
            guard let base = bytes.baseAddress else { return Word(tag: CARENA_SHORT, index: 0) }
            return unsafe state.pointee.string(base, min(bytes.count, ArenaBuilder.maxStringLength))
        }
    }

    /// Adds a whole number.
    public func integer(_ value: Int64) -> Word { unsafe state.pointee.integer(value) }

    /// Adds a number.
    public func double(_ value: Double) -> Word { unsafe state.pointee.double(value) }

    /// Adds a truth value.
    public func boolean(_ value: Bool) -> Word { value ? .yes : .no }

    /// Adds an unknown with the sentence that explains it.
    public func unknown(_ cause: Cause, _ detail: String) -> Word {
        var detail = detail
        let offset = detail.withUTF8 { bytes in unsafe state.pointee.detail(bytes) }
        return Word(tag: CARENA_UNKNOWN, count: Int(cause.rawValue), index: offset)
    }

    /// Adds a list.
    public func array(_ elements: [Word]) -> Word {
        guard !elements.isEmpty else { return .emptyArray }
        let first = unsafe state.pointee.words.extend(elements.count)
        for (slot, element) in elements.enumerated() { unsafe state.pointee.words[first + slot] = element.bits }
        return Word(tag: CARENA_ARRAY, count: elements.count, index: first)
    }

    /// Adds an object; of two members with one name the first is kept.
    public func object(_ members: [(name: String, value: Word)]) -> Word {
        var shape: UInt32 = 0
        var values: [Word] = []
        values.reserveCapacity(members.count)
        for member in members {
            guard let next = vocabulary.shape(shape, adding: vocabulary.symbol(member.name).key) else { continue }
            shape = next
            values.append(member.value)
        }
        guard !values.isEmpty else { return .emptyObject }
        vocabulary.complete(shape)
        let list = array(values)
        return Word(tag: CARENA_OBJECT, count: Int(shape), index: list.index)
    }

    /// Adds the documents that several sources hold of one resource, best first; one stays itself.
    public func joined(_ documents: [Word]) -> Word {
        guard documents.count > 1 else { return documents.first ?? .null }
        let list = array(documents)
        return Word(tag: CARENA_JOINED, count: documents.count, index: list.index)
    }

    /// A reader's view of `word`.
    public func value(_ word: Word) -> Value { arena.value(word) }
}

extension ArenaBuilder {
    /// Below zero where the text `left` comes before `right`, by bytes; zero where they are the same.
    public func compare(_ left: Word, _ right: Word) -> Int { unsafe state.pointee.compare(left, right) }

    /// How many bytes both texts begin with.
    public func sharedPrefix(_ left: Word, _ right: Word) -> Int { unsafe state.pointee.sharedPrefix(left, right) }

    /// Eight bytes of a text, those behind its first `skipped`, as a number in whose order such texts are where it tells them apart.
    public func head(of word: Word, behind skipped: Int) -> UInt64 { unsafe state.pointee.head(of: word, behind: skipped) }

    /// Whether both texts have the same bytes.
    public func equal(_ left: Word, _ right: Word) -> Bool {
        unsafe left == right || state.pointee.compare(left, right) == 0
    }

    /// A hash of the bytes of a text.
    public func hash(of word: Word) -> Int { unsafe state.pointee.hash(word) }
}
