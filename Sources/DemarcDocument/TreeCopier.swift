// SPDX-License-Identifier: Apache-2.0
internal import CArena

extension ArenaBuilder {
    /// Copies a parsed value into the arena. A member whose name its object had before becomes an unknown under that name.
    ///
    /// `embedded` names the members whose text is itself a JSON document, URL-encoded or not; they arrive decoded.
    public func copy(_ node: JSONNode, embedded: EmbeddedDocuments? = nil) throws(DocumentError) -> Word {
        switch node.kind {
        case UInt8(ascii: "{"): return try copyObject(node, embedded)
        case UInt8(ascii: "["): return try copyArray(node, embedded)
        case UInt8(ascii: "\""): return try copyString(node)
        case UInt8(ascii: "t"): return .yes
        case UInt8(ascii: "f"): return .no
        case UInt8(ascii: "l"): return unsafe state.pointee.integer(Int64(bitPattern: node.tree.words[node.index + 1]))
        case UInt8(ascii: "u"): return unsafe state.pointee.double(Double(node.tree.words[node.index + 1]))
        case UInt8(ascii: "d"): return unsafe state.pointee.double(Double(bitPattern: node.tree.words[node.index + 1]))
        default: return .null
        }
    }

    func copyString(_ node: JSONNode) throws(DocumentError) -> Word {
        let bytes = unsafe node.utf8
        guard bytes.count <= ArenaBuilder.maxStringLength else {
            throw .tooLarge(what: "a text of \(bytes.count) bytes", limit: "\(ArenaBuilder.maxStringLength) bytes")
        }
        guard let base = bytes.baseAddress else { return Word(tag: CARENA_SHORT, index: 0) }
        return unsafe state.pointee.string(base, bytes.count)
    }

    private func copyArray(_ node: JSONNode, _ embedded: EmbeddedDocuments?) throws(DocumentError) -> Word {
        let count = node.count
        guard count > 0 else { return .emptyArray }
        guard count <= Int(CARENA_COUNT_LIMIT) else {
            throw .tooLarge(what: "a list of \(count) elements", limit: "\(CARENA_COUNT_LIMIT)")
        }
        let first = unsafe state.pointee.words.extend(count)
        var place = node.index + 1
        for slot in first..<first + count {
            let element = JSONNode(tree: node.tree, index: place)
            let word = try copy(element, embedded: embedded)
            unsafe state.pointee.words[slot] = word.bits
            place = element.next
        }
        return Word(tag: CARENA_ARRAY, count: count, index: first)
    }

    /// Copies an object whose members are documents or plain values, each as itself or as the text of it.
    public func copyDocuments(_ node: JSONNode, embedded: EmbeddedDocuments) throws(DocumentError) -> Word {
        try copyObject(node) { (name, value) throws(DocumentError) in
            if value.isString && value.looksLikeJSON { return try embedded.decode(value, into: self) }
            return try copyMember(name, value, embedded)
        }
    }

    private func copyObject(_ node: JSONNode, _ embedded: EmbeddedDocuments?) throws(DocumentError) -> Word {
        try copyObject(node) { (name, value) throws(DocumentError) in try copyMember(name, value, embedded) }
    }

    @inline(__always) private func copyObject(
        _ node: JSONNode, _ copyMember: (_ name: JSONNode, _ value: JSONNode) throws(DocumentError) -> Word
    ) throws(DocumentError) -> Word {
        let count = node.count
        guard count > 0 else { return .emptyObject }
        guard count <= Vocabulary.maxKeysPerObject else {
            throw .tooLarge(what: "an object of \(count) members", limit: "\(Vocabulary.maxKeysPerObject)")
        }
        let first = unsafe state.pointee.words.extend(count)
        var shape: UInt32 = 0
        var slot = first
        var place = node.index + 1
        for _ in 0..<count {
            let name = JSONNode(tree: node.tree, index: place)
            let value = JSONNode(tree: node.tree, index: place + 1)
            place = value.next
            let key = unsafe name.utf8
            guard let base = key.baseAddress else { continue }
            let step = unsafe vocabulary.state.pointee.step(shape, base, key.count)
            if step.repeated {
                repeated(shape: shape, name: name.string ?? "", first: first)
                continue
            }
            shape = step.shape
            let word = try copyMember(name, value)
            unsafe state.pointee.words[slot] = word.bits
            slot += 1
        }
        guard unsafe vocabulary.state.pointee.nodes.count < Vocabulary.maxShapes else {
            throw .tooLarge(what: "more than \(Vocabulary.maxShapes) different sets of keys", limit: "that many")
        }
        unsafe vocabulary.state.pointee.complete(shape)
        return Word(tag: CARENA_OBJECT, count: Int(shape), index: first)
    }

    @inline(__always) private func copyMember(
        _ name: JSONNode, _ value: JSONNode, _ embedded: EmbeddedDocuments?
    ) throws(DocumentError) -> Word {
        if let embedded, value.isString, unsafe embedded.isDocument(name: name.utf8, text: value.utf8) {
            return try embedded.decode(value, into: self)
        }
        return try copy(value, embedded: embedded)
    }

    /// Two values under one name: nobody can say which is meant.
    private func repeated(shape: UInt32, name: String, first: Int) {
        unsafe vocabulary.state.pointee.complete(shape)
        guard let slot = vocabulary.slot(of: name, in: Int(shape), exact: true) else { return }
        unsafe state.pointee.words[first + slot] = unknown(.undecodable, "the key \"\(name)\" stands twice in one object").bits
        repeatedKeys += 1
    }
}
