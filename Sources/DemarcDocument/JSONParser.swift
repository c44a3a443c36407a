// SPDX-License-Identifier: Apache-2.0
internal import CSimdjson

/// Reads JSON text with simdjson; one parser serves many documents, one after another.
@safe public final class JSONParser {
    /// The deepest nesting that is read.
    public static let maxDepth = 256

    private let parser: OpaquePointer

    /// A parser that holds no document yet.
    public init() throws(DocumentError) {
        guard let parser = unsafe CSimdjson_create_parser(UInt32(JSONParser.maxDepth)) else { throw .outOfMemory }
        unsafe self.parser = parser
    }

    deinit { unsafe CSimdjson_destroy_parser(parser) }

    /// Parses `text`; the tree is valid until the next parse and inside `body`.
    public func parse<Result, Failure>(
        _ text: TextBuffer, _ body: (JSONTree) throws(Failure) -> Result
    ) throws(DocumentError) -> Swift.Result<Result, Failure> {
        guard !text.isBlank else { throw .empty }
        var tape = unsafe CSimdjson_tape()
        let status = unsafe CSimdjson_parse(parser, text.base, text.count, &tape)
        switch Int(status) {
        case CSIMDJSON_OK: break
        case CSIMDJSON_TOO_DEEP: throw .tooDeep(limit: JSONParser.maxDepth)
        case CSIMDJSON_TOO_LARGE: throw .tooLarge(what: "\(text.count) bytes in one document", limit: "4 GiB")
        case CSIMDJSON_MEMORY: throw .outOfMemory
        default: throw unsafe JSONFault.locate(UnsafeBufferPointer(start: text.base, count: text.count))
        }
        guard let words = unsafe tape.words, let strings = unsafe tape.strings, let structurals = unsafe tape.structurals else {
            throw .outOfMemory
        }
        let tree = unsafe JSONTree(words: words, strings: strings, structurals: structurals, text: text)
        do throws(Failure) {
            return .success(try body(tree))
        } catch {
            return .failure(error)
        }
    }
}
