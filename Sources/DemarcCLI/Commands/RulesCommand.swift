// SPDX-License-Identifier: Apache-2.0
internal import Demarc

/// `demarc rules`: what rules there are.
enum RulesCommand: Command {
    static let name = "rules"
    static let summary = "List rules, or tell everything about those named."
    static let operands = "[RULE...]"
    static let options = [Session.packOption, Session.pluginOption, Session.colourOption]

    static func run(_ arguments: Arguments) throws -> Int32 {
        let style = Session.style(arguments)
        var choice = RuleSet.Choice()
        choice.pack = arguments.value("pack").flatMap { $0 == Session.everyRule ? nil : $0 }
        choice.rules = arguments.positional
        let plugins = try Session.plugins(arguments)
        let rules = try RuleSet(plugins: plugins, choice: choice)
        var output = FileOutput(descriptor: 1)
        let width = rules.selected.map(\.rule.id.count).max() ?? 0
        for entry in rules.selected {
            if arguments.positional.isEmpty {
                let severity = style.fit(entry.rule.severity.name, 8)
                output.write("\(style.fit(entry.rule.id, width))  \(severity)  \(entry.rule.title)\n")
            } else {
                describe(entry, style, &output)
            }
        }
        for error in plugins.flatMap(\.errors) { Terminal.say("demarc: \(SafeText.message(error.description))") }
        try output.conclude()
        return plugins.contains { !$0.errors.isEmpty } ? ExitCode.ruleErrors : ExitCode.clean
    }

    private static func describe(_ entry: RuleSet.Selected, _ style: TextStyle, _ output: inout FileOutput) {
        let rule = entry.rule
        let subject: String
        switch rule.subject {
        case .account: subject = "every account"
        case .organization: subject = "the organisation"
        case .region: subject = "every region"
        case .resources(let types): subject = "every \(types.joined(separator: ", "))"
        }
        output.write(style.paint(rule.id, .heading) + "  \(rule.severity.name)\n\(rule.title)\n\n")
        for (label, text) in [
            ("why", rule.why), ("asks", subject), ("evidence for", rule.layers.joined(separator: ", ")), ("remedy", rule.remedy), ("file", rule.file),
        ] where !text.isEmpty {
            output.write(style.fit(label, 14) + style.wrap(text, indent: 14).dropFirst(14) + "\n")
        }
        for parameter in rule.parameters {
            let value = entry.parameters[parameter.name]?.described ?? parameter.standard.described
            output.write(
                style.fit("parameter", 14) + style.wrap("\(parameter.name) = \(value): \(parameter.sentence)", indent: 14).dropFirst(14) + "\n")
        }
        output.write("\n")
        for example in rule.examples { output.write("  \(style.fit(example.verdict.name, 8)) \(example.name)\n") }
        output.write("\n")
    }
}
