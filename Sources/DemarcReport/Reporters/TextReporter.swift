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
        problems(.damage, "INPUT THAT COULD NOT BE READ", assessment, &output)
        problems(.contradiction, "SOURCES THAT CONTRADICT EACH OTHER", assessment, &output)
        footer(assessment, &output)
    }

    private func header(_ assessment: Assessment, _ output: inout some ReportOutput) {
        let accounts = assessment.snapshot.accounts
        let regions = Set(accounts.flatMap(\.regions)).count
        let resources = accounts.reduce(0) { $0 + $1.resourceCount }
        let rules = count(assessment.rules.rules.count, "rule")
        let places = assessment.rules.plugins.map { SafeText.name($0.folder) }
        let origin = places.isEmpty ? "" : " from " + places.prefix(3).joined(separator: " and ") + (places.count > 3 ? " and others" : "")
        let packs = assessment.rules.packs.map { "\($0.title) \($0.version)" }
        let time = assessment.snapshot.asOf.map { "as of \($0)" } ?? "the time of the snapshot is not known"
        output.write(style.paint("demarc \(assessment.tool.version)", .heading) + "  \(packs.isEmpty ? rules : packs.joined(separator: ", "))\n")
        let extent =
            "\(count(accounts.count, "account")), \(count(regions, "region")), \(count(resources, "resource")), "
            + "\(rules)\(origin), \(time)"
        output.write(style.wrap(extent, indent: 0) + "\n")
        if let configuration = assessment.rules.configuration {
            output.write(style.wrap("configured by \(SafeText.name(configuration.file))", indent: 0) + "\n")
        }
        output.write("\n")
    }

    private func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    /// A row of the table: a requirement and its number, or a rule.
    private struct Row {
        var number = ""
        let name: String
        let state: RowState
        let counts: Ledger.Counts
    }

    private func table(_ assessment: Assessment, _ output: inout some ReportOutput) {
        guard !assessment.requirements.isEmpty else {
            let rows = assessment.rules.rules.map { rule in
                let counts = assessment.evaluation.ledger.counts(rule: rule.id)
                return Row(name: rule.id, state: RequirementStatus.state(of: counts), counts: counts)
            }
            return write("RULE", rows, &output)
        }
        for pack in assessment.rules.packs {
            let rows = assessment.requirements.filter { $0.pack == pack.id }.map {
                Row(number: $0.requirement.id, name: $0.requirement.title, state: $0.state, counts: $0.counts)
            }
            write(assessment.rules.packs.count > 1 ? pack.title : "REQUIREMENT", rows, &output)
        }
    }

    private func write(_ heading: String, _ rows: [Row], _ output: inout some ReportOutput) {
        let numbers = rows.map(\.number.count).max() ?? 0
        let title = min(max(24, style.width - numbers - 46), style.width - numbers - 39)
        output.write(
            style.paint(
                style.fit("", numbers) + " " + style.fit(heading, title) + "  STATE     PASS   FAIL UNKNOWN  ERROR", .heading) + "\n")
        for row in rows {
            let cells = [row.counts.pass, row.counts.fail, row.counts.unknown, row.counts.error]
            let widths = [6, 7, 8, 7]
            let numbersText = zip(cells, widths).map { style.fit($0 == 0 ? "·" : "\($0)", $1, alignsRight: true) }.joined()
            output.write(
                style.fit(row.number, numbers, alignsRight: true) + " " + style.fit(row.name, title) + "  "
                    + style.paint(style.fit(row.state.rawValue.uppercased(), 8), role(row.state)) + numbersText + "\n")
        }
        output.write("\n")
    }

    private func role(_ state: RowState) -> TextStyle.Role {
        switch state {
        case .pass, .inherited: .good
        case .fail: .bad
        case .unknown, .blind, .waived: .doubtful
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
        var waivers = WaiverText(style: style)
        for finding in assessment.evaluation.findings {
            switch finding.verdict {
            case .fail:
                if let waiver = finding.waiver { waivers.add(finding, waiver: waiver) } else { failures.add(finding) }
            case .error: errors.add(finding)
            case .unknown: unknowns.add(finding)
            case .pass, .skip: continue
            }
        }
        failures.write(assessment, to: &output)
        waivers.write(assessment, to: &output)
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

    private func problems(_ severity: Problem.Severity, _ heading: String, _ assessment: Assessment, _ output: inout some ReportOutput) {
        let problems = assessment.snapshot.problems.filter { $0.severity == severity }
        guard !problems.isEmpty else { return }
        let shown = min(problems.count, TextReporter.problemsShown)
        output.write(style.paint(heading, .heading) + more(shown, of: problems.count) + "\n")
        for problem in problems.prefix(shown) { output.write(style.wrap(SafeText.name(problem.description), indent: 2) + "\n") }
        output.write("\n")
    }

    private func footer(_ assessment: Assessment, _ output: inout some ReportOutput) {
        let counts = assessment.evaluation.ledger.total
        let waived = counts.waived > 0 ? " (\(counts.waived) waived)" : ""
        let verdicts =
            "\(counts.planned) evaluation\(counts.planned == 1 ? "" : "s"): \(counts.pass) pass, \(counts.fail) fail\(waived), \(counts.unknown) unknown, "
            + "\(counts.skip) skip, \(counts.error) error"
        output.write(style.wrap(verdicts, indent: 0) + "\n")
        if !assessment.evaluation.isComplete {
            let rest = "interrupted: \(counts.unanswered) of \(counts.planned) evaluations were not done"
            output.write(style.paint(rest, .bad) + "\n")
        }
    }
}
