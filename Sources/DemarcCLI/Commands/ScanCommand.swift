// SPDX-License-Identifier: Apache-2.0
internal import Demarc

/// `demarc scan`: the main job.
enum ScanCommand: Command {
    static let name = "scan"
    static let summary = "Evaluate a pack over snapshots and report what passes, fails and is not known."
    static let operands = "SNAPSHOT..."
    static let options = [
        Session.packOption, Session.ruleOption, Session.parameterOption, Session.pluginOption, Session.configurationOption,
        Option(
            name: "format", value: "FORMAT", help: Reporters.all.map { "\($0.name): \($0.summary)" }.joined(separator: "; "),
            choices: Reporters.all.map { $0.name }),
        Option(name: "output", value: "FILE", help: "write there instead of standard output; the file appears whole or not at all"),
        Option(
            name: "fail-on", value: "SEVERITY", help: "exit 1 for failures this severe or more: info (default) to critical, or never",
            choices: Severity.allCases.map(\.name) + ["never"]),
        Option(name: "max-unknown", value: "PERCENT", help: "exit 3 when more of the evaluations are unknown (default: 100)"),
        Option(name: "passes", value: nil, help: "passes and skips become findings too"),
        Session.asOfOption, Session.jobsOption, Session.memoryOption, Session.colourOption, Session.quietOption,
    ]

    static func run(_ arguments: Arguments) throws -> Int32 {
        let failOn = Severity(name: arguments.value("fail-on") ?? "info")
        let maxUnknown = try arguments.number("max-unknown", 0...100, otherwise: 100)
        let format = arguments.value("format") ?? "text"
        var options = Scheduler.Options()
        options.jobs = try Session.jobs(arguments)
        options.keepsPasses = arguments.has("passes")
        let style = Session.style(arguments)
        let assessment = try ScanRun.assessment(arguments, options)
        if format != "text" && !arguments.has("quiet") { ScanRun.complain(assessment) }
        try report(assessment, format, style, arguments)
        try ScanRun.demandFindings(assessment.evaluation)
        return exitCode(assessment, failOn: failOn, maxUnknown: maxUnknown)
    }

    private static func report(_ assessment: Assessment, _ format: String, _ style: TextStyle, _ arguments: Arguments) throws(UsageError) {
        guard let type = Reporters.all.first(where: { $0.name == format }) else { return }
        if let path = arguments.value("output") {
            let reporter = type.init(style: TextStyle(width: style.width))
            try WholeFile.write(path) { output in
                reporter.write(assessment, to: &output)
                if assessment.evaluation.findings.complaint != nil { output.abandon() }
            }
            return
        }
        var output = FileOutput(descriptor: 1)
        type.init(style: style).write(assessment, to: &output)
        try output.conclude()
    }

    private static func exitCode(_ assessment: Assessment, failOn: Severity?, maxUnknown: Int) -> Int32 {
        if let code = ScanRun.exitCode(assessment, maxUnknown: maxUnknown) { return code }
        guard let failOn else { return ExitCode.clean }
        let ledger = assessment.evaluation.ledger
        let hasFailures = assessment.rules.rules.contains { $0.severity >= failOn && ledger.counts(rule: $0.id).open > 0 }
        return hasFailures ? ExitCode.findings : ExitCode.clean
    }
}
