// SPDX-License-Identifier: Apache-2.0
internal import Demarc

/// `demarc explain`: why a rule answered as it did.
enum ExplainCommand: Command {
    static let name = "explain"
    static let summary = "Show every value a rule read of one subject, and where it stands in the input."
    static let operands = "RULE RESOURCE SNAPSHOT..."
    static let options = [
        Session.parameterOption, Session.pluginOption, Session.configurationOption, Session.asOfOption, Session.colourOption, Session.quietOption,
    ]

    static func run(_ arguments: Arguments) throws -> Int32 {
        guard arguments.positional.count >= 3 else {
            throw UsageError("expected RULE RESOURCE SNAPSHOT...; a region is spelled us-east-1 or 111122223333/us-east-1, an account by its id")
        }
        let style = Session.style(arguments)
        let paths = Array(arguments.positional.dropFirst(2))
        let plugins = try Session.plugins(arguments, over: paths)
        let rule = arguments.positional[0]
        var choice = RuleSet.Choice()
        choice.rules = [rule]
        choice.parameters = try Session.parameters(arguments)
        choice.configuration = try Session.configuration(arguments, over: paths)
        let rules = try Session.ruleSet(plugins, choice)
        let snapshot = try Session.snapshot(paths, arguments, rules.configuration)
        let name = arguments.positional[1]
        let explainer = Explainer(snapshot: snapshot, rules: rules)
        let findings = try explainer.explain(rule, name)
        // Said first: it may be why there is no such subject.
        if !arguments.has("quiet") { for text in Session.misspeltTypes(rules, snapshot) { Terminal.say("demarc: \(SafeText.message(text))") } }
        try demandOne(findings, rule, name, explainer)
        var output = FileOutput(descriptor: 1)
        for finding in findings { write(finding, rules, style, &output) }
        try output.conclude()
        return ExitCode.clean
    }

    /// Nobody reads the explanation of what he did not mean.
    private static func demandOne(_ findings: [Finding], _ rule: String, _ name: String, _ explainer: Explainer) throws(UsageError) {
        let subjects = findings.map(\.subject)
        guard let first = subjects.first else {
            let suggestion = explainer.suggestion(for: name, of: rule).map { "; did you mean \($0)?" } ?? ""
            throw UsageError("\(rule) is not asked about \"\(name)\": no such subject in the snapshot\(suggestion)")
        }
        guard subjects.contains(where: { $0 != first }) else { return }
        let names = Set(subjects.map { $0.type == "region" ? "\($0.account)/\($0.region)" : "\($0.account)/\($0.region)/\($0.id)" }).sorted()
        throw UsageError("\"\(name)\" is \(names.count) subjects of \(rule); name one as", details: Array(names.prefix(20)))
    }

    private static func write(_ finding: Finding, _ rules: RuleSet, _ style: TextStyle, _ output: inout FileOutput) {
        let cause = finding.cause.map { " (\($0.name))" } ?? ""
        let role: TextStyle.Role = finding.verdict == .pass ? .good : finding.verdict == .fail ? .bad : .doubtful
        let subject = finding.subject
        output.write("\(style.paint(finding.verdict.name, role))\(cause)  \(finding.rule)\(finding.key.isEmpty ? "" : " (\(finding.key))")\n")
        output.write("  \(subject.account) \(subject.region) \(subject.type) \(subject.id)\n")
        if !finding.message.isEmpty { output.write(style.wrap(finding.message, indent: 2) + "\n") }
        if let waiver = finding.waiver.flatMap({ rules.configuration?.waivers[$0] }) {
            let text = "waived until \(waiver.expires) by \(SafeText.name(waiver.owner)): \(SafeText.message(waiver.reason))"
            output.write(style.wrap(text, indent: 2) + "\n")
        }
        for (name, value) in (rules.entry(finding.rule, in: finding.subject.account)?.parameters ?? [:]).sorted(by: { $0.key < $1.key }) {
            output.write("  parameter \(name) = \(value.described)\n")
        }
        for item in finding.evidence {
            output.write("  \(item.resource.map { "\($0) " } ?? "")\(item.path) = \(item.value)\n")
            if let file = item.file {
                let place = [item.pointer, item.offset.map { "byte \($0)" }].compactMap { $0 }.filter { !$0.isEmpty }
                output.write(style.paint("      \(SafeText.name(file)) \(place.joined(separator: ", "))\n", .quiet))
            }
        }
        output.write("\n")
    }
}
