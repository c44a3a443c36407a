// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport

/// Calls that are of a text and of no pattern.
extension RandomCall {
    mutating func textFunction() -> String {
        let subject = subject(below: 40)
        switch text.dice.number(below: 16) {
        case 0: return call("sub", subject, place(), text.chance(3) ? "" : place())
        case 1: return call("byte", subject, text.chance(4) ? "" : place(), text.chance(2) ? "" : "\(text.dice.number(below: 30) - 15)")
        case 2:
            let bytes = (0..<text.dice.number(below: 5)).map { _ in text.chance(12) ? place() : "\(text.dice.number(below: 257))" }
            return "string.char(\(bytes.joined(separator: ", ")))"
        case 3:
            let count = text.chance(30) ? one("nil", "1.5", "{}") : "\(text.dice.number(below: 12) - 3)"
            return call("rep", subject, count, text.chance(2) ? "" : RandomText.literal(text.bytes(below: 4)))
        case 4: return "string.rep(\(one("'a'", "'ab'")), \(one("math.maxinteger", "math.mininteger", "1 << 62", "'3'", "2.0")), \(one("''", "'-'")))"
        case 5: return call(one("lower", "upper"), subject)
        case 6: return call(one("reverse", "len"), subject)
        case 7: return "text.\(one("lower", "upper", "trim"))(\(RandomText.literal(text.bytes(below: 20))))"
        case 8, 9:
            let part = RandomText.literal(text.bytes(below: 4))
            return "text.\(one("starts_with", "ends_with", "contains"))(\(RandomText.literal(text.bytes(below: 20))), \(part))"
        case 10 where text.chance(2): return glob()
        case 10: return "text.split(\(RandomText.literal(text.bytes(below: 20))), \(one("'a'", "'ab'", "'b'", "'\\0'", "' '")))"
        default: return format()
        }
    }

    /// A text of characters of one byte to four, and a pattern of the same.
    mutating func glob() -> String {
        let letters = (0..<text.dice.number(below: 7)).map { _ in one("a", "a", "b", "é", "€", "😀") }
        let pattern = (0..<text.dice.number(below: 6)).map { _ in one("a", "b", "é", "€", "😀", "?", "?", "*", "*", "*") }
        return "text.glob(\(RandomText.literal(Array(letters.joined().utf8))), \(RandomText.literal(Array(pattern.joined().utf8))))"
    }

    mutating func format() -> String {
        var format = ""
        var arguments: [String] = []
        for _ in 0..<(1 + text.dice.number(below: 3)) {
            format += one("", "x", " ", "%%", "\\0", "é") + "%" + one("", "", "", "-", "0", "+", "#", " ", "-+", "0-")
            format += one("", "", "5", "12", "123") + one("", "", ".", ".3", ".0", ".123")
            format += one("d", "i", "s", "s", "q", "f", "g", "e", "a", "x", "X", "o", "c", "u", "y", "G", "E", "")
            if !text.chance(12) { arguments.append(formatted()) }
        }
        if !format.contains("s"), text.chance(6) { arguments.append("{}") }  // as a text it is an address
        return "string.format(\((["\"\(format)\""] + arguments).joined(separator: ", ")))"
    }

    mutating func formatted() -> String {
        switch text.dice.number(below: 6) {
        case 0: return "\(text.dice.number(below: 400) - 100)"
        case 1: return one("1.5", "-0.0", "1e300", "1/0", "-1/0", "3.0", "0x1p-1074", "math.mininteger", "math.maxinteger", "2^53")
        case 2: return one("nil", "true", "false", "\"7\"", "\"1e1\"", "\"a\\0b\"", "\"\\r\\n\"")
        default: return RandomText.literal(text.bytes(below: 14))
        }
    }
}
