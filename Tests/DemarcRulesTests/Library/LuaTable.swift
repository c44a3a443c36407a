// SPDX-License-Identifier: Apache-2.0

/// JSON as a table of a script, and as a source writes it that begins names with the other case.
enum LuaTable {
    /// The constructor of the table that says the same as `json`, whose texts have no quotes in them.
    static func of(_ json: String) -> String {
        var table = ""
        var text: String?
        for character in json {
            if let open = text {
                text = character == "\"" ? nil : open + String(character)
                if character == "\"" { table += "\"\(open)\"" }
                continue
            }
            switch character {
            case "\"": text = ""
            case "[": table += "{"
            case "]": table += "}"
            case ":": table = named(table) + "="
            default: table.append(character)
            }
        }
        return table.replacing("null", with: "nil")
    }

    /// Puts the last text of `table` into brackets: it is a name.
    private static func named(_ table: String) -> String {
        guard let start = table.dropLast().lastIndex(of: "\"") else { return table }
        return table[..<start] + "[\(table[start...])]"
    }

    /// The same with the first letter of each name in the other case.
    static func capitalized(_ json: String) -> String {
        var parts = json.split(separator: "\"", omittingEmptySubsequences: false).map(String.init)
        for place in stride(from: 1, to: parts.count, by: 2) where place + 1 < parts.count && parts[place + 1].hasPrefix(":") {
            guard let first = parts[place].first else { continue }
            let other = first.isUppercase ? first.lowercased() : first.uppercased()
            parts[place] = other + parts[place].dropFirst()
        }
        return parts.joined(separator: "\"")
    }
}
