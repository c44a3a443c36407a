// SPDX-License-Identifier: Apache-2.0
internal import CSimdjson

/// One long list of a document, read element by element, so that reading it stays in the processor's cache however long it is.
public struct JSONList {
    /// The name of the list in the outermost object.
    public let name: String
    private let stream: TextStream
    /// The text up to the list's first element.
    private let head: [UInt8]

    /// The list under one of `names` in the outermost object of the stream's text, where only plain values stand before it.
    public static func find(_ names: [String], in stream: TextStream) -> JSONList? {
        let found = unsafe stream.withPiece { piece in
            var prefix = unsafe JSONPrefix(piece)
            return prefix.list(names).map { ($0.name, unsafe Array(piece[..<$0.start])) }
        }
        return found.map { JSONList(name: $0, stream: stream, head: $1) }
    }

    /// Calls `body` with each element, its number and where it stands.
    ///
    /// - Returns: the document with the list emptied; nil where the document is damaged or the list holds something that is neither an
    ///   object nor a list, and a parse of the whole document is to say what.
    public func forEach(
        with parser: JSONParser, _ body: (JSONNode, Int, ByteSpan) throws(DocumentError) -> Void
    ) throws(DocumentError) -> TextBuffer? {
        var list = unsafe CSimdjson_list(
            json: stream.base, length: stream.count, is_at_end: stream.isAtEnd, position: head.count, begin: 0, end: 0, window_length: 0,
            is_last_window: false, state: Int32(CSIMDJSON_AT_BEGIN))
        var tape = unsafe CSimdjson_tape()
        var number = 0
        while true {
            switch Int(unsafe CSimdjson_next(parser.parser, &list, &tape)) {
            case CSIMDJSON_OK:
                guard let tree = unsafe JSONParser.tree(tape) else { throw .outOfMemory }
                let span = unsafe ByteSpan(offset: stream.offset + list.begin, length: list.end - list.begin)
                try body(tree.root, number, span)
                number += 1
            case CSIMDJSON_MORE:
                try stream.advance(used: unsafe list.position)
                unsafe list.json = UnsafePointer(stream.base)
                unsafe list.length = stream.count
                unsafe list.is_at_end = stream.isAtEnd
                unsafe list.position = 0
            case CSIMDJSON_END: return try rest(from: unsafe list.begin)
            default: return nil
            }
        }
    }

    /// What precedes the list's elements and what follows them, which begins at `place` of the piece.
    private func rest(from place: Int) throws(DocumentError) -> TextBuffer {
        var rest = head
        var place = place
        while true {
            unsafe stream.withPiece { piece in unsafe rest.append(contentsOf: piece[place...]) }
            if stream.isAtEnd { return TextBuffer(copying: rest) }
            try stream.advance(used: stream.count)
            place = 0
        }
    }
}
