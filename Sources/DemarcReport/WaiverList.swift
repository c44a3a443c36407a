// SPDX-License-Identifier: Apache-2.0
public import DemarcAssessment
internal import DemarcEngine
internal import DemarcRules
internal import DemarcSnapshot

/// Writes the waivers of a configuration, every one with where it stands.
public enum WaiverList {
    /// A line of each for people, with its reason and what its owner should look at.
    public static func writeText(_ assessment: Assessment, _ style: TextStyle, to output: inout some ReportOutput) {
        let waivers = assessment.waivers
        let file = SafeText.name(assessment.rules.configuration?.file ?? "")
        let time = assessment.snapshot.asOf.map { "as of \($0)" } ?? "the time of the snapshot is not known"
        output.write(style.paint("\(file): \(waivers.count) waiver\(waivers.count == 1 ? "" : "s")", .heading) + ", \(time)\n")
        if waivers.isEmpty { return }
        let width = waivers.map(\.state.count).max() ?? 0
        output.write("\n" + style.paint(style.fit("STATE", width) + "  UNTIL       FAILURES  LINE  RULE, WHERE", .heading) + "\n")
        for status in waivers { write(status, width, style, &output) }
        var counts: [(state: String, count: Int)] = []
        for state in waivers.map(\.state) {
            if let place = counts.firstIndex(where: { $0.state == state }) { counts[place].count += 1 } else { counts.append((state, 1)) }
        }
        output.write("\n\(counts.map { "\($0.count) \($0.state)" }.joined(separator: ", "))\n")
    }

    private static func write(_ status: WaiverStatus, _ width: Int, _ style: TextStyle, _ output: inout some ReportOutput) {
        let waiver = status.waiver
        let role: TextStyle.Role = status.remarks.isEmpty ? .good : status.isIdle ? .bad : .doubtful
        let line = waiver.line.map { "\($0)" } ?? ""
        let figures = style.fit("\(status.failures)", 8, alignsRight: true) + "  " + style.fit(line, 4, alignsRight: true)
        output.write("\(style.paint(style.fit(status.state, width), role))  \(waiver.expires)  \(figures)  ")
        output.write("\(waiver.rules.map { SafeText.name($0.description) }.joined(separator: ", "))\n")
        let indent = width + 2
        output.write(style.wrap(scope(waiver.scope), indent: indent) + "\n")
        output.write(style.wrap("\(SafeText.message(waiver.reason)) (\(SafeText.name(waiver.owner)))", indent: indent) + "\n")
        for remark in status.remarks {
            output.write(style.paint(style.wrap(WaiverText.sentence(remark, status), indent: indent), .doubtful) + "\n")
        }
    }

    /// What a failure must match, as the file says it: `accounts production, regions eu-*`.
    private static func scope(_ scope: Waiver.Scope) -> String {
        let lists = [
            ("accounts", scope.accounts.map(\.description)), ("units", scope.units), ("regions", scope.regions.map(\.description)),
            ("resources", scope.resources.map(\.description)), ("tags", scope.tags.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }),
        ]
        return lists.filter { !$0.1.isEmpty }.map { "\($0.0) \($0.1.map(SafeText.name).joined(separator: ", "))" }.joined(separator: "; ")
    }

    /// One document: each waiver as a scan's report has it, and its state.
    public static func writeJSON(_ assessment: Assessment, to output: inout some ReportOutput) {
        let document = JSONText.object([
            ("tool", .object([("name", .text("demarc")), ("version", .text(assessment.tool.version))])),
            ("schema", .text("demarc.waivers/1")), ("asOf", .optional(assessment.snapshot.asOf?.description)),
            ("configuration", .optional(assessment.rules.configuration.map { SafeText.name($0.file) })),
            ("complete", .flag(assessment.isWhole)),
            ("waivers", .list(assessment.waivers.map { .object([("state", .text($0.state))] + AssessmentJSON.waiver($0)) })),
        ])
        document.write(to: &output, isIndented: true)
    }
}
