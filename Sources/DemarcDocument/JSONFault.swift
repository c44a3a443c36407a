// SPDX-License-Identifier: Apache-2.0

/// Finds where a text stops being JSON, for the one line a person reads; runs only after simdjson refused the text.
@safe struct JSONFault {
    private let text: UnsafeBufferPointer<UInt8>
    private var place = 0

    /// The first fault of `text`, with its line and column.
    static func locate(_ text: UnsafeBufferPointer<UInt8>) -> DocumentError {
        if text.count >= 2, unsafe (text[0] == 0xFF && text[1] == 0xFE) || (text[0] == 0xFE && text[1] == 0xFF) {
            return .notText("UTF-16 text")
        }
        var fault = unsafe JSONFault(text: text)
        do throws(DocumentError) {
            try fault.value(depth: 0)
            fault.skipSpace()
            if fault.place < text.count { throw fault.error("the end of the document") }
            // What is JSON by its structure was refused for a text in it.
            fault.place = fault.validPrefix()
            throw fault.error("UTF-8 text")
        } catch {
            return error
        }
    }

    private init(text: UnsafeBufferPointer<UInt8>) { unsafe self.text = text }

    /// How many bytes at the beginning are valid UTF-8.
    private func validPrefix() -> Int {
        var decoder = Unicode.UTF8.ForwardParser()
        var bytes = unsafe text.makeIterator()
        var valid = 0
        while case .valid(let scalar) = unsafe decoder.parseScalar(from: &bytes) { valid += scalar.count }
        return valid
    }

    private var byte: UInt8? { unsafe place < text.count ? text[place] : nil }

    private mutating func skipSpace() {
        while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { place += 1 }
    }

    private mutating func value(depth: Int) throws(DocumentError) {
        guard depth < JSONParser.maxDepth else { throw .tooDeep(limit: JSONParser.maxDepth) }
        skipSpace()
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

    private mutating func container(_ end: UInt8, _ depth: Int, named: Bool) throws(DocumentError) {
        place += 1
        skipSpace()
        if byte == end { place += 1; return }
        while true {
            if named {
                skipSpace()
                guard byte == UInt8(ascii: "\"") else { throw error("a key in quotes") }
                try string()
                skipSpace()
                guard byte == UInt8(ascii: ":") else { throw error("':'") }
                place += 1
            }
            try value(depth: depth + 1)
            skipSpace()
            if byte == end { place += 1; return }
            guard byte == UInt8(ascii: ",") else { throw error(named ? "',' or '}'" : "',' or ']'") }
            place += 1
        }
    }

    private mutating func string() throws(DocumentError) {
        place += 1
        while let byte, byte != UInt8(ascii: "\"") {
            if byte < 0x20 { throw error("an escaped control character") }
            if byte == UInt8(ascii: "\\") {
                place += 1
                guard let escape = self.byte, "\"\\/bfnrtu".utf8.contains(escape) else { throw error("an escape sequence") }
                if escape == UInt8(ascii: "u") { try character() }
            }
            place += 1
        }
        guard byte != nil else { throw error("the end of a text") }
        place += 1
    }

    /// The escape of one character, whose `u` is here: four digits, or twice four for the two halves of a pair.
    private mutating func character() throws(DocumentError) {
        let start = place - 1
        let first = try codeUnit()
        guard (0xD800..<0xE000).contains(first) else { return }
        var isPair = false
        place += 1
        if first < 0xDC00, byte == UInt8(ascii: "\\") {
            place += 1
            if byte == UInt8(ascii: "u") { isPair = (0xDC00..<0xE000).contains(try codeUnit()) }
        }
        if isPair { return }
        place = start
        throw error("both halves of a surrogate pair")
    }

    /// The four digits behind the `u` that is here; the last of them is the new place.
    private mutating func codeUnit() throws(DocumentError) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            place += 1
            guard let digit = byte.flatMap({ Character(UnicodeScalar($0)).hexDigitValue }) else { throw error("four hexadecimal digits") }
            unit = unit << 4 | UInt32(digit)
        }
        return unit
    }

    private mutating func literal(_ word: String) throws(DocumentError) {
        for expected in word.utf8 {
            guard byte == expected else { throw error(word) }
            place += 1
        }
    }

    private mutating func number() throws(DocumentError) {
        let start = place
        if byte == UInt8(ascii: "-") { place += 1 }
        if byte == UInt8(ascii: "0") { place += 1 } else { try digits() }
        if byte == UInt8(ascii: ".") { place += 1; try digits() }
        if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
            place += 1
            if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { place += 1 }
            try digits()
        }
        let spelling = unsafe String(decoding: text[start..<place], as: UTF8.self)
        let isWhole = spelling.utf8.allSatisfy { $0 == UInt8(ascii: "-") || ($0 >= 0x30 && $0 <= 0x39) }
        let isOutOfRange = isWhole ? Int64(spelling) == nil && UInt64(spelling) == nil : Double(spelling)?.isFinite != true
        if isOutOfRange {
            place = start
            throw error("a number of at most 64 bits")
        }
    }

    private mutating func digits() throws(DocumentError) {
        guard let byte, byte >= 0x30 && byte <= 0x39 else { throw error("a digit") }
        while let byte = self.byte, byte >= 0x30 && byte <= 0x39 { place += 1 }
    }

    private func error(_ expected: String) -> DocumentError {
        var line = 1
        var column = 1
        for index in 0..<min(place, unsafe text.count) {
            if unsafe text[index] == 0x0A { line += 1; column = 1 } else { column += 1 }
        }
        let found: String
        switch byte {
        case nil: found = "the end of the file"
        case let byte? where byte > 0x20 && byte < 0x7F: found = "'\(Character(UnicodeScalar(byte)))'"
        case let byte?: found = "byte 0x\(String(byte, radix: 16))"
        }
        return .malformed(place: "line \(line), column \(column)", found: found, expected: expected)
    }
}
