// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport

/// Calls of the functions that a rule shares with Lua, by chance; each is an expression of Lua.
struct RandomCall {
    var text: RandomText

    /// The dice of one seed fall like those of the next, one throw later: seeds far apart have nothing in common.
    init(seed: Int) { text = RandomText(dice: Dice(seed: UInt64(seed) << 40)) }

    /// What the calls are of.
    enum Kind: CaseIterable { case patterns, texts, tables, numbers }

    mutating func expression(_ kind: Kind) -> String {
        switch kind {
        case .patterns: pattern()
        case .texts: textFunction()
        case .tables: table()
        case .numbers: number()
        }
    }

    mutating func one(_ choices: String...) -> String { text.dice.one(of: choices) }

    /// A number, mostly a small one, and now and then no number at all.
    mutating func place() -> String {
        if text.chance(40) { return one("nil", "{}", "true", "1.5", "\"x\"", "\"2\"", "\" 3 \"", "0x7p0", "1/0") }
        if text.chance(25) { return one("math.maxinteger", "math.mininteger", "1 << 31", "-(1 << 31)", "1e15") }
        return "\(text.dice.number(below: 24) - 8)"
    }

    mutating func subject(below length: Int = 18) -> String {
        text.chance(60) ? one("12", "1.5", "nil", "{}", "-0.0", "1e100") : RandomText.literal(text.bytes(below: length))
    }

    /// `string.name(subject, ...)`, or the same by the text itself.
    mutating func call(_ name: String, _ subject: String, _ arguments: String...) -> String {
        let rest = arguments.filter { !$0.isEmpty }
        if subject.hasPrefix("\""), text.chance(2) { return "(\(subject)):\(name)(\(rest.joined(separator: ", ")))" }
        return "string.\(name)(\(([subject] + rest).joined(separator: ", ")))"
    }

    mutating func pattern() -> String {
        if text.chance(100) { return deep() }
        let subject = subject(), pattern = RandomText.literal(text.pattern())
        switch text.dice.number(below: 12) {
        case 0, 1, 2: return call("find", subject, pattern, text.chance(2) ? "" : place() + (text.chance(4) ? one(", true", ", false", ", nil") : ""))
        case 3, 4, 5: return call("match", subject, pattern, text.chance(2) ? "" : place())
        case 6, 7:
            let calls = call("gmatch", subject, pattern, text.chance(3) ? place() : "")
            return "(function() local found = {} for a, b, c in \(calls) do found[#found + 1] = show(a) .. show(b) .. show(c) end return found end)()"
        case 8: return "matches(\(RandomText.literal(text.bytes(below: 18))), \(pattern))"
        default: return call("gsub", subject, pattern, replacement(), text.chance(3) ? place() : "")
        }
    }

    /// A pattern near the limits of captures and of depth.
    mutating func deep() -> String {
        let captures = "(\(one("'()'", "'(a)'", "'(a'"))):rep(\(28 + text.dice.number(below: 8)))"
        let choices = "('a?'):rep(\(190 + text.dice.number(below: 20)))"
        return "string.\(one("find", "match", "gsub"))(('a'):rep(\(30 + text.dice.number(below: 220))), \(one(captures, choices)), 1)"
    }

    mutating func replacement() -> String {
        switch text.dice.number(below: 10) {
        case 0: return one("{ a = 1, b = 'B', ['1'] = false, [1] = 'one' }", "{}", "{ a = {} }", "{ aa = 2.5, [''] = 'none' }")
        case 1: return one("function(a, b) return b or a end", "function() end", "function(a) return #tostring(a) end", "function() return {} end")
        case 2: return one("string.upper", "7", "1.5", "nil", "true", "string.len")
        case 3: return RandomText.literal(text.bytes(below: 10))
        default:
            let pieces = (0..<text.dice.number(below: 4)).map { _ in one("%0", "%1", "%2", "%%", "x", "<", "é") }
            return RandomText.literal(Array(pieces.joined().utf8))
        }
    }

    mutating func number() -> String {
        let numbers = (0..<text.dice.number(below: 4)).map { _ in text.chance(12) ? place() : formattedNumber() }.joined(separator: ", ")
        switch text.dice.number(below: 8) {
        case 0: return "math.\(one("max", "min"))(\(numbers))"
        case 1: return "select(\(place()), \(numbers.isEmpty ? "nil" : numbers))"
        case 2: return "tostring(\(one("nil", "true", formattedNumber(), RandomText.literal(text.bytes(below: 9)))))"
        case 3: return "math.\(one("floor", "ceil", "abs", "tointeger", "type", "sqrt", "modf"))(\(formattedNumber()))"
        case 4, 5: return "tonumber(\(RandomText.literal(Array(digits().utf8))))"
        default: return "tonumber(\(RandomText.literal(Array(digits().utf8))), \(text.chance(8) ? place() : "\(2 + text.dice.number(below: 35))"))"
        }
    }

    mutating func formattedNumber() -> String {
        one("\(text.dice.number(below: 100) - 50)", "\(text.dice.number(below: 100)).25", "math.maxinteger", "math.mininteger", "1/0", "2^53", "-0.0")
    }

    mutating func digits() -> String {
        let lead = one("", "", " ", "-", "+", "0x", " 0X", "\t", "- "), end = one("", "", " ", "\n", "x", "\0", "e5", "p2", ".5")
        return lead + (0..<text.dice.number(below: 22)).map { _ in one("0", "1", "7", "9", "a", "f", "z", "Z", ".") }.joined() + end
    }
}
