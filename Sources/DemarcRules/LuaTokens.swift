// SPDX-License-Identifier: Apache-2.0

/// The words, texts and symbols of a Lua file that Lua itself has loaded, with their lines; comments are passed over.
struct LuaTokens {
    struct Token {
        let kind: Kind
        let line: Int
    }

    enum Kind: Equatable {
        case word(String)
        case text(String)
        case symbol(Character)
    }

    private let source: [UInt8]
    private var place = 0
    private var line = 1

    init(_ source: [UInt8]) { self.source = source }

    mutating func next() -> Token? {
        passOver()
        guard let byte = peek() else { return nil }
        let start = line
        if LuaTokens.isWord(byte) { return Token(kind: .word(word()), line: start) }
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { return Token(kind: .text(quoted(byte)), line: start) }
        if let text = longText() { return Token(kind: .text(text), line: start) }
        place += 1
        if byte == UInt8(ascii: "="), peek() == byte {
            place += 1
            return Token(kind: .symbol("≡"), line: start)
        }
        return Token(kind: .symbol(Character(UnicodeScalar(byte))), line: start)
    }

    /// Whether what comes next gives a value to what came last.
    var isAssignment: Bool {
        var ahead = self
        return ahead.next()?.kind == .symbol("=")
    }

    /// The text in `["text"] =`, whose bracket came last; nil where something else is in it.
    mutating func bracketedKey() -> String? {
        var ahead = self
        guard case .text(let text)? = ahead.next()?.kind, ahead.next()?.kind == .symbol("]"), ahead.isAssignment else { return nil }
        self = ahead
        return text
    }

    private func peek(_ distance: Int = 0) -> UInt8? { place + distance < source.count ? source[place + distance] : nil }

    /// Goes behind blanks and comments.
    private mutating func passOver() {
        while let byte = peek() {
            if byte == UInt8(ascii: "-"), peek(1) == byte {
                place += 2
                if longText() == nil { while let byte = peek(), byte != UInt8(ascii: "\n") { place += 1 } }
            } else if byte == UInt8(ascii: "\n") {
                line += 1
                place += 1
            } else if byte <= UInt8(ascii: " ") {
                place += 1
            } else {
                return
            }
        }
    }

    private mutating func word() -> String {
        let start = place
        while let byte = peek(), LuaTokens.isWord(byte) { place += 1 }
        return String(decoding: source[start..<place], as: UTF8.self)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || byte == UInt8(ascii: "_")
    }

    /// A text in quotes; what an escape stands for does not matter, where it ends does.
    private mutating func quoted(_ quote: UInt8) -> String {
        place += 1
        let start = place
        while let byte = peek(), byte != quote {
            if byte == UInt8(ascii: "\\") { place += 1 }
            if peek() == UInt8(ascii: "\n") { line += 1 }
            place += 1
        }
        let end = min(place, source.count)
        place = end + 1
        return String(decoding: source[start..<end], as: UTF8.self)
    }

    /// A text in long brackets, where one begins here.
    private mutating func longText() -> String? {
        guard peek() == UInt8(ascii: "[") else { return nil }
        var level = 0
        while peek(1 + level) == UInt8(ascii: "=") { level += 1 }
        guard peek(1 + level) == UInt8(ascii: "[") else { return nil }
        place += level + 2
        let start = place
        let closing = [UInt8(ascii: "]")] + Array(repeating: UInt8(ascii: "="), count: level) + [UInt8(ascii: "]")]
        while place < source.count, !source[place...].starts(with: closing) {
            if source[place] == UInt8(ascii: "\n") { line += 1 }
            place += 1
        }
        let end = min(place, source.count)
        place = min(source.count, end + closing.count)
        return String(decoding: source[start..<end], as: UTF8.self)
    }
}
