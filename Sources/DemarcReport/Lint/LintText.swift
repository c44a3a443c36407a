// SPDX-License-Identifier: Apache-2.0
internal import DemarcEngine
internal import DemarcLanguage
public import DemarcLint

/// Writes a finding a line: `file:line:column: check: what was found; what to do`.
public struct LintText: LintReporter {
    public static let name = "text"
    public static let summary = "a line for each finding"

    private let style: TextStyle

    public init(style: TextStyle) { self.style = style }

    public func write(_ findings: [LintFinding], version: String, to output: inout some ReportOutput) {
        for finding in findings { output.write(line(finding) + "\n") }
        let wrong = findings.filter { !$0.check.isAdvice }
        let files = Set(wrong.map(\.file)).count
        let found = wrong.isEmpty ? "no findings" : "\(counted(wrong.count, "finding")) in \(counted(files, "file"))"
        let remarks = findings.count - wrong.count
        output.write(remarks == 0 ? "\(found)\n" : "\(found), \(counted(remarks, "remark"))\n")
    }

    private func counted(_ count: Int, _ what: String) -> String { "\(count) \(what)\(count == 1 ? "" : "s")" }

    /// One finding.
    public func line(_ finding: LintFinding) -> String {
        let place = "\(SafeText.name(finding.file)):\(finding.range.start.line):\(finding.range.start.column):"
        let check = style.paint(finding.check.rawValue, finding.check.isAdvice ? .doubtful : .bad)
        return place + " " + check + ": " + SafeText.message("\(finding.message); \(finding.remedy)")
    }
}
