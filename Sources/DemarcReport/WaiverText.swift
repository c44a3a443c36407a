// SPDX-License-Identifier: Apache-2.0
internal import DemarcAssessment
internal import DemarcEngine
internal import DemarcRules

/// Writes what is waived, waiver by waiver with its reason, and what is to be said of each.
struct WaiverText {
    private static let subjectsShown = 4

    let style: TextStyle
    /// The first failures over which each waiver is laid, by its number.
    private var shown: [Int: [Finding]] = [:]
    private var counts: [Int: Int] = [:]

    init(style: TextStyle) { self.style = style }

    /// Adds a failure over which the waiver with this number is laid; they come in the order of findings.
    mutating func add(_ finding: Finding, waiver: Int) {
        counts[waiver, default: 0] += 1
        if counts[waiver, default: 0] <= WaiverText.subjectsShown { shown[waiver, default: []].append(finding) }
    }

    func write(_ assessment: Assessment, to output: inout some ReportOutput) {
        let told = assessment.waivers.enumerated().filter { $0.element.failures > 0 || $0.element.remarks.contains { $0 != .notAsked } }
        guard !told.isEmpty else { return }
        output.write(style.paint("WAIVERS", .heading) + "\n")
        for (number, status) in told { write(status, number, assessment, &output) }
        output.write("\n")
    }

    private func write(_ status: WaiverStatus, _ number: Int, _ assessment: Assessment, _ output: inout some ReportOutput) {
        let waiver = status.waiver
        let count = counts[number] ?? 0
        let rules = waiver.rules.map { SafeText.name($0.description) }.joined(separator: ", ")
        let place = "\(SafeText.name(assessment.rules.configuration?.file ?? ""))\(waiver.line.map { ":\($0)" } ?? "")"
        output.write(style.paint(style.fit("\(count)", 5, alignsRight: true) + "  waived", .quiet) + "  \(style.paint(rules, .heading))  \(place)\n")
        output.write(style.wrap("\(SafeText.message(waiver.reason)) (\(SafeText.name(waiver.owner)), until \(waiver.expires))", indent: 7) + "\n")
        for remark in status.remarks where remark != .notAsked {
            output.write(style.paint(style.wrap(WaiverText.sentence(remark, status), indent: 7), .doubtful) + "\n")
        }
        let text = FindingText(style: style)
        for finding in shown[number] ?? [] {
            let key = finding.key.isEmpty ? "" : " (\(SafeText.name(finding.key)))"
            let rule = finding.rule == rules ? "" : "\(finding.rule) "
            output.write(style.wrap("\(rule)\(text.subject(finding.subject))\(key): \(finding.message)", indent: 9) + "\n")
        }
        if count > WaiverText.subjectsShown {
            output.write(style.paint(style.wrap("and \(count - WaiverText.subjectsShown) more", indent: 9), .quiet) + "\n")
        }
    }

    /// What is to be said, in a sentence.
    static func sentence(_ remark: WaiverStatus.Remark, _ status: WaiverStatus) -> String {
        let failures = "\(status.failures) failure\(status.failures == 1 ? "" : "s")"
        return switch remark {
        case .expired: "expired: " + (status.failures > 0 ? "\(failures) of it count again" : "nothing of it fails any more")
        case .expiring(let days): "expires \(days == 0 ? "today" : "in \(days) day\(days == 1 ? "" : "s")")"
        case .undated: "the time of the snapshot is not known, so nobody knows whether it holds: \(failures) of it count; --as-of tells it"
        case .unused: "unused: nothing that it is for fails"
        case .unsettled(0): "nothing that it is for is known to fail, and the run did not come to its end"
        case .unsettled(let answers): "nothing that it is for is known to fail, and \(answers) answer\(answers == 1 ? " is" : "s are") not known"
        case .notAsked: "none of its rules was asked where it holds"
        case .broad: "over-broad: it is for any rule or any place, and hides what nobody has looked at"
        }
    }
}
