// SPDX-License-Identifier: Apache-2.0
internal import CSimdjson

/// Reads JSON text with simdjson; one parser serves many documents, one after another.
@safe public final class JSONParser {
    /// The deepest nesting that is read.
    public static let maxDepth = 256

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
        guard !text.isBlank else { throw .empty }
        var tape = unsafe CSimdjson_tape()
        let status = unsafe CSimdjson_parse(parser, text.base, text.count, &tape)
        guard status == CSIMDJSON_OK, let structurals = unsafe tape.structurals, let tree = unsafe JSONParser.tree(tape) else {
            throw JSONParser.error(status, text)
        }
        defer { withExtendedLifetime(text) {} }
        return try body(tree, unsafe JSONPlaces(structurals: structurals, text: text))
    }

    static func tree(_ tape: CSimdjson_tape) -> JSONTree? {
        guard let words = unsafe tape.words, let strings = unsafe tape.strings else { return nil }
        return unsafe JSONTree(words: words, strings: strings)
    }

    /// What is wrong with `text`, of which simdjson says `status`.
    static func error(_ status: Int32, _ text: TextBuffer) -> DocumentError {
        switch Int(status) {
        case CSIMDJSON_TOO_DEEP: .tooDeep(limit: JSONParser.maxDepth)
        case CSIMDJSON_TOO_LARGE: .tooLarge(what: "\(text.count) bytes in one document", limit: "4 GiB")
        case CSIMDJSON_MALFORMED: unsafe JSONFault.locate(UnsafeBufferPointer(start: text.base, count: text.count))
        default: .outOfMemory
        }
    }
}
