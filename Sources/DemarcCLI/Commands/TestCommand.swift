// SPDX-License-Identifier: Apache-2.0
internal import Demarc

/// `demarc test`: every example of every rule, multiplied; and what the examples leave unproved.
enum TestCommand: Command {
    static let name = "test"
    static let summary = "Run the examples of rules: as written, in other words, in any order, and with each fact made unknown."
    static let operands = "[PLUGIN...]"
    static let options = [
        Session.ruleOption, Session.pluginOption,
        Option(name: "format", value: "FORMAT", help: "text: for people; junit: XML for a CI system", choices: ["text", "junit"]),
        Option(name: "output", value: "FILE", help: "write there instead of standard output; the file appears whole or not at all"),
        Option(name: "verbose", value: nil, help: "a line for every example"),
        Option(name: "coverage", value: nil, help: "show the lines of rules and libraries that no example runs"),
        Option(name: "coverage-file", value: "FILE", help: "write the lines and how often each ran there, in LCOV's format"),
        Option(name: "min-coverage", value: "PERCENT", help: "exit code 1 where fewer lines run"),
        Option(name: "mutate", value: nil, help: "change each rule in every small way, and show the changes that no example notices"),
        Option(name: "min-score", value: "PERCENT", help: "exit code 1 where a plugin's examples notice fewer changes; means --mutate"),
        Option(name: "watch", value: nil, help: "run again whenever a file changes, and show what is different then; Ctrl-C ends it"),
        Session.jobsOption, Session.colourOption,
    ]

    static func run(_ arguments: Arguments) throws -> Int32 {
        let session = try TestSession(arguments)
        if arguments.has("watch") {
            let others = options.map(\.name).filter { !["rule", "plugin", "jobs", "color", "watch"].contains($0) }
            if let option = others.first(where: arguments.has) { throw UsageError("--watch does not go with --\(option)") }
            var watch = TestWatch(session, Session.style(arguments))
            return try watch.run()
        }
        let report = try TestReport(session, arguments)
        if let path = arguments.value("output") {
            try WholeFile.write(path) { report.write(TextStyle(width: Session.style(arguments).width), to: &$0) }
        } else {
            var output = FileOutput(descriptor: 1)
            report.write(Session.style(arguments), to: &output)
            try output.conclude()
        }
        if let path = arguments.value("coverage-file") { try WholeFile.write(path) { CoverageText.writeLCOV(report.coverage, to: &$0) } }
        return report.exitCode
    }
}
