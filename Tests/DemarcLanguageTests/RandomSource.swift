// SPDX-License-Identifier: Apache-2.0

/// Random Lua: what a grammar gives, and the same with a few bytes or words changed. The same seed gives the same source.
struct RandomSource {
    private var state: UInt64
    private var depth = 0

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

    /// A number below `limit` (splitmix64).
    mutating func number(_ limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
    }

    mutating func one(_ choices: [String]) -> String { choices[number(choices.count)] }

    private mutating func list(_ range: ClosedRange<Int>, _ separator: String, _ piece: (inout RandomSource) -> String) -> String {
        let count = range.lowerBound + number(range.count)
        return (0..<count).map { _ in piece(&self) }.joined(separator: separator)
    }

    mutating func block() -> String {
        depth += 1
        defer { depth -= 1 }
        let statements = list(0...(depth > 4 ? 1 : 4), one(["\n", " ; ", "\n"])) { $0.statement() }
        return number(5) > 0 ? statements : statements + "\nreturn " + list(0...2, ", ") { $0.expression() } + one(["", ";"])
    }

    private mutating func name() -> String { one(["a", "b", "c", "d", "_ENV", "self", "x1", "f"]) }

    private mutating func statement() -> String {
        switch number(depth > 6 ? 6 : 17) {
        case 0: return "local " + list(1...3, ", ") { $0.name() + $0.one(["", "", "", " <const>"]) } + one(["", " = " + expression()])
        case 1, 2: return list(1...2, ", ") { $0.target() } + " = " + list(1...2, ", ") { $0.expression() }
        case 3: return name() + suffix() + "(" + list(0...2, ", ") { $0.expression() } + ")"
        case 4: return one(["break", "goto l", "goto m", "::l::", "::m::", ";"])
        case 5: return name() + ":" + name() + one(["()", "{}", "'t'", "[[t]]"])
        case 6: return "do " + block() + " end"
        case 7: return "while " + expression() + " do " + block() + " end"
        case 8: return "repeat " + block() + " until " + expression()
        case 9, 10:
            return "if " + expression() + " then " + block() + one(["", " elseif " + expression() + " then " + block()])
                + one(["", " else " + block()]) + " end"
        case 11: return "for " + name() + " = " + list(2...3, ", ") { $0.expression() } + " do " + block() + " end"
        case 12: return "for " + list(1...2, ", ") { $0.name() } + " in " + expression() + " do " + block() + " end"
        case 13: return "function " + name() + one(["", "." + name(), ":" + name()]) + body()
        case 14: return "local function " + name() + body()
        case 15: return "while " + expression() + " do " + block() + " break end"
        default: return "do local a ; goto l ; " + block() + " ::l:: end"
        }
    }

    private mutating func body() -> String { "(" + one(["", "a", "a, b", "...", "a, ..."]) + ") " + block() + " end" }

    private mutating func target() -> String { name() + one(["", "", "." + name(), "[" + expression() + "]"]) }

    private mutating func suffix() -> String {
        number(2) == 0 ? "" : one(["." + name(), "[" + expression() + "]", "(" + expression() + ")", ":" + name() + "()", "'s'", "{}"]) + suffix()
    }

    private mutating func expression() -> String {
        depth += 1
        defer { depth -= 1 }
        switch number(depth > 6 ? 5 : 12) {
        case 0: return literal()
        case 1, 2: return name()
        case 3: return one(["nil", "true", "false", "...", "{}", "''"])
        case 4: return name() + "." + name()
        case 5: return "(" + expression() + ")"
        case 6: return one(["not ", "-", "#", "~"]) + expression()
        case 7: return "{" + list(0...3, one([", ", "; "])) { $0.item() } + "}"
        case 8: return "function" + body()
        case 9: return name() + suffix()
        default:
            return expression()
                + one([
                    " + ", " - ", " * ", " / ", " // ", " % ", "^", " .. ", " == ", " ~= ", " < ", " <= ", " > ", " >= ", " and ", " or ", " & ",
                    " | ", " ~ ", " << ",
                    " >> ",
                ]) + expression()
        }
    }

    private mutating func item() -> String { one(["", "", name() + " = ", "[" + expression() + "] = "]) + expression() }

    mutating func literal() -> String {
        switch number(6) {
        case 0: String(number(1000))
        case 1: one(["0x", "0X"]) + String(number(1 << 40), radix: 16) + one(["", "", ".8", "p3", ".p-2"])
        case 2: "\(number(1000)).\(number(1000))" + one(["", "", "e5", "E-7", "e+300", "e400"])
        case 3: "'" + one(["a", "\\n", "\\x41", "\\065", "\\z \n b", "\\u{20AC}", "\\u{7FFFFFFF}", "\\\\", "\\'", "ä"]) + "'"
        case 4: "[==[" + one(["\n", "a", "]]", "]=]", "\r\n"]) + "]==]"
        default: "\"" + one(["it's", "", "\\\"", "\\\n"]) + "\""
        }
    }

    private static let words = [
        "end", "do", "then", "local", "function", "(", ")", "[", "]", "{", "}", "::", ";", ",", "=", "==", "..", "...", ".", ":", "goto", "break",
        "return", "until", "if", "else", "not",
        "'", "\"", "[[", "]]", "--", "\n", "0x", "1e", "<const>", "<close>", "\\", "~", "a", "1", "#",
    ]

    /// `source` with a few places changed.
    mutating func damaged(_ source: [UInt8]) -> [UInt8] {
        var bytes = source
        for _ in 0...number(3) {
            let place = number(bytes.count + 1)
            let length = min(number(6), bytes.count - place)
            switch number(4) {
            case 0: bytes.removeSubrange(place..<place + length)
            case 1: bytes.insert(contentsOf: Array((" " + one(RandomSource.words) + " ").utf8), at: place)
            case 2: bytes.insert(UInt8(number(256)), at: place)
            default: bytes.insert(contentsOf: bytes[place..<place + length], at: number(bytes.count + 1))
            }
        }
        return bytes
    }
}
