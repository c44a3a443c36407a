// SPDX-License-Identifier: Apache-2.0
public import DemarcAssessment
internal import DemarcDocument
internal import DemarcEngine
internal import DemarcRules
internal import DemarcSnapshot

/// Writes what a person wants to see first: where each requirement stands, the worst failures, and what nobody could know.
public struct TextReporter: Reporter {
    public static let name = "text"
    public static let summary = "for people: requirements, worst failures, what could not be known"
    private static let unknownsShown = 12
    private static let problemsShown = 12

    private let style: TextStyle

    public init(style: TextStyle) { self.style = style }

    public func write(_ assessment: Assessment, to output: inout some ReportOutput) {
        header(assessment, &output)
        table(assessment, &output)
        findings(assessment, &output)
        problems(assessment, &output)
        footer(assessment, &output)
    }

    private func header(_ assessment: Assessment, _ output: inout some ReportOutput) {
        let accounts = assessment.snapshot.accounts
        let regions = Set(accounts.flatMap(\.regions)).count
        let resources = accounts.reduce(0) { $0 + $1.resourceCount }
        let what = assessment.rules.pack.map { "\($0.title) \($0.version)" } ?? count(assessment.rules.selected.count, "rule")
        let time = assessment.snapshot.asOf.map { "as of \($0)" } ?? "the time of the snapshot is not known"
        output.write(style.paint("demarc \(assessment.tool.version)", .heading) + "  \(what)\n")
        let extent =
            "\(count(accounts.count, "account")), \(count(regions, "region")), \(count(resources, "resource")), "
            + "\(count(assessment.rules.selected.count, "rule")), \(time)"
        output.write(style.wrap(extent, indent: 0) + "\n\n")
    }

    private func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    private func table(_ assessment: Assessment, _ output: inout some ReportOutput) {
        let rows: [(String, String, RowState, Ledger.Counts)] =
            assessment.requirements.isEmpty
            ? assessment.rules.selected.map { entry in
                let counts = assessment.evaluation.ledger.counts(rule: entry.rule.id)
                return ("", entry.rule.id, RequirementStatus.state(of: counts), counts)
            } : assessment.requirements.map { ($0.requirement.id, $0.requirement.title, $0.state, $0.counts) }
        let numbers = rows.map { $0.0.count }.max() ?? 0
        let title = min(max(24, style.width - numbers - 46), style.width - numbers - 39)
        let heading = assessment.requirements.isEmpty ? "RULE" : "REQUIREMENT"
        output.write(
            style.paint(
                style.fit("", numbers) + " " + style.fit(heading, title) + "  STATE     PASS   FAIL UNKNOWN  ERROR", .heading) + "\n")
        for (number, name, state, counts) in rows {
            let cells = [counts.pass, counts.fail, counts.unknown, counts.error]
            let widths = [6, 7, 8, 7]
            let numbersText = zip(cells, widths).map { style.fit($0 == 0 ? "·" : "\($0)", $1, alignsRight: true) }.joined()
            output.write(
                style.fit(number, numbers, alignsRight: true) + " " + style.fit(name, title) + "  "
                    + style.paint(style.fit(state.rawValue.uppercased(), 8), role(state)) + numbersText + "\n")
        }
        output.write("\n")
    }

    private func role(_ state: RowState) -> TextStyle.Role {
        switch state {
        case .pass, .inherited: .good
        case .fail: .bad
        case .unknown, .blind: .doubtful
        case .skip: .quiet
        }
    }

    private func more(_ shown: Int, of all: Int) -> String {
        shown == all ? "" : style.paint("  \(shown) of \(all); --format json has all", .quiet)
    }

    /// Goes through the findings once and keeps what is shown of them.
    private func findings(_ assessment: Assessment, _ output: inout some ReportOutput) {
        var failures = FailureText(style: style)
        var errors = ErrorText(style: style)
        var unknowns = UnknownSummary()
        for finding in assessment.evaluation.findings {
            switch finding.verdict {
            case .fail: failures.add(finding)
            case .error: errors.add(finding)
            case .unknown: unknowns.add(finding)
            case .pass, .skip: continue
            }
        }
        failures.write(assessment, to: &output)
        errors.write(assessment, to: &output)
        write(unknowns.entries, &output)
    }

    private func write(_ entries: [UnknownSummary.Entry], _ output: inout some ReportOutput) {
        guard !entries.isEmpty else { return }
        let shown = min(entries.count, TextReporter.unknownsShown)
        output.write(style.paint("NOT KNOWN", .heading) + more(shown, of: entries.count) + "\n")
        for entry in entries.prefix(shown) {
            let place = entry.accounts.count == 1 ? entry.accounts[0] : "\(entry.accounts.count) accounts"
            let reason = entry.reason.isEmpty ? "a rule said so" : entry.reason
            output.write(
                style.fit("\(entry.count)", 5, alignsRight: true) + "  "
                    + String(style.wrap("\(reason) (\(entry.cause.name); \(place))", indent: 7).dropFirst(7)) + "\n")
            if let way = way(out: entry) { output.write(style.paint(style.wrap(way, indent: 7), .quiet) + "\n") }
        }
        output.write("\n")
    }

    /// The call that settles it; where none does, the first subject and the value that nobody can read.
    private func way(out entry: UnknownSummary.Entry) -> String? {
        let commands = entry.settledBy
        guard commands.isEmpty else { return "settled by: " + commands.joined(separator: ", ") }
        let text = FindingText(style: style)
        let first = entry.count == 1 ? "about" : "first about"
        return "\(first) \(text.subject(entry.first.subject))" + (text.culprit(entry.first).map { ": \($0)" } ?? "")
    }

    private func problems(_ assessment: Assessment, _ output: inout some ReportOutput) {
        let problems = assessment.snapshot.problems.filter { $0.severity == .damage }
        guard !problems.isEmpty else { return }
        let shown = min(problems.count, TextReporter.problemsShown)
        output.write(style.paint("INPUT THAT COULD NOT BE READ", .heading) + more(shown, of: problems.count) + "\n")
        for problem in problems.prefix(shown) { output.write(style.wrap(SafeText.name(problem.description), indent: 2) + "\n") }
        output.write("\n")
    }

    private func footer(_ assessment: Assessment, _ output: inout some ReportOutput) {
        let counts = assessment.evaluation.ledger.total
        let verdicts =
            "\(counts.planned) evaluations: \(counts.pass) pass, \(counts.fail) fail, \(counts.unknown) unknown, "
            + "\(counts.skip) skip, \(counts.error) error"
        output.write(style.wrap(verdicts, indent: 0) + "\n")
        if !assessment.evaluation.isComplete {
            let rest = "interrupted: \(counts.unanswered) of \(counts.planned) evaluations were not done"
            output.write(style.paint(rest, .bad) + "\n")
        }
    }
}
