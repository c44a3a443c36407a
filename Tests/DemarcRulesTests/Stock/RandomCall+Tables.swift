// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport

/// Calls that are of a list.
extension RandomCall {
    /// A list of whole numbers, of numbers, of texts, or with something in it that is none.
    mutating func list(below length: Int = 9) -> String {
        let kind = text.dice.number(below: 8), count = text.chance(6) ? text.dice.number(below: 60) : text.dice.number(below: length)
        var elements = (0..<count).map { _ -> String in
            switch kind {
            case 0, 1, 2: "\(text.dice.number(below: 30) - 10)"
            case 3: text.chance(2) ? "\(text.dice.number(below: 30)).5" : "\(text.dice.number(below: 9))"
            case 4, 5, 6: RandomText.literal(text.bytes(below: 5))
            default: one("1", "'a'", "nil", "true", "{}", "2.5", "'10'", "-0.0")
            }
        }
        if text.chance(20) { elements.append(one("nil", "1", "'z'", "true")) }
        return "{ \(elements.joined(separator: ", ")) }"
    }

    /// The list after `statement`, and what that gave, behind each other.
    func after(_ statement: String, of list: String) -> String {
        "(function() local list = \(list) local given = table.pack(\(statement)) return list, given end)()"
    }

    mutating func table() -> String {
        let list = text.chance(50) ? one("nil", "{ n = 3 }", "string.len", "{ [2] = 'x' }") : list()
        let table = list == "nil" ? "{}" : list  // of nil a rule unpacks nothing, and Lua raises
        switch text.dice.number(below: 16) {
        case 0, 1:
            let range = text.chance(2) ? "" : ", \(narrow()), \(narrow())"
            return "table.concat(\(list)\(text.chance(3) ? "" : ", \(RandomText.literal(text.bytes(below: 3)))\(range)"))"
        case 2, 3: return after("table.insert(list, \(one("1", "'new'", "nil", "{}")))", of: list)
        case 4, 5: return after("table.insert(list, \(place()), \(one("1", "'new'", "nil", "{}")))", of: list)
        case 6: return after("table.insert(list\(one("", ", 1, 2, 3", ", nil, nil", ", 1, 2")))", of: list)
        case 7, 8: return after("table.remove(list\(text.chance(3) ? "" : ", " + place()))", of: list)
        case 9: return "table.unpack(\(table)\(text.chance(3) ? "" : ", \(narrow()), \(narrow())"))"
        case 10: return "table.unpack(\(table), \(one("1", "-1", "math.mininteger", "0")), \(one("1 << 40", "math.maxinteger", "1e8", "0")))"
        case 11: return "table.pack(\(table), nil, table.unpack(\(table)))"
        case 12: return "select('#', table.unpack(\(table)))"
        default: return sort()
        }
    }

    mutating func narrow() -> String { text.chance(20) ? one("nil", "'2'", "2.0", "1.5", "{}") : "\(text.dice.number(below: 12) - 2)" }

    /// How a sort that says an order of more than one kind, or none, goes on is nobody's to say; that it fails for other kinds is.
    mutating func sort() -> String {
        let numbers = "{ \((0..<text.dice.number(below: 70)).map { _ in "\(text.dice.number(below: 40) - 20)" }.joined(separator: ", ")) }"
        let texts = "{ \((0..<text.dice.number(below: 20)).map { _ in RandomText.literal(text.bytes(below: 6)) }.joined(separator: ", ")) }"
        switch text.dice.number(below: 6) {
        case 0: return after("table.sort(list)", of: numbers)
        case 1: return after("table.sort(list)", of: texts)
        case 2: return after("table.sort(list, function(a, b) return \(one("a > b", "a < b", "b < a and true or nil")) end)", of: one(numbers, texts))
        case 3:
            return "(function() local list = \(texts) table.sort(list, function(a, b) return #a < #b end) local s = {}"
                + " for i, text in ipairs(list) do s[i] = #text end return s end)()"
        case 4: return "(pcall(table.sort, \(list())))"
        default: return "table.sort(\(one("nil", "7", "{ 1 }, 2", "{}, {}", "{ 2, 1 }, nil", "{ 1, 2 }, {}", "{ 1, 2 }, string.len")))"
        }
    }
}
