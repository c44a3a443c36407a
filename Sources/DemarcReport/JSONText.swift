// SPDX-License-Identifier: Apache-2.0
internal import DemarcAssessment
internal import DemarcEngine

/// A value to be written as JSON, its members in the order in which they were given.
enum JSONText {
    case null
    case flag(Bool)
    case number(Int)
    case text(String)
    case list([JSONText])
    /// An assessment's findings, which come one after another, so that they need not be in memory together.
    indirect case findings(of: Assessment)
    case object([(String, JSONText)])

    /// Text, or null.
    static func optional(_ text: String?) -> JSONText { text.map { .text($0) } ?? .null }

    /// Writes the value; on several lines where `indent` is not nil.
    func write(to output: inout some ReportOutput, indent: Int? = nil) {
        switch self {
        case .null: output.write("null")
        case .flag(let value): output.write(value ? "true" : "false")
        case .number(let value): output.write("\(value)")
        case .text(let text): output.writeQuoted(text)
        case .list(let items): JSONText.write(items, "[", "]", &output, indent) { $0.write(to: &$1, indent: $2) }
        case .findings(let assessment): JSONText.writeFindings(of: assessment, &output, indent)
        case .object(let members):
            JSONText.write(members, "{", "}", &output, indent) { member, output, inner in
                output.writeQuoted(member.0)
                output.write(inner == nil ? ":" : ": ")
                member.1.write(to: &output, indent: inner)
            }
        }
    }

    private static func write<Item, Output: ReportOutput>(
        _ items: some Sequence<Item>, _ open: String, _ close: String, _ output: inout Output, _ indent: Int?,
        _ write: (Item, inout Output, Int?) -> Void
    ) {
        let inner = indent.map { $0 + 2 }
        output.write(open)
        var isEmpty = true
        for item in items {
            if !isEmpty { output.write(",") }
            isEmpty = false
            if let inner { JSONText.breakLine(inner, &output) }
            write(item, &output, inner)
        }
        if let indent, !isEmpty { JSONText.breakLine(indent, &output) }
        output.write(close)
    }

    private static func writeFindings(of assessment: Assessment, _ output: inout some ReportOutput, _ indent: Int?) {
        let inner = indent.map { $0 + 2 }
        output.write("[")
        let findings = assessment.evaluation.findings
        findings.forEachText { finding, isFirst, bytes in
            if !isFirst { bytes.write(",") }
            if let inner { breakLine(inner, &bytes) }
            AssessmentJSON.finding(finding, assessment).write(to: &bytes, indent: inner)
        } _: { bytes in
            output.write(bytes)
        }
        if let indent, findings.count > 0 { breakLine(indent, &output) }
        output.write("]")
    }

    private static let blanks = "                                "

    private static func breakLine(_ indent: Int, _ output: inout some ReportOutput) {
        output.write("\n")
        output.write(indent <= blanks.utf8.count ? String(blanks.prefix(indent)) : String(repeating: " ", count: indent))
    }
}
