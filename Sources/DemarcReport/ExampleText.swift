// SPDX-License-Identifier: Apache-2.0
public import DemarcEngine
internal import DemarcRules

/// Writes what examples came to, for people: of one that does not hold what it says, what came instead, and what was read on the way.
public struct ExampleText {
    private let style: TextStyle

    /// A writer for a screen of this style.
    public init(style: TextStyle) { self.style = style }

    /// What does not hold, or where `isVerbose` everything, and how much there was.
    public func write(_ plugins: [PluginTrial], isVerbose: Bool, to output: inout some ReportOutput) {
        for plugin in plugins {
            for error in plugin.plugin.errors { output.write(style.paint("error ", .bad) + SafeText.message(error.description) + "\n") }
            for outcome in plugin.outcomes where isVerbose || !outcome.complaints.isEmpty { write(outcome, to: &output) }
        }
        let rules = plugins.reduce(0) { $0 + $1.trials.count }
        let runs = plugins.flatMap(\.outcomes).reduce(0) { $0 + $1.runs }
        output.write("\(rules) rule\(rules == 1 ? "" : "s"), \(runs) runs\n")
        output.write(ExampleText.count(plugins))
    }

    /// What of `plugins` is not as it was in an earlier run, and how much there is now; all that does not hold where there was none.
    public func write(_ plugins: [PluginTrial], since before: [PluginTrial], to output: inout some ReportOutput) {
        if before.isEmpty { return write(plugins, isVerbose: false, to: &output) }
        let old = before.flatMap(\.outcomes)
        let errors = before.flatMap(\.plugin.errors)
        for error in plugins.flatMap(\.plugin.errors) where !errors.contains(error) {
            output.write(style.paint("error ", .bad) + SafeText.message(error.description) + "\n")
        }
        let new = plugins.flatMap(\.outcomes)
        for outcome in new where !old.contains(where: { $0.isSame(as: outcome) && $0.complaints == outcome.complaints }) {
            write(outcome, to: &output)
        }
        for outcome in old where !new.contains(where: { $0.isSame(as: outcome) }) {
            output.write(style.paint("gone  ", .quiet) + "\(outcome.rule): \(outcome.name)\n")
        }
        output.write(ExampleText.count(plugins))
    }

    private static func count(_ plugins: [PluginTrial]) -> String {
        let outcomes = plugins.flatMap(\.outcomes)
        let passed = outcomes.count { $0.complaints.isEmpty }
        return "\(passed) passed, \(outcomes.count - passed + plugins.reduce(0) { $0 + $1.plugin.errors.count }) failed\n"
    }

    /// A line of an example that holds; all about one that does not.
    public func write(_ outcome: ExampleOutcome, to output: inout some ReportOutput) {
        if outcome.complaints.isEmpty {
            output.write(style.paint("pass  ", .good) + "\(outcome.rule): \(outcome.name)\n")
            return
        }
        output.write(style.paint("FAIL  ", .bad) + "\(outcome.rule): \(outcome.name)\n")
        for complaint in outcome.complaints {
            output.write("      \(style.paint(ExampleText.place(outcome), .quiet)): \(SafeText.message(complaint.text))\n")
            for line in ExampleText.lines(complaint) { output.write("        \(painted(line))\n") }
        }
    }

    /// Where an example stands: `file:line`.
    static func place(_ outcome: ExampleOutcome) -> String { SafeText.name(outcome.file) + (outcome.line.map { ":\($0)" } ?? "") }

    /// What was expected and what came, as lines of a difference, and what the check read between.
    static func lines(_ complaint: ExampleComplaint) -> [String] {
        let difference = complaint.expected.map { "- \($0)" } + complaint.found.map { "+ \($0)" }
        let width = complaint.reads.map { shortened($0.place).count }.max() ?? 0
        let reads = complaint.reads.map { read in
            let place = shortened(read.place)
            return "\(place)\(String(repeating: " ", count: width - place.count))  \(read.text)"
        }
        return difference + reads
    }

    private func painted(_ line: String) -> String {
        if line.hasPrefix("- ") { return style.paint(line, .good) }
        return line.hasPrefix("+ ") ? style.paint(line, .bad) : line
    }

    /// The file without its folders, which the example's place names.
    private static func shortened(_ place: String) -> String { SafeText.name(place.split(separator: "/").last.map(String.init) ?? place) }
}
