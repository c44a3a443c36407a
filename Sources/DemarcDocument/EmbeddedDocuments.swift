// SPDX-License-Identifier: Apache-2.0

/// Knows which texts of a document are JSON documents themselves, and decodes them.
///
/// IAM writes policies URL-encoded, KMS and S3 as plain text, AWS Config's API every document as a string.
public final class EmbeddedDocuments {
    private static let maxDepth = 3
    private let parser: JSONParser
    /// Decodes the texts inside what this one decodes, since that is still being read.
    private let inner: EmbeddedDocuments?
    /// Names under which a text that begins like JSON is a document, in lower case.
    private static let names: [StaticString] = [
        "policy", "document", "policydocument", "assumerolepolicydocument", "policytext", "resourcepolicy",
    ]

    /// A decoder with a parser of its own, since the outer document is still being read.
    public convenience init() throws(DocumentError) { try self.init(depth: 1) }

    private init(depth: Int) throws(DocumentError) {
        parser = try JSONParser()
        inner = depth < EmbeddedDocuments.maxDepth ? try EmbeddedDocuments(depth: depth + 1) : nil
    }

    /// Whether `text` under `name` is meant to be a document.
    func isDocument(name: UnsafeBufferPointer<UInt8>, text: UnsafeBufferPointer<UInt8>) -> Bool {
        // Every text of a file comes by here: most are told apart by their first byte and the length of their name.
        guard name.count >= 6 && name.count <= 24, let first = unsafe text.first else { return false }
        if first >= 0x21 && first != UInt8(ascii: "{") && first != UInt8(ascii: "[") && first != UInt8(ascii: "%") {
            return unsafe (name.count == 10 || name.count == 24) && isPolicyText(name)
        }
        guard unsafe EmbeddedDocuments.beginsLikeJSON(text) else { return unsafe isPolicyText(name) }
        return EmbeddedDocuments.names.contains { unsafe EmbeddedDocuments.equal(name, $0) }
    }

    private func isPolicyText(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        unsafe EmbeddedDocuments.equal(name, "policytext") || EmbeddedDocuments.equal(name, "assumerolepolicydocument")
    }

    private static func equal(_ name: UnsafeBufferPointer<UInt8>, _ lowered: StaticString) -> Bool {
        guard name.count == lowered.utf8CodeUnitCount else { return false }
        for place in 0..<name.count where unsafe VocabularyState.lowered(name[place]) != lowered.utf8Start[place] { return false }
        return true
    }

    /// Whether a text begins like an object or a list, URL-encoded or not.
    static func beginsLikeJSON(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = unsafe text.first(where: { $0 > 0x20 }) else { return false }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") { return true }
        return unsafe text.starts(with: "%7B".utf8) || text.starts(with: "%5B".utf8)
    }

    /// The document in the text of `node`; an unknown where it can't be read.
    public func decode(_ node: JSONNode, into builder: ArenaBuilder) throws(DocumentError) -> Word {
        try decode(unsafe Array(node.utf8), into: builder)
    }

    /// The document in `text`, its own texts decoded in turn; an unknown where it can't be read.
    public func decode(_ text: [UInt8], into builder: ArenaBuilder) throws(DocumentError) -> Word {
        let isEncoded = text.first == UInt8(ascii: "%")
        do {
            let buffer = TextBuffer(copying: isEncoded ? PercentEncoding.decode(text) : text)
            let copied = try parser.parse(buffer) { (tree) throws(DocumentError) -> Word? in
                tree.root.isString ? nil : try builder.copy(tree.root, embedded: inner)
            }
            return try copied ?? decodeTwice(buffer, into: builder)
        } catch {
            return builder.unknown(.undecodable, "embedded document: \(error)")
        }
    }

    /// AWS Config's API writes an S3 access control list as JSON in a string in a string.
    private func decodeTwice(_ buffer: TextBuffer, into builder: ArenaBuilder) throws(DocumentError) -> Word {
        let text = try parser.parse(buffer) { tree in unsafe Array(tree.root.utf8) }
        guard unsafe text.withUnsafeBufferPointer({ unsafe EmbeddedDocuments.beginsLikeJSON($0) }) else {
            return builder.string(String(decoding: text, as: UTF8.self))
        }
        return try decode(text, into: builder)
    }
}
