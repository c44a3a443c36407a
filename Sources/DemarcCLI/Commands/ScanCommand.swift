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
        let rules = try Session.rules(arguments, Session.plugins(arguments), Session.configuration(arguments))
        let style = Session.style(arguments)
        let memory = try Session.memory(arguments)
        options.findingMemory = memory.findings
        Interrupt.take()
        var stream: SnapshotStream
        let evaluation: Evaluation
        do {
            stream = try Session.stream(arguments.positional, arguments, rules.configuration, memory: memory.accounts) { Interrupt.isSet }
            evaluation = try evaluate(&stream, rules, options, isQuiet: arguments.has("quiet"))
        } catch DocumentError.cancelled {
            return giveUp("interrupted while the snapshot was read: nothing is known of it")
        }
        if let complaint = evaluation.findings.complaint { return giveUp("the findings can't be kept: \(complaint)") }
        let assessment = Assessment(tool: Assessment.Tool(version: Demarc.version), snapshot: stream.summary, rules: rules, evaluation: evaluation)
        if format != "text" && !arguments.has("quiet") { complain(assessment) }
        try report(assessment, format, style, arguments)
        if let complaint = evaluation.findings.complaint { return giveUp("the findings can't be kept: \(complaint)") }
        return exitCode(assessment, failOn: failOn, maxUnknown: maxUnknown)
    }

    private static func evaluate(
        _ stream: inout SnapshotStream, _ rules: RuleSet, _ options: Scheduler.Options, isQuiet: Bool
    ) throws -> Evaluation {
        let progress = Progress("evaluating", isQuiet: isQuiet)
        let run = Run(rules: rules, options: options, isCancelled: { Interrupt.isSet })
        let all = stream.rest
        var evaluated = 0
        do {
            while !run.isStopped, let snapshot = try stream.next() {
                let accounts = snapshot.accounts.count
                let before = evaluated
                evaluated += accounts
                try run.evaluate(snapshot) { done, total in progress.update(before * total + accounts * done, all.count * total) }
            }
        } catch DocumentError.cancelled {
            // The group whose reading was stopped is left out like those that follow.
        }
        run.leaveOut(accounts: Array(all.dropFirst(evaluated)))
        progress.finish()
        return run.finish()
    }

    /// Says why there is no report.
    private static func giveUp(_ complaint: String) -> Int32 {
        Terminal.say("demarc: \(complaint)")
        return ExitCode.incomplete
    }

    /// What a reader of a machine's format would otherwise not see.
    private static func complain(_ assessment: Assessment) {
        if !assessment.evaluation.isComplete {
            let counts = assessment.evaluation.ledger.total
            Terminal.say("demarc: interrupted: \(counts.unanswered) of \(counts.planned) evaluations were not done")
        }
        for error in assessment.rules.plugins.flatMap(\.errors) { Terminal.say("demarc: \(SafeText.message(error.description))") }
        for problem in assessment.snapshot.problems where problem.severity == .damage {
            Terminal.say("demarc: \(SafeText.message(problem.description))")
        }
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
        let counts = assessment.evaluation.ledger.total
        if counts.error > 0 || assessment.rules.plugins.contains(where: { !$0.errors.isEmpty }) { return ExitCode.ruleErrors }
        let isTooUnknown = counts.planned > 0 && counts.unknown * 100 > maxUnknown * counts.planned
        if assessment.snapshot.isDamaged || isTooUnknown || !assessment.evaluation.isComplete || !counts.isBalanced { return ExitCode.incomplete }
        guard let failOn else { return ExitCode.clean }
        let ledger = assessment.evaluation.ledger
        let hasFailures = assessment.rules.rules.contains { $0.severity >= failOn && ledger.counts(rule: $0.id).open > 0 }
        return hasFailures ? ExitCode.findings : ExitCode.clean
    }
}
