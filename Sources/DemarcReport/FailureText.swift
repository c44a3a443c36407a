// SPDX-License-Identifier: Apache-2.0
internal import DemarcAssessment
internal import DemarcEngine
internal import DemarcRules

/// Writes failures rule by rule, the worst first, so that one rule that fails everywhere hides no other.
struct FailureText {
    private static let rulesShown = 10
    private static let subjectsShown = 4
    private static let valuesShown = 5

    /// The failures of one rule.
    private struct Group {
        let severity: Severity
        /// How many rules failed first before.
        let place: Int
        var count = 0
        /// The first of them.
        var shown: [Finding] = []
    }

    let style: TextStyle
    private var groups: [String: Group] = [:]
    private var count = 0

    init(style: TextStyle) { self.style = style }

    /// Adds a failure; they come in the order of findings.
    mutating func add(_ finding: Finding) {
        count += 1
        var group = groups[finding.rule] ?? Group(severity: finding.severity, place: groups.count)
        group.count += 1
        if group.shown.count < FailureText.subjectsShown { group.shown.append(finding) }
        groups[finding.rule] = group
    }

    func write(_ assessment: Assessment, to output: inout some ReportOutput) {
        guard count > 0 else { return }
        let worst = groups.sorted { (-$0.value.severity.rawValue, $0.value.place) < (-$1.value.severity.rawValue, $1.value.place) }
        let shown = worst.prefix(FailureText.rulesShown)
        let number = shown.reduce(0) { $0 + $1.value.shown.count }
        let more = number == count ? "" : style.paint("  \(number) of \(count); --format json has all", .quiet)
        output.write(style.paint("WORST FAILURES", .heading) + more + "\n")
        for (rule, group) in shown { write(group, rule, assessment.rule(rule), &output) }
    }

    private func write(_ group: Group, _ name: String, _ rule: Rule?, _ output: inout some ReportOutput) {
        let severity = style.paint(style.fit(group.severity.name, 9), group.severity >= .high ? .serious : .doubtful)
        let count = "\(group.count) failure\(group.count == 1 ? "" : "s")"
        output.write("\(severity) \(style.paint(name, .heading))  \(count)\n")
        if let rule { output.write(style.wrap("remedy: " + rule.remedy, indent: 10) + "\n") }
        let text = FindingText(style: style)
        for (place, finding) in group.shown.enumerated() {
            let key = finding.key.isEmpty ? "" : " (\(SafeText.name(finding.key)))"
            output.write(style.wrap("\(text.subject(finding.subject))\(key): \(finding.message)", indent: 10) + "\n")
            guard place == 0 else { continue }
            for line in text.evidence(finding.evidence, limit: FailureText.valuesShown, indent: 12) {
                output.write(style.paint(line, .quiet) + "\n")
            }
        }
        if group.count > FailureText.subjectsShown {
            output.write(style.paint(style.wrap("and \(group.count - FailureText.subjectsShown) more", indent: 10), .quiet) + "\n")
        }
        output.write("\n")
    }
}
