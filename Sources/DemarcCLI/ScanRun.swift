// SPDX-License-Identifier: Apache-2.0
internal import Demarc

/// A run of rules over a snapshot up to what it means, by the options of `scan`.
enum ScanRun {
    /// Why there is nothing to report.
    struct GivenUp: Error, CustomStringConvertible {
        let description: String
    }

    /// Loads, evaluates and assesses; Ctrl-C ends it early with what there is.
    static func assessment(_ arguments: Arguments, _ options: Scheduler.Options) throws -> Assessment {
        var options = options
        let rules = try Session.rules(arguments, over: arguments.positional)
        let memory = try Session.memory(arguments)
        options.findingMemory = memory.findings
        Interrupt.take()
        do {
            var stream = try Session.stream(arguments.positional, arguments, rules.configuration, memory: memory.accounts) { Interrupt.isSet }
            var types = MisspeltTypes(rules)
            let evaluation = try evaluate(&stream, rules, options, &types, isQuiet: arguments.has("quiet"))
            try demandFindings(evaluation)
            let tool = Assessment.Tool(version: Demarc.version)
            var summary = stream.summary
            for problem in types.problems.values { summary.add(problem) }
            return Assessment(tool: tool, snapshot: summary, rules: rules, evaluation: evaluation)
        } catch DocumentError.cancelled {
            throw GivenUp(description: "interrupted while the snapshot was read: nothing is known of it")
        }
    }

    /// Throws where findings did not find room on disk.
    static func demandFindings(_ evaluation: Evaluation) throws(GivenUp) {
        if let complaint = evaluation.findings.complaint { throw GivenUp(description: "the findings can't be kept: \(complaint)") }
    }

    private static func evaluate(
        _ stream: inout SnapshotStream, _ rules: RuleSet, _ options: Scheduler.Options, _ types: inout MisspeltTypes, isQuiet: Bool
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
                types.look(at: snapshot)
                try run.evaluate(snapshot) { done, total in progress.update(before * total + accounts * done, all.count * total) }
            }
        } catch DocumentError.cancelled {
            // The group whose reading was stopped is left out like those that follow.
        }
        run.leaveOut(accounts: Array(all.dropFirst(evaluated)))
        progress.finish()
        return run.finish()
    }

    /// What a reader of a machine's format would otherwise not see.
    static func complain(_ assessment: Assessment) {
        if !assessment.evaluation.isComplete {
            let counts = assessment.evaluation.ledger.total
            Terminal.say("demarc: interrupted: \(counts.unanswered) of \(counts.planned) evaluations were not done")
        }
        for error in assessment.rules.plugins.flatMap(\.errors) { Terminal.say("demarc: \(SafeText.message(error.description))") }
        for problem in assessment.snapshot.problems where problem.severity == .damage {
            Terminal.say("demarc: \(SafeText.message(problem.description))")
        }
    }

    /// The exit code of what comes before any finding: a rule that broke, an answer that is not whole; nil where there is nothing of it.
    static func exitCode(_ assessment: Assessment, maxUnknown: Int = 100) -> Int32? {
        let counts = assessment.evaluation.ledger.total
        if counts.error > 0 || assessment.rules.plugins.contains(where: { !$0.errors.isEmpty }) { return ExitCode.ruleErrors }
        let isTooUnknown = counts.planned > 0 && counts.unknown * 100 > maxUnknown * counts.planned
        return isTooUnknown || !assessment.isWhole ? ExitCode.incomplete : nil
    }
}
