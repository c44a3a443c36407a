// SPDX-License-Identifier: Apache-2.0

/// The keywords, operators and separators of Lua 5.4.
enum Symbol: String, CaseIterable {
    case and, `break`, `do`, `else`, `elseif`, end, `false`, `for`, function, goto, `if`, `in`, local, `nil`, not, or, `repeat`, `return`
    case then, `true`, until, `while`
    case plus = "+", minus = "-", star = "*", slash = "/", doubleSlash = "//", percent = "%", caret = "^", hash = "#"
    case ampersand = "&", tilde = "~", bar = "|", shiftLeft = "<<", shiftRight = ">>", concatenate = ".."
    case equal = "==", notEqual = "~=", lessOrEqual = "<=", greaterOrEqual = ">=", less = "<", greater = ">"
    case assign = "=", openParenthesis = "(", closeParenthesis = ")", openBrace = "{", closeBrace = "}"
    case openBracket = "[", closeBracket = "]", doubleColon = "::", semicolon = ";", colon = ":", comma = ",", dot = ".", ellipsis = "..."

    /// Those that are spelt like names, by their spelling.
    static let keywords = Dictionary(
        uniqueKeysWithValues: allCases.filter { $0.rawValue.utf8.allSatisfy(\.isNameStart) }.map { ($0.rawValue, $0) })

    /// The others by their first byte, the longest first.
    static let operators = Dictionary(
        grouping: allCases.filter { keywords[$0.rawValue] == nil }.map { (spelling: Array($0.rawValue.utf8), symbol: $0) }
            .sorted { $0.spelling.count > $1.spelling.count },
        by: { $0.spelling[0] })
}

extension UInt8 {
    var isNameStart: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) || self == 0x5F }
    var isDigit: Bool { (0x30...0x39).contains(self) }
    var isNewline: Bool { self == 0x0A || self == 0x0D }
    var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
    var isHexadecimalDigit: Bool { hexadecimalValue != nil }

    /// The value of a hexadecimal digit.
    var hexadecimalValue: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x41 + 10
        case 0x61...0x66: self - 0x61 + 10
        default: nil
        }
    }
}
