// SPDX-License-Identifier: Apache-2.0

/// Comma-separated values, as RFC 4180 has them.
enum CSV {
    /// The rows of `text` and their fields; empty lines are left out.
    static func rows(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var field = String.UnicodeScalarView()
        var isQuoted = false
        var scalars = Array(text.unicodeScalars)[...]
        func end(_ row: inout [String], _ field: inout String.UnicodeScalarView) {
            row.append(String(field))
            field = String.UnicodeScalarView()
        }
        while let scalar = scalars.popFirst() {
            switch scalar {
            case "\"" where isQuoted && scalars.first == "\"":
                field.append(scalar)
                scalars.removeFirst()
            case "\"" where isQuoted || field.isEmpty: isQuoted.toggle()
            case "," where !isQuoted: end(&row, &field)
            case "\n" where !isQuoted:
                if field.last == "\r" { field.removeLast() }
                if !row.isEmpty || !field.isEmpty {
                    end(&row, &field)
                    rows.append(row)
                }
                row = []
            default: field.append(scalar)
            }
        }
        if field.last == "\r" { field.removeLast() }
        if !row.isEmpty || !field.isEmpty {
            end(&row, &field)
            rows.append(row)
        }
        return rows
    }
}
