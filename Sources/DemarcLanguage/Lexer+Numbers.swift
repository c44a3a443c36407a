// SPDX-License-Identifier: Apache-2.0

extension Lexer {
    /// A number; as Lua does, takes all that looks like one and then asks whether it is.
    mutating func numeral() throws(LuaSyntaxError) -> Token.Kind {
        let start = position
        let isHexadecimal = current == UInt8(ascii: "0") && (peek(1) == UInt8(ascii: "x") || peek(1) == UInt8(ascii: "X"))
        let exponent: [UInt8] = isHexadecimal ? [UInt8(ascii: "p"), UInt8(ascii: "P")] : [UInt8(ascii: "e"), UInt8(ascii: "E")]
        if isHexadecimal { advance(2) }
        while let byte = current {
            if exponent.contains(byte) {
                advance()
                if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { advance() }
            } else if byte.isHexadecimalDigit || byte == UInt8(ascii: ".") {
                advance()
            } else {
                break
            }
        }
        // A name may not begin right behind a number.
        if current?.isNameStart == true { advance() }
        let text = source[start.offset..<position.offset]
        guard let kind = isHexadecimal ? Lexer.hexadecimal(text.dropFirst(2)) : Lexer.decimal(text) else {
            throw error("found '\(String(decoding: text, as: UTF8.self))', expected a number", at: start)
        }
        return kind
    }

    private static func decimal(_ text: ArraySlice<UInt8>) -> Token.Kind? {
        guard isNumber(text, digits: \.isDigit, exponent: UInt8(ascii: "e")) else { return nil }
        let spelling = String(decoding: text, as: UTF8.self)
        // What does not fit an integer is a float.
        if let integer = Int64(spelling) { return .integer(integer) }
        return Double(spelling).map { .float($0) }
    }

    private static func hexadecimal(_ text: ArraySlice<UInt8>) -> Token.Kind? {
        guard isNumber(text, digits: \.isHexadecimalDigit, exponent: UInt8(ascii: "p")) else { return nil }
        if text.allSatisfy(\.isHexadecimalDigit) {
            // A hexadecimal integer wraps around.
            return .integer(text.reduce(0) { value, digit in value << 4 | Int64(digit.hexadecimalValue ?? 0) })
        }
        return Double("0x" + String(decoding: text, as: UTF8.self)).map { .float($0) }
    }

    /// Whether `text` is digits with at most one point among them, and an exponent of decimal digits if any.
    private static func isNumber(_ text: ArraySlice<UInt8>, digits: (UInt8) -> Bool, exponent: UInt8) -> Bool {
        let mantissa = text.prefix { $0 | 0x20 != exponent }
        let points = mantissa.count { $0 == UInt8(ascii: ".") }
        guard points <= 1, mantissa.count > points, mantissa.allSatisfy({ digits($0) || $0 == UInt8(ascii: ".") }) else { return false }
        guard var power = mantissa.count < text.count ? text.dropFirst(mantissa.count + 1) : nil else { return true }
        if power.first == UInt8(ascii: "+") || power.first == UInt8(ascii: "-") { power = power.dropFirst() }
        return !power.isEmpty && power.allSatisfy(\.isDigit)
    }
}
