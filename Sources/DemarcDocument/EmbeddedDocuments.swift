// SPDX-License-Identifier: Apache-2.0

/// Knows which texts of a document are JSON documents themselves, and decodes them.
///
/// IAM writes policies URL-encoded, KMS and S3 as plain text, AWS Config's API every document as a string.
@safe public final class EmbeddedDocuments {
    /// What a name says of a text under it.
    enum Role: UInt8 {
        /// Nothing.
        case plain
        /// It is a document if it begins like one.
        case document
        /// It is a document whatever is in it.
        case policyText
    }

    private static let maxDepth = 3
    private let parser: JSONParser
    /// Decodes the texts inside what this one decodes, since that is still being read.
    private let inner: EmbeddedDocuments?
    /// The document that is being read, behind a pointer so that decoding pays no exclusivity check.
    private let text: UnsafeMutablePointer<GrowingBuffer<UInt8>>
    /// Names under which a text that begins like JSON is a document, in lower case.
    private static let names: [StaticString] = ["policy", "document", "policydocument", "resourcepolicy"]
    /// Names under which every text is one.
    private static let policyTexts: [StaticString] = ["policytext", "assumerolepolicydocument"]

    /// A decoder with a parser of its own, since the outer document is still being read.
    public convenience init() throws(DocumentError) { try self.init(depth: 1) }

    private init(depth: Int) throws(DocumentError) {
        parser = try JSONParser()
        unsafe text = .allocate(capacity: 1)
        unsafe text.initialize(to: GrowingBuffer(capacity: 1 << 12))
        inner = depth < EmbeddedDocuments.maxDepth ? try EmbeddedDocuments(depth: depth + 1) : nil
    }

    deinit {
        unsafe text.pointee.free()
        unsafe text.deallocate()
    }

    /// What a text under `name` may be.
    static func role(of name: UnsafePointer<UInt8>, _ length: Int) -> Role {
        let name = unsafe UnsafeBufferPointer(start: name, count: length)
        if policyTexts.contains(where: { unsafe equal(name, $0) }) { return .policyText }
        return names.contains { unsafe equal(name, $0) } ? .document : .plain
    }

    /// Whether `text` under a name of this role is meant to be a document.
    static func isDocument(_ text: UnsafeBufferPointer<UInt8>, _ role: Role) -> Bool {
        switch role {
        case .plain: false
        case .document: unsafe beginsLikeJSON(text)
        case .policyText: !text.isEmpty
        }
    }

    private static func equal(_ name: UnsafeBufferPointer<UInt8>, _ lowered: StaticString) -> Bool {
        guard name.count == lowered.utf8CodeUnitCount else { return false }
        for place in 0..<name.count where unsafe Vocabulary.lowered(name[place]) != lowered.utf8Start[place] { return false }
        return true
    }

    /// Whether a text begins like an object or a list, URL-encoded or not.
    static func beginsLikeJSON(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = unsafe text.first(where: { $0 > 0x20 }) else { return false }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") { return true }
        return unsafe text.starts(with: "%7B".utf8) || text.starts(with: "%5B".utf8)
    }

    /// The document in the text of `node`, its own texts decoded in turn; an unknown where it can't be read.
    public func decode(_ node: JSONNode, into builder: ArenaBuilder) throws(DocumentError) -> Word {
        unsafe try decode(node.utf8, at: node.place, into: builder)
    }

    private func decode(
        _ source: UnsafeBufferPointer<UInt8>, at place: UInt32, into builder: ArenaBuilder
    ) throws(DocumentError) -> Word {
        do {
            var root = unsafe try parser.parse(padded(source)).root
            root.place = place
            return root.isString ? try decodeTwice(root, into: builder) : try builder.copy(root, embedded: inner)
        } catch {
            return builder.unknown(.undecodable, "embedded document: \(error)")
        }
    }

    /// A copy of `source` with its escapes decoded, as the parser wants it.
    private func padded(_ source: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        let room = source.count + JSONParser.padding
        unsafe text.pointee.clear()
        unsafe text.pointee.reserve(room)
        let start = unsafe text.pointee.base
        var count = source.count
        if unsafe source.first == UInt8(ascii: "%") {
            count = unsafe PercentEncoding.decode(source, to: start)
        } else if let bytes = source.baseAddress {
            unsafe start.update(from: bytes, count: count)
        }
        unsafe (start + count).update(repeating: 0, count: room - count)
        return unsafe TextBuffer.withoutMark(UnsafeBufferPointer(start: UnsafePointer(start), count: count))
    }

    /// AWS Config's API writes an S3 access control list as JSON in a string in a string.
    private func decodeTwice(_ node: JSONNode, into builder: ArenaBuilder) throws(DocumentError) -> Word {
        guard unsafe EmbeddedDocuments.beginsLikeJSON(node.utf8) else { return try builder.copy(node) }
        return try decode(node, into: builder)
    }
}
