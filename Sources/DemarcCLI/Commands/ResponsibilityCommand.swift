// SPDX-License-Identifier: Apache-2.0
internal import Demarc

/// `demarc responsibility`: who owns what of a service, and where it stands.
enum ResponsibilityCommand: Command {
    static let name = "responsibility"
    static let summary = "Show who owns each row of a service and where it stands: inherited, pass, fail, unknown, blind."
    static let operands = "[SERVICE] [SNAPSHOT...]"
    static let options = [
        Session.pluginOption, Session.configurationOption, Session.asOfOption, Session.jobsOption, Session.memoryOption, Session.colourOption,
        Session.quietOption,
        Option(name: "all", value: nil, help: "services that are not in use too"),
    ]

    static func run(_ arguments: Arguments) throws -> Int32 {
        let style = Session.style(arguments)
        let plugins = try Session.plugins(arguments, over: arguments.positional)
        let services = plugins.flatMap(\.services).sorted { $0.id < $1.id }
        var output = FileOutput(descriptor: 1)
        guard let name = arguments.positional.first else {
            for service in services { output.write("\(style.fit(service.id, 16)) \(style.fit(service.model, 16)) \(service.title)\n") }
            try output.conclude()
            return ExitCode.clean
        }
        let isService = services.contains { $0.id == name }
        if !isService && !Session.exists(name) {
            let suggestion = Suggestion.of(name, among: services.map(\.id)).map { "; did you mean \($0)?" } ?? ""
            throw UsageError("there is no service, file or folder \"\(name)\"\(suggestion)")
        }
        let chosen = isService ? services.filter { $0.id == name } : services
        let paths = Array(arguments.positional.dropFirst(isService ? 1 : 0))
        let report = MatrixText(style: style, plugins: plugins)
        let rules = plugins.flatMap(\.rules)
        if paths.isEmpty {
            for service in chosen { report.write(ResponsibilityMatrix(service: service, rules: rules), to: &output) }
            try output.conclude()
            return ExitCode.clean
        }
        let isComplete = try evaluate(chosen, paths, plugins, report, arguments, isNamed: isService, &output)
        try output.conclude()
        return isComplete ? ExitCode.clean : ExitCode.incomplete
    }

    private static func evaluate(
        _ services: [Service], _ paths: [String], _ plugins: [Plugin], _ report: MatrixText, _ arguments: Arguments, isNamed: Bool,
        _ output: inout FileOutput
    ) throws -> Bool {
        var choice = RuleSet.Choice()
        choice.configuration = try Session.configuration(arguments, over: paths)
        let rules = try RuleSet(plugins: plugins, choice: choice)
        let memory = try Session.memory(arguments)
        var stream = try Session.stream(paths, arguments, rules.configuration, memory: memory.accounts)
        var options = Scheduler.Options()
        options.jobs = try Session.jobs(arguments)
        options.collectsEvidence = false
        options.keepsPasses = true
        options.findingMemory = memory.findings
        let run = Run(rules: rules, options: options)
        while let snapshot = try stream.next() {
            try run.evaluate(snapshot)
            let findings = run.takeFindings()
            for account in snapshot.accounts {
                let mine = findings.filter { $0.subject.account == account.id }
                for service in services {
                    let matrix = ResponsibilityMatrix(service: service, account: account, findings: mine, rules: rules.rules)
                    if matrix.resourceCount > 0 || isNamed || arguments.has("all") || service.types.isEmpty { report.write(matrix, to: &output) }
                }
            }
        }
        let damage = stream.summary.problems.filter { $0.severity == .damage }
        for problem in damage { Terminal.say("demarc: \(SafeText.message(problem.description))") }
        return damage.isEmpty
    }
}
