// SPDX-License-Identifier: Apache-2.0
internal import Demarc

/// `demarc profile`: on which lines rules spend their instructions.
enum ProfileCommand: Command {
    static let name = "profile"
    static let summary = "Show the lines on which rules spend their Lua instructions."
    static let operands = "SNAPSHOT..."
    static let options = [
        Session.packOption, Session.ruleOption, Session.parameterOption, Session.pluginOption, Session.configurationOption,
        Option(
            name: "format", value: "FORMAT", help: "table: for people; collapsed: stacks for flame graphs", choices: ["table", "collapsed"]),
        Option(name: "output", value: "FILE", help: "write there instead of standard output; the file appears whole or not at all"),
        Session.asOfOption, Session.colourOption, Session.quietOption,
    ]

    static func run(_ arguments: Arguments) throws -> Int32 {
        let format = arguments.value("format") ?? "table"
        let rules = try Session.rules(arguments, over: arguments.positional)
        let style = Session.style(arguments)
        let snapshot = try Session.snapshot(arguments.positional, arguments, rules.configuration)
        let progress = Progress("profiling", isQuiet: arguments.has("quiet"))
        let profiles = try Profiler(snapshot: snapshot, rules: rules).run(progress: progress.update)
        progress.finish()
        if let path = arguments.value("output") {
            try WholeFile.write(path) { write(profiles, rules, format, TextStyle(width: style.width), to: &$0) }
        } else {
            var output = FileOutput(descriptor: 1)
            write(profiles, rules, format, style, to: &output)
            try output.conclude()
        }
        return Session.exitCode(rules, snapshot, arguments)
    }

    private static func write(_ profiles: [RuleProfile], _ rules: RuleSet, _ format: String, _ style: TextStyle, to output: inout FileOutput) {
        let text = ProfileText(style: style)
        if format == "collapsed" { return text.writeCollapsed(profiles, to: &output) }
        text.writeTable(profiles, configuration: rules.configuration?.file, to: &output)
    }
}
