// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport

/// Texts and patterns by chance, of few letters, so that they often meet; some patterns are malformed.
struct RandomText {
    var dice: Dice

    private static let letters = Array("aaabbbcc01 .,-]^%$[(Zf_\n".utf8) + [0, 0, 0xFF, 0xC3, 0xA9]
    private static let classes = Array("acdglpsuwxzACDGLPSUWXZ".utf8)
    private static let specials = Array("^$*+?.([%-)]".utf8)

    /// A text of Lua that stands for these bytes.
    static func literal(_ bytes: [UInt8]) -> String {
        var text = "\""
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), 0..<32, 127...: text += "\\" + String(String(1000 + Int(byte)).dropFirst())
            default: text.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        return text + "\""
    }

    mutating func chance(_ one: Int) -> Bool { dice.number(below: one) == 0 }

    private mutating func letter() -> UInt8 { chance(40) ? UInt8(dice.number(below: 256)) : dice.one(of: Self.letters) }

    /// A text of less than `length` bytes.
    mutating func bytes(below length: Int) -> [UInt8] {
        let isPlain = chance(2)
        return (0..<dice.number(below: length)).map { _ in isPlain ? dice.one(of: Array("aab".utf8)) : letter() }
    }

    /// A pattern: well formed, but for one in six.
    mutating func pattern() -> [UInt8] {
        var pattern: [UInt8] = chance(5) ? [UInt8(ascii: "^")] : []
        var open = 0
        var repeated = 0
        for _ in 0..<(1 + dice.number(below: 6)) { add(to: &pattern, &open, &repeated) }
        pattern += Array(repeating: UInt8(ascii: ")"), count: open)
        if chance(6) { pattern.append(UInt8(ascii: "$")) }
        return chance(6) ? broken(pattern) : pattern
    }

    private mutating func add(to pattern: inout [UInt8], _ open: inout Int, _ repeated: inout Int) {
        switch dice.number(below: 24) {
        case 0: pattern += Array("()".utf8)
        case 1, 2:
            pattern.append(UInt8(ascii: "("))
            open += 1
        case 3 where open > 0:
            pattern.append(UInt8(ascii: ")"))
            open -= 1
        case 4: pattern += Array("%b".utf8) + [letter(), letter()]
        case 5, 6: pattern += Array("%f".utf8) + set()
        case 7: pattern += Array("%\(dice.number(below: 4))".utf8)
        default:
            pattern += item()
            // More of them than this take a matcher that goes back too long.
            if repeated < 4, chance(2) {
                pattern.append(dice.one(of: Array("*+-?".utf8)))
                repeated += 1
            }
        }
    }

    private mutating func item() -> [UInt8] {
        switch dice.number(below: 10) {
        case 0: return [UInt8(ascii: ".")]
        case 1: return [UInt8(ascii: "%"), dice.one(of: Self.classes)]
        case 2, 3: return set()
        case 4: return [UInt8(ascii: "%"), letter()]
        default:
            let letter = letter()
            return Self.specials.contains(letter) ? [UInt8(ascii: "%"), letter] : [letter]
        }
    }

    private mutating func set() -> [UInt8] {
        var set: [UInt8] = [UInt8(ascii: "[")]
        if chance(3) { set.append(UInt8(ascii: "^")) }
        if chance(6) { set.append(UInt8(ascii: "]")) }
        for _ in 0..<(1 + dice.number(below: 3)) {
            switch dice.number(below: 6) {
            case 0: set += [letter(), UInt8(ascii: "-"), letter()]
            case 1: set += Array("a-c".utf8)
            case 2: set += [UInt8(ascii: "%"), dice.one(of: Self.classes)]
            case 3: set += Array("%]".utf8)
            case 4: set.append(UInt8(ascii: "-"))
            default: set.append(letter())
            }
        }
        return set + [UInt8(ascii: "]")]
    }

    /// The pattern with a byte less, one more, or without its end.
    private mutating func broken(_ pattern: [UInt8]) -> [UInt8] {
        var pattern = pattern
        let place = dice.number(below: pattern.count)
        switch dice.number(below: 3) {
        case 0: pattern.remove(at: place)
        case 1: pattern.insert(dice.one(of: Self.specials), at: place)
        default: pattern.removeSubrange(place...)
        }
        return pattern
    }
}
