// SPDX-License-Identifier: Apache-2.0
internal import DemarcAssessment
internal import DemarcEngine
internal import DemarcRules

/// Writes which rules broke, each once with its first error, so that one rule that breaks everywhere hides no other.
struct ErrorText {
    private static let shown = 20

    let style: TextStyle
    private var rules: [String: (first: Finding, count: Int)] = [:]

    init(style: TextStyle) { self.style = style }

    /// Adds an error; they come in the order of findings.
    mutating func add(_ finding: Finding) { rules[finding.rule, default: (finding, 0)].count += 1 }

    func write(_ assessment: Assessment, to output: inout some ReportOutput) {
        let files = assessment.rules.plugins.flatMap(\.errors).map { SafeText.message($0.description) }
        guard !rules.isEmpty || !files.isEmpty else { return }
        let more = rules.count > ErrorText.shown ? style.paint("  \(ErrorText.shown) of \(rules.count); --format json has all", .quiet) : ""
        output.write(style.paint("RULES THAT BROKE", .heading) + more + "\n")
        for line in files { output.write(style.wrap(line, indent: 2) + "\n") }
        for (rule, errors) in rules.sorted(by: { $0.key < $1.key }).prefix(ErrorText.shown) {
            let others = errors.count > 1 ? " and \(errors.count - 1) more" : ""
            let subject = FindingText(style: style).subject(errors.first.subject)
            output.write(style.wrap("\(rule) on \(subject)\(others): \(errors.first.message)", indent: 2) + "\n")
        }
        output.write("\n")
    }
}
