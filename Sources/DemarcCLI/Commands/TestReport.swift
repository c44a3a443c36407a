// SPDX-License-Identifier: Apache-2.0
internal import Demarc

/// Everything that `demarc test` is asked for: what the examples come to, which lines they run, and which changes they notice.
struct TestReport {
    let coverage: LineCoverage
    private let arguments: Arguments
    private let plugins: [PluginTrial]
    private let mutations: [MutationRun]
    private let minimumCoverage: Int
    private let minimumScore: Int
    private let isInterrupted: Bool

    init(_ session: TestSession, _ arguments: Arguments) throws {
        self.arguments = arguments
        minimumCoverage = try arguments.number("min-coverage", 0...100, otherwise: 0)
        minimumScore = try arguments.number("min-score", 0...100, otherwise: 0)
        plugins = try session.run()
        coverage = try LineCoverage(plugins)
        guard arguments.has("mutate") || arguments.has("min-score") else {
            (mutations, isInterrupted) = ([], false)
            return
        }
        Interrupt.take()
        let progress = Progress("mutating", isQuiet: false)
        mutations = try MutationRun.run(
            plugins, jobs: session.jobs, isCancelled: { Interrupt.isSet }, progress: progress.update)
        progress.finish()
        isInterrupted = Interrupt.isSet
    }

    /// Writes what was asked for; of XML there is one document and nothing behind it.
    func write(_ style: TextStyle, to output: inout FileOutput) {
        guard arguments.value("format") != "junit" else { return ExampleJUnit.write(plugins, to: &output) }
        ExampleText(style: style).write(plugins, isVerbose: arguments.has("verbose"), to: &output)
        if arguments.has("coverage") { CoverageText(style: style).writeTable(coverage, to: &output) }
        if !isInterrupted { for run in mutations { MutationText(style: style).write(run, to: &output) } }
    }

    /// Clean where every example holds and as much is proved as was asked for.
    var exitCode: Int32 {
        if isInterrupted { return ExitCode.incomplete }
        let runsEnough = coverage.covered * 100 >= coverage.count * minimumCoverage
        let noticesEnough = mutations.allSatisfy { $0.score ?? 100 >= Double(minimumScore) }
        return plugins.allSatisfy(\.holds) && runsEnough && noticesEnough ? ExitCode.clean : ExitCode.findings
    }
}
