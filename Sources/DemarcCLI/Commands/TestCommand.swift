// SPDX-License-Identifier: Apache-2.0
internal import Demarc

/// `demarc test`: every example of every rule, multiplied.
enum TestCommand: Command {
    static let name = "test"
    static let summary = "Run the examples of rules: as written, beside a stranger, in the other case, and with each fact made unknown."
    static let operands = "[PLUGIN...]"
    static let options = [
        Session.ruleOption, Session.pluginOption, Session.colourOption,
        Option(name: "verbose", value: nil, help: "a line for every example"),
    ]

    static func run(_ arguments: Arguments) throws -> Int32 {
        let style = Session.style(arguments)
        let folders = arguments.positional.flatMap { PluginLoader.folders(in: $0) }
        if let path = arguments.positional.first(where: { PluginLoader.folders(in: $0).isEmpty }) {
            throw UsageError("\(path): found no plugin.lua there or one folder below")
        }
        var plugins: [Plugin] = []
        for folder in folders { plugins.append(try PluginLoader.load(folder: folder)) }
        if plugins.isEmpty { plugins = try Session.plugins(arguments) }
        var choice = RuleSet.Choice()
        choice.rules = arguments.all("rule")
        let rules = try RuleSet(plugins: plugins, choice: choice)
        // A plugin of rules about AWS need not bring AWS's types again.
        let others = PluginPlaces.around(plugins)
        var tally = Tally()
        var output = FileOutput(descriptor: 1)
        for plugin in plugins {
            for error in plugin.errors {
                output.write(style.paint("error ", .bad) + SafeText.message(error.description) + "\n")
                tally.failed += 1
            }
            let runner = ExampleRunner(plugin: plugin, others: others)
            for entry in rules.selected where entry.rule.plugin == plugin.name {
                for outcome in runner.run(entry.rule) { tally.add(outcome, style, isVerbose: arguments.has("verbose"), to: &output) }
            }
        }
        let count = rules.selected.count
        output.write("\(count) rule\(count == 1 ? "" : "s"), \(tally.runs) runs\n\(tally.passed) passed, \(tally.failed) failed\n")
        try output.conclude()
        return tally.failed == 0 ? ExitCode.clean : ExitCode.findings
    }

    private struct Tally {
        var passed = 0
        var failed = 0
        var runs = 0

        mutating func add(_ outcome: ExampleRunner.Outcome, _ style: TextStyle, isVerbose: Bool, to output: inout FileOutput) {
            runs += outcome.runs
            if outcome.complaints.isEmpty {
                passed += 1
                if isVerbose { output.write(style.paint("pass  ", .good) + "\(outcome.rule): \(outcome.example)\n") }
                return
            }
            failed += 1
            output.write(style.paint("FAIL  ", .bad) + "\(outcome.rule): \(outcome.example)\n")
            for complaint in outcome.complaints { output.write("      \(SafeText.message(complaint))\n") }
        }
    }
}
