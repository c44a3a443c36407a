// SPDX-License-Identifier: Apache-2.0

/// Finds where a text stops being JSON, for the one line a person reads; runs only after simdjson refused the text.
///
/// Of the text no more than a block is held, so that damage is told of however long a text.
struct JSONFault {
    private let text: PlacedBytes

    /// The first fault of `text`, with its line and column.
    static func locate(_ text: UnsafeBufferPointer<UInt8>) -> DocumentError {
        var place = 0
        do throws(DocumentError) {
            let fault = try unsafe find { room in
                let count = min(room.count, text.count - place)
                if let start = text.baseAddress, let target = room.baseAddress { unsafe target.update(from: start + place, count: count) }
                place += count
                return count
            }
            return fault ?? .malformed(place: "the document", found: "what the parser refuses", expected: "JSON")
        } catch {
            return error
        }
    }

    /// The first fault of the text that `source` gives; nil where it has none.
    static func find(_ source: @escaping TextStream.Source) throws(DocumentError) -> DocumentError? {
        let text = unsafe try PlacedBytes(source)
        if text.isWide { return .notText("UTF-16 text") }
        var fault: DocumentError?
        do throws(DocumentError) { try JSONFault(text: text).document() } catch { fault = error }
        try text.finish()
        // What is JSON by its structure is refused for a text in it.
        return fault ?? text.notText.map { error("UTF-8 text", at: $0) }
    }

    private func document() throws(DocumentError) {
        try value(depth: 0)
        try skipSpace()
        if byte != nil { throw error("the end of the document") }
    }

    private var byte: UInt8? { text.byte }

    private func skipSpace() throws(DocumentError) {
        while let byte, TextBuffer.isBlank(byte) { try text.advance() }
    }

    private func value(depth: Int) throws(DocumentError) {
        guard depth < JSONParser.maxDepth else { throw .tooDeep(limit: JSONParser.maxDepth) }
        try skipSpace()
        switch byte {
        case UInt8(ascii: "{"): try container(UInt8(ascii: "}"), depth, named: true)
        case UInt8(ascii: "["): try container(UInt8(ascii: "]"), depth, named: false)
        case UInt8(ascii: "\""): try string()
        case UInt8(ascii: "t"): try literal("true")
        case UInt8(ascii: "f"): try literal("false")
        case UInt8(ascii: "n"): try literal("null")
        case let byte? where byte == UInt8(ascii: "-") || (byte >= 0x30 && byte <= 0x39): try number()
        default: throw error("a value")
        }
    }

    private func container(_ end: UInt8, _ depth: Int, named: Bool) throws(DocumentError) {
        try text.advance()
        try skipSpace()
        if byte == end { try text.advance(); return }
        while true {
            if named {
                try skipSpace()
                guard byte == UInt8(ascii: "\"") else { throw error("a key in quotes") }
                try string()
                try skipSpace()
                guard byte == UInt8(ascii: ":") else { throw error("':'") }
                try text.advance()
            }
            try value(depth: depth + 1)
            try skipSpace()
            if byte == end { try text.advance(); return }
            guard byte == UInt8(ascii: ",") else { throw error(named ? "',' or '}'" : "',' or ']'") }
            try text.advance()
        }
    }

    private func string() throws(DocumentError) {
        try text.advance()
        while let byte, byte != UInt8(ascii: "\"") {
            if byte < 0x20 { throw error("an escaped control character") }
            if byte == UInt8(ascii: "\\") { try escape() } else { try text.advance() }
        }
        guard byte != nil else { throw error("the end of a text") }
        try text.advance()
    }

    private func escape() throws(DocumentError) {
        let start = text.spot
        try text.advance()
        guard let escape = byte, "\"\\/bfnrtu".utf8.contains(escape) else { throw error("an escape sequence") }
        if escape == UInt8(ascii: "u") { try character(start) } else { try text.advance() }
    }

    /// The escape of one character, whose `u` is here: four digits, or twice four for the two halves of a pair. `start` is its backslash.
    private func character(_ start: PlacedBytes.Spot) throws(DocumentError) {
        let first = try codeUnit()
        guard (0xD800..<0xE000).contains(first) else { return }
        if first < 0xDC00, byte == UInt8(ascii: "\\") {
            try text.advance()
            if byte == UInt8(ascii: "u"), (0xDC00..<0xE000).contains(try codeUnit()) { return }
        }
        throw error("both halves of a surrogate pair", at: start)
    }

    /// The four digits behind the `u` that is here; goes on behind them.
    private func codeUnit() throws(DocumentError) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            try text.advance()
            guard let digit = byte.flatMap({ Character(UnicodeScalar($0)).hexDigitValue }) else { throw error("four hexadecimal digits") }
            unit = unit << 4 | UInt32(digit)
        }
        try text.advance()
        return unit
    }

    private func literal(_ word: String) throws(DocumentError) {
        for expected in word.utf8 {
            guard byte == expected else { throw error(word) }
            try text.advance()
        }
    }

    private func number() throws(DocumentError) {
        let start = text.spot
        var spelling = NumberSpelling()
        try take("-", &spelling)
        if byte == UInt8(ascii: "0") { try take("0", &spelling) } else { try digits(&spelling) }
        if byte == UInt8(ascii: ".") {
            try take(".", &spelling)
            try digits(&spelling)
        }
        if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
            try take("eE", &spelling)
            try take("+-", &spelling)
            try digits(&spelling)
        }
        if spelling.isOutOfRange { throw error("a number of at most 64 bits", at: start) }
    }

    /// Takes the byte that is here where it is one of `wanted`.
    private func take(_ wanted: StaticString, _ spelling: inout NumberSpelling) throws(DocumentError) {
        guard let byte, wanted.description.utf8.contains(byte) else { return }
        spelling.add(byte)
        try text.advance()
    }

    private func digits(_ spelling: inout NumberSpelling) throws(DocumentError) {
        guard let byte, byte >= 0x30 && byte <= 0x39 else { throw error("a digit") }
        while let byte = self.byte, byte >= 0x30 && byte <= 0x39 {
            spelling.add(byte)
            try text.advance()
        }
    }

    /// What was expected of the byte that is next, or of one before it in its line.
    private func error(_ expected: String, at spot: PlacedBytes.Spot? = nil) -> DocumentError {
        JSONFault.error(expected, at: text.place(of: spot ?? text.spot))
    }

    private static func error(_ expected: String, at place: PlacedBytes.Place) -> DocumentError {
        let found: String
        switch place.byte {
        case nil: found = "the end of the file"
        case let byte? where byte > 0x20 && byte < 0x7F: found = "'\(Character(UnicodeScalar(byte)))'"
        case let byte?: found = "byte 0x\(String(byte, radix: 16))"
        }
        return .malformed(place: "line \(place.line), column \(place.column)", found: found, expected: expected)
    }
}
