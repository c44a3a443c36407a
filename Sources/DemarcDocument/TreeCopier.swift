// SPDX-License-Identifier: Apache-2.0
internal import CArena

extension ArenaBuilder {
    /// Copies a parsed value into the arena. A member whose name its object had before becomes an unknown under that name.
    ///
    /// `embedded` names the members whose text is itself a JSON document, URL-encoded or not; they arrive decoded.
    public func copy(_ node: JSONNode, embedded: EmbeddedDocuments? = nil) throws(DocumentError) -> Word {
        var index = node.index
        return Word(bits: try TreeCopier(node.tree, into: self, embedded).value(at: &index, node.place))
    }

    /// Copies an object whose members are documents or plain values, each as itself or as the text of it.
    public func copyDocuments(_ node: JSONNode, embedded: EmbeddedDocuments) throws(DocumentError) -> Word {
        Word(bits: try TreeCopier(node.tree, into: self, embedded).object(at: node.index, node.place, ofDocuments: true))
    }

    /// Copies an object whose keys are names that somebody chose, which the case of a letter tells apart.
    public func copyExact(_ node: JSONNode) throws(DocumentError) -> Word {
        Word(bits: try TreeCopier(node.tree, into: self, nil).object(at: node.index, node.place, ofDocuments: false, isExact: true)).exact
    }
}

/// Walks a parsed tree and writes it into an arena; the loader's innermost loop.
@safe struct TreeCopier {
    private let tree: JSONTree
    private let builder: ArenaBuilder
    private let embedded: EmbeddedDocuments?
    private let arena: UnsafeMutablePointer<ArenaState>
    private let places: UnsafeMutablePointer<PlaceMemory.Place>

    init(_ tree: JSONTree, into builder: ArenaBuilder, _ embedded: EmbeddedDocuments?) {
        self.tree = tree
        self.builder = builder
        self.embedded = embedded
        unsafe arena = builder.state
        unsafe places = builder.memory.places
    }

    /// The word of the value at `index`, which becomes the index behind it.
    @inline(__always) func value(at index: inout Int, _ place: UInt32) throws(DocumentError) -> UInt64 {
        let begin = index
        let word = unsafe tree.words[begin]
        index = begin &+ 1
        switch UInt8(truncatingIfNeeded: word >> 56) {
        case UInt8(ascii: "\""): return try text(word, place)
        case UInt8(ascii: "{"):
            index = Int(truncatingIfNeeded: word & 0xFFFF_FFFF)
            return try object(at: begin, place, ofDocuments: false)
        case UInt8(ascii: "["):
            index = Int(truncatingIfNeeded: word & 0xFFFF_FFFF)
            return try array(at: begin, place)
        case UInt8(ascii: "t"): return Word.yes.bits
        case UInt8(ascii: "f"): return Word.no.bits
        case UInt8(ascii: "l"):
            index = begin &+ 2
            return unsafe arena.pointee.integer(Int64(bitPattern: tree.words[begin &+ 1])).bits
        case UInt8(ascii: "u"):
            index = begin &+ 2
            return unsafe arena.pointee.double(Double(tree.words[begin &+ 1])).bits
        case UInt8(ascii: "d"):
            index = begin &+ 2
            return unsafe arena.pointee.double(Double(bitPattern: tree.words[begin &+ 1])).bits
        default: return 0
        }
    }

    @inline(__always) private func text(_ word: UInt64, _ place: UInt32) throws(DocumentError) -> UInt64 {
        let (bytes, length) = unsafe tree.text(word)
        if length < 8 { return unsafe ArenaState.short(UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self), length).bits }
        let known = unsafe places + Int(place)
        let last = unsafe Word(bits: known.pointee.text)
        if last.count == length, unsafe arena.pointee.holds(last, bytes) { return last.bits }
        guard length <= ArenaBuilder.maxStringLength else {
            throw .tooLarge(what: "a text of \(length) bytes", limit: "\(ArenaBuilder.maxStringLength) bytes")
        }
        let new = unsafe arena.pointee.long(bytes, length).bits
        unsafe known.pointee.text = new
        return new
    }

    private func array(at index: Int, _ place: UInt32) throws(DocumentError) -> UInt64 {
        let count = JSONNode(tree: tree, index: index).count
        guard count > 0 else { return Word.emptyArray.bits }
        guard count <= Int(CARENA_COUNT_LIMIT) else {
            throw .tooLarge(what: "a list of \(count) elements", limit: "\(CARENA_COUNT_LIMIT)")
        }
        let first = unsafe arena.pointee.words.extend(count)
        var next = index &+ 1
        for slot in first..<first &+ count {
            let word = try value(at: &next, place)
            unsafe arena.pointee.words[slot] = word
        }
        return Word(tag: CARENA_ARRAY, count: count, index: first).bits
    }

    /// - Parameters:
    ///   - ofDocuments: whether every member may be a document in a text, whatever its name.
    ///   - isExact: whether keys that differ in the first letter's case are two to who reads them.
    func object(at index: Int, _ place: UInt32, ofDocuments: Bool, isExact: Bool = false) throws(DocumentError) -> UInt64 {
        let count = JSONNode(tree: tree, index: index).count
        guard count > 0 else { return Word.emptyObject.bits }
        guard count <= Vocabulary.maxKeysPerObject else {
            throw .tooLarge(what: "an object of \(count) members", limit: "\(Vocabulary.maxKeysPerObject)")
        }
        let memory = builder.memory
        let first = unsafe arena.pointee.words.extend(count)
        var slot = first
        var next = index &+ 1
        var shape: UInt32 = 0
        var guess = unsafe places[Int(place)].inner
        for _ in 0..<count {
            let (name, length) = unsafe tree.text(tree.words[next])
            next &+= 1
            var here = guess
            if unsafe memory.isSpelled(guess, name, length) {
                shape = guess
            } else {
                guard let found = unsafe memory.search(shape, name, length) else {
                    unsafe repeated(shape, name, length, first)
                    next = JSONNode(tree: tree, index: next).next
                    continue
                }
                here = memory.place(of: found)
                if here == PlaceMemory.nowhere { unsafe places[Int(here)].role = EmbeddedDocuments.role(of: name, length) }
                if shape == 0 { unsafe places[Int(place)].inner = here }
                shape = found
            }
            let word = try member(at: &next, here, ofDocuments)
            unsafe arena.pointee.words[slot] = word
            slot &+= 1
            guess = unsafe places[Int(here)].next
        }
        guard memory.vocabulary.shapeCount < Vocabulary.maxShapes else {
            throw .tooLarge(what: "more than \(Vocabulary.maxShapes) different sets of keys", limit: "that many")
        }
        memory.vocabulary.complete(shape)
        if memory.hasTwins(shape) && !isExact { spoilTwins(shape, first) }
        return Word(tag: CARENA_OBJECT, count: Int(shape), index: first).bits
    }

    @inline(__always) private func member(at index: inout Int, _ place: UInt32, _ ofDocuments: Bool) throws(DocumentError) -> UInt64 {
        let role = unsafe places[Int(place)].role
        if ofDocuments || role != .plain, let embedded {
            let node = JSONNode(tree: tree, index: index, place: place)
            if node.isString, unsafe EmbeddedDocuments.isDocument(node.utf8, role) || ofDocuments && node.looksLikeJSON {
                index &+= 1
                return try embedded.decode(node, into: builder).bits
            }
        }
        return try value(at: &index, place)
    }

    /// Two values under names that a reader takes for one: nobody can say which is meant.
    @inline(never) private func spoilTwins(_ shape: UInt32, _ first: Int) {
        let unknown = builder.unknown(.undecodable, "the key stands twice in one object, its first letter once in either case")
        for slot in builder.vocabulary.twinSlots(of: shape) { unsafe arena.pointee.words[first + slot] = unknown.bits }
    }

    /// Two values under one name: nobody can say which is meant.
    private func repeated(_ shape: UInt32, _ name: UnsafePointer<UInt8>, _ length: Int, _ first: Int) {
        let vocabulary = builder.vocabulary
        guard let slot = unsafe vocabulary.slot(of: vocabulary.intern(name, length), in: shape) else { return }
        let name = unsafe String(decoding: UnsafeBufferPointer(start: name, count: length), as: UTF8.self)
        unsafe arena.pointee.words[first + slot] = builder.unknown(.undecodable, "the key \"\(name)\" stands twice in one object").bits
        unsafe arena.pointee.repeatedKeys += 1
    }
}
