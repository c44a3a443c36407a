// SPDX-License-Identifier: Apache-2.0

/// Makes text what XML 1.0 can hold.
enum XMLText {
    /// `text` as an attribute's value in double quotes; line breaks survive.
    static func attribute(_ text: String) -> String { escaped(text, keepsBreaks: false) }

    /// `text` as the content of an element; nothing in it ends the element.
    static func content(_ text: String) -> String { escaped(text, keepsBreaks: true) }

    private static func escaped(_ text: String, keepsBreaks: Bool) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n" where keepsBreaks: result += "\n"
            case "\n", "\r", "\t": result += "&#\(scalar.value);"
            default: result.unicodeScalars.append(isAllowed(scalar) ? scalar : "\u{FFFD}")
            }
        }
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0xFFFE...0xFFFF: false
        default: true
        }
    }
}
