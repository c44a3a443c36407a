// SPDX-License-Identifier: Apache-2.0
internal import DemarcAssessment
internal import DemarcEngine
internal import DemarcRules

/// Writes failures rule by rule, the worst first, so that one rule that fails everywhere hides no other.
struct FailureText {
    private static let rulesShown = 10
    private static let subjectsShown = 4
    private static let valuesShown = 5

    let style: TextStyle

    func write(_ assessment: Assessment, to output: inout some ReportOutput) {
        let failures = assessment.evaluation.findings.filter { $0.verdict == .fail }
        guard !failures.isEmpty else { return }
        let byRule = Dictionary(grouping: failures.enumerated(), by: \.element.rule).values.sorted { left, right in
            (-left[0].element.severity.rawValue, left[0].offset) < (-right[0].element.severity.rawValue, right[0].offset)
        }.map { $0.map(\.element) }
        let shown = byRule.prefix(FailureText.rulesShown)
        let number = shown.reduce(0) { $0 + min($1.count, FailureText.subjectsShown) }
        let more = number == failures.count ? "" : style.paint("  \(number) of \(failures.count); --format json has all", .quiet)
        output.write(style.paint("WORST FAILURES", .heading) + more + "\n")
        for findings in shown { write(findings, assessment.rule(findings[0].rule), &output) }
    }

    private func write(_ findings: [Finding], _ rule: Rule?, _ output: inout some ReportOutput) {
        let severity = style.paint(style.fit(findings[0].severity.name, 9), findings[0].severity >= .high ? .serious : .doubtful)
        let count = "\(findings.count) failure\(findings.count == 1 ? "" : "s")"
        output.write("\(severity) \(style.paint(findings[0].rule, .heading))  \(count)\n")
        if let rule { output.write(style.wrap("remedy: " + rule.remedy, indent: 10) + "\n") }
        let text = FindingText(style: style)
        for (place, finding) in findings.prefix(FailureText.subjectsShown).enumerated() {
            let key = finding.key.isEmpty ? "" : " (\(SafeText.name(finding.key)))"
            output.write(style.wrap("\(text.subject(finding.subject))\(key): \(finding.message)", indent: 10) + "\n")
            guard place == 0 else { continue }
            for line in text.evidence(finding.evidence, limit: FailureText.valuesShown, indent: 12) {
                output.write(style.paint(line, .quiet) + "\n")
            }
        }
        if findings.count > FailureText.subjectsShown {
            output.write(style.paint(style.wrap("and \(findings.count - FailureText.subjectsShown) more", indent: 10), .quiet) + "\n")
        }
        output.write("\n")
    }
}
