// SPDX-License-Identifier: Apache-2.0
internal import CSimdjson

/// Reads JSON text with simdjson; one parser serves many documents, one after another.
@safe public final class JSONParser {
    /// The deepest nesting that is read.
    public static let maxDepth = 256
    static let padding = Int(CSIMDJSON_PADDING)

    let parser: OpaquePointer

    /// A parser that holds no document yet.
    public init() throws(DocumentError) {
        guard let parser = unsafe CSimdjson_create_parser(UInt32(JSONParser.maxDepth)) else { throw .outOfMemory }
        unsafe self.parser = parser
    }

    deinit { unsafe CSimdjson_destroy_parser(parser) }

    /// Parses `text`; the tree is valid until the next parse and inside `body`.
    public func parse<Result>(
        _ text: TextBuffer, _ body: (JSONTree) throws(DocumentError) -> Result
    ) throws(DocumentError) -> Result {
        try parseWithPlaces(text) { (tree, _) throws(DocumentError) in try body(tree) }
    }

    /// Parses `text`; the tree and the places of its values are valid until the next parse and inside `body`.
    public func parseWithPlaces<Result>(
        _ text: TextBuffer, _ body: (JSONTree, JSONPlaces) throws(DocumentError) -> Result
    ) throws(DocumentError) -> Result {
        defer { withExtendedLifetime(text) {} }
        let tape = unsafe try tape(UnsafeBufferPointer(start: text.base, count: text.count))
        guard let structurals = unsafe tape.structurals, let tree = unsafe JSONParser.tree(tape) else { throw .outOfMemory }
        return try body(tree, unsafe JSONPlaces(structurals: structurals, text: text))
    }

    /// Parses `text`, which as many readable bytes follow as `padding` says; the tree is valid until the next parse.
    func parse(_ text: UnsafeBufferPointer<UInt8>) throws(DocumentError) -> JSONTree {
        guard let tree = unsafe JSONParser.tree(try tape(text)) else { throw .outOfMemory }
        return tree
    }

    private func tape(_ text: UnsafeBufferPointer<UInt8>) throws(DocumentError) -> CSimdjson_tape {
        guard let base = text.baseAddress, unsafe text.contains(where: { !TextBuffer.isBlank($0) }) else { throw .empty }
        var tape = unsafe CSimdjson_tape()
        let status = unsafe CSimdjson_parse(parser, base, text.count, &tape)
        guard status == CSIMDJSON_OK else { throw unsafe JSONParser.error(status, text) }
        return unsafe tape
    }

    static func tree(_ tape: CSimdjson_tape) -> JSONTree? {
        guard let words = unsafe tape.words, let strings = unsafe tape.strings else { return nil }
        return unsafe JSONTree(words: words, strings: strings)
    }

    /// What is wrong with a text that is not held while it is looked for; nil where it is JSON.
    public static func fault(in text: TextStream) throws(DocumentError) -> DocumentError? {
        try unsafe JSONFault.find { (room) throws(DocumentError) in try unsafe text.read(room) }
    }

    /// What is wrong with `text`, of which simdjson says `status`.
    static func error(_ status: Int32, _ text: UnsafeBufferPointer<UInt8>) -> DocumentError {
        switch Int(status) {
        case CSIMDJSON_TOO_DEEP: .tooDeep(limit: JSONParser.maxDepth)
        case CSIMDJSON_TOO_LARGE: .tooLarge(what: "\(text.count) bytes in one document", limit: "4 GiB")
        case CSIMDJSON_MALFORMED: unsafe JSONFault.locate(text)
        default: .outOfMemory
        }
    }
}
