// SPDX-License-Identifier: Apache-2.0
public import DemarcEngine

/// Writes what a benchmark measured for people.
public struct BenchmarkText {
    private let style: TextStyle

    /// A writer for a screen of this style.
    public init(style: TextStyle) { self.style = style }

    /// Writes `report`, and how it compares with the saved one of the path `earlier`.
    public func write(_ report: BenchmarkReport, _ comparison: (with: String, result: Comparison)?, to output: inout some ReportOutput) {
        let runs = report.rules.map(\.nanoseconds.count).max() ?? 0
        let rules = "\(report.rules.count) rule\(report.rules.count == 1 ? "" : "s")"
        output.write("demarc \(report.tool): \(rules) over \(report.snapshot), \(runs) run\(runs == 1 ? "" : "s")\n")
        if let file = report.configuration { output.write("configured by \(SafeText.name(file))\n") }
        output.write("\n")
        writeCosts(report, to: &output)
        writeVerdicts(report, to: &output)
        writeGrowth(report, to: &output)
        if let comparison { ComparisonText(style: style).write(comparison.result, with: comparison.with, to: &output) }
    }

    private func writeCosts(_ report: BenchmarkReport, to output: inout some ReportOutput) {
        var table = ColumnText(
            style: style, titles: ["RULE", "EVALS", "NS MIN", "MEDIAN", "MAX", "INSTR", "LUA", "ALLOCS", "BYTES", "SHARE"])
        for rule in asked(report) {
            let figures = [rule.least, rule.median, rule.most, rule.instructions, rule.entries, rule.allocations, rule.bytes]
            table.add(
                [rule.rule, NumberText.grouped(rule.evaluations)] + figures.map(NumberText.short)
                    + [NumberText.percent(report.total > 0 ? rule.total / report.total : 0)])
        }
        table.write(to: &output)
        output.write(
            style.paint("of one evaluation: ns of the thread's own time, Lua instructions, entries into Lua, blocks and bytes allocated\n", .quiet))
        let idle = report.rules.count - asked(report).count
        if idle > 0 { output.write(style.paint("\(idle) rule\(idle == 1 ? " is" : "s are") asked nothing by this snapshot\n", .quiet)) }
    }

    private func writeVerdicts(_ report: BenchmarkReport, to output: inout some ReportOutput) {
        output.write("\n")
        var table = ColumnText(style: style, titles: ["VERDICTS"] + VerdictCounts().named.map { $0.name.uppercased() })
        for rule in asked(report) { table.add([rule.rule] + rule.verdicts.named.map { $0.count == 0 ? "·" : NumberText.grouped($0.count) }) }
        table.write(to: &output)
    }

    private func writeGrowth(_ report: BenchmarkReport, to output: inout some ReportOutput) {
        let grown = report.rules.flatMap { rule in rule.growth.map { (rule.rule, $0) } }
        guard !grown.isEmpty else { return }
        output.write("\n" + style.paint("COST GROWS WITH N", .heading) + "\n")
        for (rule, growth) in grown {
            let what = growth.size == .resources ? "2x the resources" : "2x the elements in lists"
            output.write(
                style.paint(rule, .bad) + "  \(what), \(NumberText.fixed(growth.ratio, 1))x the instructions per evaluation"
                    + " (\(NumberText.short(growth.before)) -> \(NumberText.short(growth.after)))\n")
        }
    }

    private func asked(_ report: BenchmarkReport) -> [RuleFigures] { report.rules.filter { $0.evaluations > 0 } }
}
