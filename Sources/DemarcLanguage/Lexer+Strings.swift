// SPDX-License-Identifier: Apache-2.0

extension Lexer {
    /// The number of `=` of the long bracket that opens here; nil where none does.
    mutating func longBracketLevel() throws(LuaSyntaxError) -> Int? {
        var level = 0
        while peek(1 + level) == UInt8(ascii: "=") { level += 1 }
        if peek(1 + level) == UInt8(ascii: "[") { return level }
        if level == 0 { return nil }
        throw error("found '[\(String(repeating: "=", count: level))', expected a second '[' behind it", at: position)
    }

    /// The bytes between long brackets; a line end right behind the first is not one of them.
    mutating func longString(_ level: Int, _ what: String) throws(LuaSyntaxError) -> [UInt8] {
        let start = position
        let closing = [UInt8(ascii: "]")] + Array(repeating: UInt8(ascii: "="), count: level) + [UInt8(ascii: "]")]
        advance(level + 2)
        if current?.isNewline == true { newline() }
        var bytes: [UInt8] = []
        while let byte = current {
            if byte == UInt8(ascii: "]") && source[position.offset...].starts(with: closing) {
                advance(closing.count)
                return bytes
            }
            if byte.isNewline {
                newline()
                bytes.append(0x0A)
            } else {
                advance()
                bytes.append(byte)
            }
        }
        throw error("the \(what) that begins here has no end, expected '\(String(decoding: closing, as: UTF8.self))'", at: start)
    }

    /// The bytes of a string between quotes, its escapes resolved.
    mutating func quotedString(_ quote: UInt8) throws(LuaSyntaxError) -> [UInt8] {
        let start = position
        advance()
        var bytes: [UInt8] = []
        while let byte = current, !byte.isNewline {
            if byte == quote {
                advance()
                return bytes
            }
            if byte == UInt8(ascii: "\\") {
                try escape(into: &bytes)
            } else {
                advance()
                bytes.append(byte)
            }
        }
        throw error("the string that begins here does not end on its line", at: start)
    }

    private static let simpleEscapes: [UInt8: UInt8] = [
        UInt8(ascii: "a"): 0x07, UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D,
        UInt8(ascii: "t"): 0x09, UInt8(ascii: "v"): 0x0B, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "\""): 0x22, UInt8(ascii: "'"): 0x27,
    ]

    private mutating func escape(into bytes: inout [UInt8]) throws(LuaSyntaxError) {
        let start = position
        advance()
        guard let byte = current else { return }
        if let simple = Lexer.simpleEscapes[byte] {
            advance()
            bytes.append(simple)
        } else if byte.isNewline {
            newline()
            bytes.append(0x0A)
        } else if byte.isDigit {
            bytes.append(try decimalEscape(start))
        } else if byte == UInt8(ascii: "x") {
            bytes.append(try hexadecimalEscape(start))
        } else if byte == UInt8(ascii: "z") {
            advance()
            while let space = current, space.isSpace { if space.isNewline { newline() } else { advance() } }
        } else if byte == UInt8(ascii: "u") {
            bytes += try codePointEscape(start)
        } else {
            throw error("found an unknown escape, expected one of Lua's, or \\\\ for a backslash", at: start)
        }
    }

    private mutating func decimalEscape(_ start: SourcePosition) throws(LuaSyntaxError) -> UInt8 {
        var value = 0
        for _ in 0..<3 {
            guard let digit = current, digit.isDigit else { break }
            value = value * 10 + Int(digit - 0x30)
            advance()
        }
        guard let byte = UInt8(exactly: value) else { throw error("found \\\(value), expected at most \\255", at: start) }
        return byte
    }

    private mutating func hexadecimalEscape(_ start: SourcePosition) throws(LuaSyntaxError) -> UInt8 {
        guard let high = peek(1)?.hexadecimalValue, let low = peek(2)?.hexadecimalValue else {
            throw error("found \\x, expected two hexadecimal digits behind it", at: start)
        }
        advance(3)
        return high << 4 | low
    }

    private mutating func codePointEscape(_ start: SourcePosition) throws(LuaSyntaxError) -> [UInt8] {
        advance()
        guard current == UInt8(ascii: "{"), peek(1)?.isHexadecimalDigit == true else {
            throw error("found \\u, expected {hexadecimal digits} behind it", at: start)
        }
        advance()
        var value: UInt32 = 0
        while let digit = current?.hexadecimalValue {
            if value > 0x7FF_FFFF { throw error("found too large a code point, expected at most 7FFFFFFF", at: start) }
            value = value << 4 | UInt32(digit)
            advance()
        }
        guard current == UInt8(ascii: "}") else { throw error("found \\u{, expected a '}' to close it", at: start) }
        advance()
        return Lexer.encode(value)
    }

    /// UTF-8 as it was first defined, up to 31 bits, as Lua writes it.
    private static func encode(_ value: UInt32) -> [UInt8] {
        if value < 0x80 { return [UInt8(value)] }
        var rest = value
        var bytes: [UInt8] = []
        var firstLimit: UInt32 = 0x3F
        repeat {
            bytes.append(UInt8(0x80 | (rest & 0x3F)))
            rest >>= 6
            firstLimit >>= 1
        } while rest > firstLimit
        bytes.append(UInt8(truncatingIfNeeded: (~firstLimit << 1) | rest))
        return bytes.reversed()
    }
}
