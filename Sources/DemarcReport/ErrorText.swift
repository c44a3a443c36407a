// SPDX-License-Identifier: Apache-2.0
internal import DemarcAssessment
internal import DemarcEngine
internal import DemarcRules

/// Writes which rules broke, each once with its first error, so that one rule that breaks everywhere hides no other.
struct ErrorText {
    private static let shown = 20

    let style: TextStyle

    func write(_ assessment: Assessment, to output: inout some ReportOutput) {
        let files = assessment.rules.plugins.flatMap(\.errors).map { SafeText.message($0.description) }
        let errors = assessment.evaluation.findings.filter { $0.verdict == .error }
        guard !errors.isEmpty || !files.isEmpty else { return }
        let rules = Dictionary(grouping: errors, by: \.rule).values.sorted { $0[0].rule < $1[0].rule }
        let more = rules.count > ErrorText.shown ? style.paint("  \(ErrorText.shown) of \(rules.count); --format json has all", .quiet) : ""
        output.write(style.paint("RULES THAT BROKE", .heading) + more + "\n")
        for line in files { output.write(style.wrap(line, indent: 2) + "\n") }
        for findings in rules.prefix(ErrorText.shown) {
            let others = findings.count > 1 ? " and \(findings.count - 1) more" : ""
            let subject = FindingText(style: style).subject(findings[0].subject)
            output.write(style.wrap("\(findings[0].rule) on \(subject)\(others): \(findings[0].message)", indent: 2) + "\n")
        }
        output.write("\n")
    }
}
