// SPDX-License-Identifier: Apache-2.0
internal import DemarcEngine

/// Says for people what became faster or slower.
struct ComparisonText {
    let style: TextStyle

    /// What changed, rule by rule; of those of which nobody can tell only their number, unless something about them differs.
    func write(_ comparison: Comparison, with earlier: String, to output: inout some ReportOutput) {
        output.write("\n" + style.paint("COMPARED WITH \(earlier)", .heading) + "\n")
        for entry in comparison.rules {
            if let verdicts = entry.verdicts {
                output.write(line("verdicts", .serious, entry.rule, "\(counts(verdicts.before)) before, \(counts(verdicts.after)) now"))
            }
            if entry.judgement.outcome != .undecided || disagrees(entry.judgement) { output.write(line(entry.rule, entry.judgement)) }
        }
        for rule in comparison.onlyBefore { output.write(line("gone", .quiet, rule, "measured before, not now")) }
        for rule in comparison.onlyAfter { output.write(line("new", .quiet, rule, "not measured before")) }
        let undecided = comparison.rules.count { $0.judgement.outcome == .undecided }
        if undecided > 0 {
            output.write(line("can't tell", .quiet, "\(undecided) rule\(undecided == 1 ? "" : "s")", "no difference beyond the noise"))
        }
        output.write(line("in total", comparison.total))
        if !comparison.total.comparesTime {
            output.write("times are not compared: the machine is not as fast as it was, or not the same\n")
        }
    }

    /// Counts that changed although nobody can tell what for.
    private func disagrees(_ judgement: Judgement) -> Bool { abs(judgement.instructions.ratio - 1) > 0.02 }

    private func line(_ subject: String, _ judgement: Judgement) -> String {
        let role: TextStyle.Role = judgement.outcome == .slower ? .bad : judgement.outcome == .faster ? .good : .quiet
        return line(judgement.outcome.rawValue, role, subject, evidence(judgement))
    }

    private func line(_ word: String, _ role: TextStyle.Role, _ subject: String, _ text: String) -> String {
        style.paint(style.fit(word, 12), role) + "\(subject): \(text)\n"
    }

    private func evidence(_ judgement: Judgement) -> String {
        var parts = [change("instructions", judgement.instructions)]
        if judgement.entries.ratio != 1 { parts.append(change("entries into Lua", judgement.entries)) }
        if judgement.comparesTime {
            parts.append(change("ns", judgement.nanoseconds) + ", noise \(NumberText.percent(judgement.noise))")
        }
        return parts.joined(separator: "; ")
    }

    private func change(_ name: String, _ change: FigureChange) -> String {
        "\(name) \(NumberText.short(change.before)) -> \(NumberText.short(change.after)) (\(NumberText.change(change.ratio)))"
    }

    private func counts(_ verdicts: VerdictCounts) -> String {
        let parts = verdicts.named.filter { $0.count > 0 }.map { "\($0.count) \($0.name)" }
        return parts.isEmpty ? "none" : parts.joined(separator: ", ")
    }
}
