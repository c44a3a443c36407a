// SPDX-License-Identifier: Apache-2.0

/// Writes values and names as Lua does.
enum LuaText {
    /// A text in quotes, escaped as Lua reads it.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): result += "\\\""
            case UInt8(ascii: "\\"): result += "\\\\"
            case 0x20..<0x7F: result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte)
                result += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
            }
        }
        return result + "\""
    }

    /// `.name`, or `["na-me"]` where it is no name of Lua's.
    static func field(_ name: String) -> String { isName(name) ? ".\(name)" : "[\(quoted(name))]" }

    /// The key of a field in a table.
    static func key(_ name: String) -> String { isName(name) ? name : "[\(quoted(name))]" }

    /// Whether `name` can be a variable.
    static func isName(_ name: String) -> Bool { name.wholeMatch(of: #/[A-Za-z_][A-Za-z0-9_]*/#) != nil && !reserved.contains(name) }

    private static let reserved: Set<String> = [
        "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil", "not", "or", "repeat",
        "return",
        "then", "true", "until", "while",
    ]
}
