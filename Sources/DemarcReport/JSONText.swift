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
        case .list(let items): JSONText.write(items.lazy.map { ("", $0) }, "[", "]", &output, indent)
        case .sequence(let items): JSONText.write(items.lazy.map { ("", $0) }, "[", "]", &output, indent)
        case .object(let members):
            JSONText.write(members.lazy.map { (ValueText.quoted($0.0) + (indent == nil ? ":" : ": "), $0.1) }, "{", "}", &output, indent)
        }
    }

    private static func write(
        _ items: some Sequence<(String, JSONText)>, _ open: String, _ close: String, _ output: inout some ReportOutput, _ indent: Int?
    ) {
        output.write(open)
        var isEmpty = true
        for item in items {
            if !isEmpty { output.write(",") }
            isEmpty = false
            if let indent { output.write("\n" + String(repeating: " ", count: indent + 2)) }
            output.write(item.0)
            item.1.write(to: &output, indent: indent.map { $0 + 2 })
        }
        if let indent, !isEmpty { output.write("\n" + String(repeating: " ", count: indent)) }
        output.write(close)
    }
}
