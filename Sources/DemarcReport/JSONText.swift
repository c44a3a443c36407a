// SPDX-License-Identifier: Apache-2.0
internal import DemarcEngine

/// A value to be written as JSON, its members in the order in which they were given.
indirect enum JSONText {
    case null
    case flag(Bool)
    case number(Int)
    case text(String)
    case list([JSONText])
    /// A list whose items come one after another, so that they need not be in memory together.
    case sequence(AnySequence<JSONText>)
    case object([(String, JSONText)])

    /// Text, or null.
    static func optional(_ text: String?) -> JSONText { text.map { .text($0) } ?? .null }

    /// Writes the value; on several lines where `indent` is not nil.
    func write(to output: inout some ReportOutput, indent: Int? = nil) {
        switch self {
        case .null: output.write("null")
        case .flag(let value): output.write(value ? "true" : "false")
        case .number(let value): output.write("\(value)")
        case .text(let text): output.write(ValueText.quoted(text))
        case .list(let items):
            output.write("[")
            for (place, item) in items.enumerated() { JSONText.write(item, at: place, to: &output, indent) }
            JSONText.end("]", items.count, &output, indent)
        case .sequence(let items):
            output.write("[")
            var count = 0
            for item in items {
                JSONText.write(item, at: count, to: &output, indent)
                count += 1
            }
            JSONText.end("]", count, &output, indent)
        case .object(let members):
            output.write("{")
            for (place, member) in members.enumerated() { JSONText.write(member.1, named: member.0, at: place, to: &output, indent) }
            JSONText.end("}", members.count, &output, indent)
        }
    }

    /// Writes the value at a place of a list or an object, on a line of its own where `indent` is not nil.
    private static func write(_ value: JSONText, named name: String? = nil, at place: Int, to output: inout some ReportOutput, _ indent: Int?) {
        if place > 0 { output.write(",") }
        if let indent { output.write("\n" + String(repeating: " ", count: indent + 2)) }
        if let name {
            output.write(ValueText.quoted(name))
            output.write(indent == nil ? ":" : ": ")
        }
        value.write(to: &output, indent: indent.map { $0 + 2 })
    }

    private static func end(_ bracket: String, _ count: Int, _ output: inout some ReportOutput, _ indent: Int?) {
        if let indent, count > 0 { output.write("\n" + String(repeating: " ", count: indent)) }
        output.write(bracket)
    }
}
