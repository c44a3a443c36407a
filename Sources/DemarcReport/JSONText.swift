// SPDX-License-Identifier: Apache-2.0

/// A value to be written as JSON, its members in the order in which they were given.
enum JSONText {
    case null
    case flag(Bool)
    case number(Int)
    case text(String)
    case list([JSONText])
    case object([(String, JSONText)])

    /// Text, or null.
    static func optional(_ text: String?) -> JSONText { text.map { .text($0) } ?? .null }

    /// Writes the value.
    func write(to json: inout JSONWriter) {
        switch self {
        case .null: json.null()
        case .flag(let value): json.flag(value)
        case .number(let value): json.number(value)
        case .text(let text): json.text(text)
        case .list(let items):
            json.beginList()
            for item in items { item.write(to: &json) }
            json.endList()
        case .object(let members):
            json.beginObject()
            JSONText.write(members, to: &json)
            json.endObject()
        }
    }

    /// Writes members of an object.
    static func write(_ members: [(String, JSONText)], to json: inout JSONWriter) {
        for (name, value) in members {
            json.key(name)
            value.write(to: &json)
        }
    }

    /// Writes the value as a document that ends with its line.
    func write(to output: inout some ReportOutput, isIndented: Bool) {
        var json = JSONWriter(isIndented: isIndented)
        write(to: &json)
        json.endLine()
        output.write(json.take())
    }
}
