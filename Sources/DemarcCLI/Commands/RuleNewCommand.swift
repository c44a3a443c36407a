// SPDX-License-Identifier: Apache-2.0
internal import Demarc
internal import FoundationEssentials

/// `demarc rule new`: a rule that holds as it stands, with a fixture where its type has none.
enum RuleNewCommand: Command {
    static let name = "rule new"
    static let summary = "Write a new rule with examples that pass, and a fixture taken from a snapshot."
    static let operands = "ID [RESOURCE]"
    static let options = [
        Option(name: "from", value: "SNAPSHOT", help: "take the fixture from RESOURCE (an id, name or ARN) there; secrets and ids are replaced"),
        Option(name: "resource", value: "TYPE", help: "what it is asked about: a resource type, region or account"),
        Option(name: "about", value: "TYPE", help: "of a rule about regions or accounts: the type that must be there"),
        Option(
            name: "property", value: "PATH",
            help: "what it asks first, such as configuration.state.name (default: what shares a word with ID, or most looks like a setting)"),
        Option(name: "title", value: "TEXT", help: "what is true when it passes"),
        Option(name: "severity", value: "SEVERITY", help: "how much a failure matters (default: medium)", choices: Severity.allCases.map(\.name)),
        Option(name: "layer", value: "ROW", help: "the row of a service's matrix that it gives evidence for"),
        Option(name: "remedy", value: "TEXT", help: "what to do about a failure"),
        Option(name: "why", value: "TEXT", help: "why it matters, in a sentence"),
        Session.pluginOption, Session.quietOption,
    ]

    static func run(_ arguments: Arguments) throws -> Int32 {
        guard (1...2).contains(arguments.positional.count), let name = RuleName(arguments.positional[0]) else {
            throw UsageError("expected a rule's id, plugin.service.condition in lower case, such as acme.s3.bucket-named")
        }
        let plugins = try Session.plugins(arguments, to: .write)
        guard let plugin = plugins.first(where: { $0.name == name.plugin }) else {
            let found = plugins.map(\.name)
            let suggestion = Suggestion.of(name.plugin, among: found).map { "; did you mean \($0)?" } ?? ""
            throw UsageError("there is no plugin \"\(name.plugin)\" here, found \(found.joined(separator: ", "))\(suggestion); demarc init makes one")
        }
        var draft = RuleDraft(name: name, plugin: plugin, arguments: arguments)
        let files = try draft.files()
        try NewFiles.write(files)
        return try prove(name, plugin.folder, files.map(\.path), draft.notes, arguments)
    }

    /// Runs the new rule's examples: what does not hold as it stands would be the first thing its author sees.
    private static func prove(
        _ name: RuleName, _ folder: String, _ files: [String], _ notes: [String], _ arguments: Arguments
    ) throws -> Int32 {
        let plugin = try PluginLoader.load(folder: folder)
        guard let rule = plugin.rules.first(where: { $0.id == name.id }) else {
            throw UsageError(plugin.errors.first { $0.description.contains(name.file) }?.description ?? "\(name.file) did not load")
        }
        let outcomes = ExampleRunner(plugin: plugin, others: PluginPlaces.around([plugin])).run(rule).outcomes
        let complaints = outcomes.flatMap { outcome in outcome.complaints.map { "\(outcome.name): \($0.text)" } }
        var output = FileOutput(descriptor: 1)
        if !arguments.has("quiet") {
            for file in files { output.write("\(file)\n") }
            for note in notes { output.write("\(note)\n") }
            output.write("\(outcomes.count) examples, \(outcomes.map(\.runs).reduce(0, +)) runs, \(complaints.count) complaints\n")
        }
        try output.conclude()
        for complaint in complaints { Terminal.say("demarc: \(SafeText.message(complaint))") }
        return complaints.isEmpty ? ExitCode.clean : ExitCode.findings
    }
}
