// SPDX-License-Identifier: Apache-2.0
internal import Demarc

/// `demarc bench`: what rules cost, and whether they became slower.
enum BenchCommand: Command {
    static let name = "bench"
    static let summary = "Measure what each rule costs over a snapshot, and compare with an earlier measurement."
    static let operands = "SNAPSHOT..."
    static let options = [
        Session.packOption, Session.ruleOption, Session.parameterOption, Session.pluginOption, Session.configurationOption,
        Option(name: "runs", value: "N", help: "how often each rule is timed (default: 10)"),
        Option(name: "save", value: "FILE", help: "keep the measurement for --compare"),
        Option(name: "compare", value: "FILE", help: "exit 1 where a rule is slower than in this file, or answers otherwise"),
        Option(name: "format", value: "FORMAT", help: "text: for people; json: every figure", choices: ["text", "json"]),
        Session.asOfOption, Session.colourOption, Session.quietOption,
    ]

    static func run(_ arguments: Arguments) throws -> Int32 {
        let format = arguments.value("format") ?? "text"
        var options = Benchmark.Options()
        options.runs = try arguments.number("runs", 1...1000, otherwise: options.runs)
        let rules = try Session.rules(arguments, over: arguments.positional)
        let style = Session.style(arguments)
        let snapshot = try Session.snapshot(arguments.positional, arguments, rules.configuration)
        // A file that can't be compared with is told before anything takes time.
        let earlier = try arguments.value("compare").map { (path: $0, report: try BenchmarkReport(path: $0, of: SnapshotIdentity(snapshot))) }
        let progress = Progress("measuring", isQuiet: arguments.has("quiet"))
        let report = try Benchmark(snapshot: snapshot, rules: rules, options: options).run(tool: Demarc.version, progress: progress.update)
        progress.finish()
        let comparison = earlier.map { (with: $0.path, result: Comparison(before: $0.report, after: report)) }
        if let comparison, comparison.result.rules.isEmpty { throw UsageError("\(comparison.with): found the costs of other rules only") }
        if let path = arguments.value("save") {
            let json = try report.json()
            try WholeFile.write(path) { $0.write(json) }
        }
        var output = FileOutput(descriptor: 1)
        if format == "json" {
            output.write(try report.json(comparison?.result))
        } else {
            BenchmarkText(style: style).write(report, comparison, to: &output)
        }
        try output.conclude()
        var code = Session.exitCode(rules, snapshot, arguments)
        if report.rules.contains(where: { $0.verdicts.error > 0 }) { code = ExitCode.ruleErrors }
        return comparison?.result.isRegression == true ? ExitCode.findings : code
    }
}
