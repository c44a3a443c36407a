// SPDX-License-Identifier: Apache-2.0

/// How wide and how colourful text for people may be.
public struct TextStyle: Sendable {
    /// Columns of the screen.
    public var width: Int
    /// Whether colours may be used.
    public var isColoured: Bool

    /// A screen of `width` columns.
    public init(width: Int = 100, isColoured: Bool = false) {
        self.width = max(60, width)
        self.isColoured = isColoured
    }

    /// Colours by meaning.
    public enum Role: String, Sendable {
        case heading = "1"
        case good = "32"
        case bad = "31"
        case serious = "1;31"
        case doubtful = "33"
        case quiet = "2"
    }

    /// `text` in the colour of `role`.
    public func paint(_ text: String, _ role: Role) -> String {
        isColoured ? "\u{1B}[\(role.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// `text` in `columns`, cut or filled up.
    public func fit(_ text: String, _ columns: Int, alignsRight: Bool = false) -> String {
        let length = text.count
        if length > columns { return columns > 1 ? String(text.prefix(columns - 1)) + "…" : String(text.prefix(columns)) }
        let blanks = String(repeating: " ", count: columns - length)
        return alignsRight ? blanks + text : text + blanks
    }

    /// `text` in lines that fit behind `indent` blanks; a word longer than a line is cut over several.
    public func wrap(_ text: String, indent: Int) -> String {
        let room = max(20, width - indent)
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            var word = Substring(word)
            while line.count + word.count + (line.isEmpty ? 0 : 1) > room {
                if !line.isEmpty {
                    lines.append(line)
                    line = ""
                } else {
                    lines.append(String(word.prefix(room)))
                    word = word.dropFirst(room)
                }
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        if !line.isEmpty { lines.append(line) }
        let blanks = String(repeating: " ", count: indent)
        return lines.map { blanks + $0 }.joined(separator: "\n")
    }
}
