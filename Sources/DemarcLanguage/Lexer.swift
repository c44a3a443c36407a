// SPDX-License-Identifier: Apache-2.0

/// Cuts a source into tokens, one at a time, and keeps the comments between them.
struct Lexer {
    let source: [UInt8]
    private(set) var position = SourcePosition.start
    private(set) var comments: [LuaComment] = []

    init(_ source: [UInt8]) { self.source = source }

    /// The next token; `.end` for ever after the last.
    mutating func next() throws(LuaSyntaxError) -> Token {
        try skipSpace()
        let start = position
        let kind = try kind()
        return Token(kind: kind, range: SourceRange(start, position))
    }

    private mutating func kind() throws(LuaSyntaxError) -> Token.Kind {
        guard let byte = current else { return .end }
        if byte.isNameStart { return name() }
        if byte.isDigit || (byte == UInt8(ascii: ".") && peek(1)?.isDigit == true) { return try numeral() }
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { return .string(try quotedString(byte)) }
        if byte == UInt8(ascii: "["), let level = try longBracketLevel() { return .string(try longString(level, "string")) }
        for (spelling, symbol) in Symbol.operators[byte] ?? [] where source[position.offset...].starts(with: spelling) {
            advance(spelling.count)
            return .symbol(symbol)
        }
        advance()
        return .stray(byte)
    }

    private mutating func name() -> Token.Kind {
        let start = position.offset
        while let byte = current, byte.isNameStart || byte.isDigit { advance() }
        let text = String(decoding: source[start..<position.offset], as: UTF8.self)
        return Symbol.keywords[text].map { .symbol($0) } ?? .name(text)
    }

    private mutating func skipSpace() throws(LuaSyntaxError) {
        while let byte = current {
            if byte.isNewline {
                newline()
            } else if byte.isSpace {
                advance()
            } else if byte == UInt8(ascii: "-") && peek(1) == UInt8(ascii: "-") {
                try comment()
            } else {
                return
            }
        }
    }

    private mutating func comment() throws(LuaSyntaxError) {
        let start = position
        advance(2)
        let text = position.offset
        if current == UInt8(ascii: "["), let level = try? longBracketLevel() {
            _ = try longString(level, "comment")
        } else {
            while let byte = current, !byte.isNewline { advance() }
        }
        let range = SourceRange(start, position)
        comments.append(LuaComment(range: range, text: String(decoding: source[text..<position.offset], as: UTF8.self)))
    }
}

// The reading position.
extension Lexer {
    /// The byte that is read next.
    var current: UInt8? { position.offset < source.count ? source[position.offset] : nil }

    /// The byte `distance` after it.
    func peek(_ distance: Int) -> UInt8? {
        position.offset + distance < source.count ? source[position.offset + distance] : nil
    }

    /// Goes on by bytes that are no line ends.
    mutating func advance(_ count: Int = 1) {
        for byte in source[position.offset..<position.offset + count] where byte & 0xC0 != 0x80 { position.column += 1 }
        position.offset += count
    }

    /// Goes over one line end: `\n`, `\r`, or both in either order.
    mutating func newline() {
        let first = current
        position.offset += 1
        if let second = current, second.isNewline && second != first { position.offset += 1 }
        position.line += 1
        position.column = 1
    }

    func error(_ message: String, at position: SourcePosition) -> LuaSyntaxError { LuaSyntaxError(position: position, message: message) }
}
