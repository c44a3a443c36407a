// SPDX-License-Identifier: Apache-2.0
internal import DemarcEngine
internal import DemarcLanguage
public import DemarcLint

/// Writes the findings as one JSON document.
public struct LintJSON: LintReporter {
    public static let name = "json"
    public static let summary = "one JSON document"

    public init(style: TextStyle) {}

    public func write(_ findings: [LintFinding], version: String, to output: inout some ReportOutput) {
        let document = JSONText.object([
            ("tool", .object([("name", .text("demarc")), ("version", .text(version))])),
            ("schema", .text("demarc.lint/1")),
            ("findings", .list(findings.map(LintJSON.finding))),
        ])
        document.write(to: &output, isIndented: true)
    }

    private static func finding(_ finding: LintFinding) -> JSONText {
        .object([
            ("check", .text(finding.check.rawValue)), ("file", .text(SafeText.name(finding.file))),
            ("line", .number(finding.range.start.line)), ("column", .number(finding.range.start.column)),
            ("endLine", .number(finding.range.end.line)), ("endColumn", .number(finding.range.end.column)),
            ("found", .text(SafeText.message(finding.message))), ("remedy", .text(SafeText.message(finding.remedy))),
            ("fix", .optional(finding.fix?.text)),
        ])
    }
}
