// SPDX-License-Identifier: Apache-2.0
internal import Demarc

/// `demarc lint`: mistakes in rules that can be seen without running them.
enum LintCommand: Command {
    static let name = "lint"
    static let summary = "Look for mistakes in plugins and in demarc.lua: unknown properties, wrong types, paths without a verdict, names of nothing."
    static let operands = "[PLUGIN...]"
    static let options = [
        Option(name: "snapshot", value: "PATH", help: "a snapshot whose documents show what properties there are", repeats: true),
        Option(name: "fix", value: nil, help: "put right what has one safe remedy, and report the rest"),
        Option(
            name: "format", value: "FORMAT", help: LintReporters.all.map { "\($0.name): \($0.summary)" }.joined(separator: "; "),
            choices: LintReporters.all.map { $0.name }),
        Session.pluginOption,
        Option(
            name: "config", value: "FILE",
            help: "the organisation's configuration (default: demarc.lua in this folder, where there is one and no plugin is named)"),
        Session.colourOption, Session.quietOption,
    ]

    static func run(_ arguments: Arguments) throws -> Int32 {
        let style = Session.style(arguments)
        let folders = try folders(arguments)
        let paths = arguments.all("snapshot")
        let snapshots = paths.isEmpty ? [] : [try Session.snapshot(paths, arguments)]
        var findings = try lint(folders, snapshots, arguments)
        if arguments.has("fix"), try fix(findings, isQuiet: arguments.has("quiet")) { findings = try lint(folders, snapshots, arguments) }
        var output = FileOutput(descriptor: 1)
        let format = arguments.value("format") ?? LintText.name
        for reporter in LintReporters.all where reporter.name == format {
            reporter.init(style: style).write(findings, version: Demarc.version, to: &output)
        }
        try output.conclude()
        if findings.contains(where: { $0.check == .load }) { return ExitCode.ruleErrors }
        return findings.allSatisfy(\.check.isAdvice) ? ExitCode.clean : ExitCode.findings
    }

    private static func folders(_ arguments: Arguments) throws -> [String] {
        if let path = arguments.positional.first(where: { PluginLoader.folders(in: $0).isEmpty }) {
            throw UsageError("\(path): found no plugin.lua there or one folder below")
        }
        let named = arguments.positional.flatMap { PluginLoader.folders(in: $0) }
        return named.isEmpty ? try Session.plugins(arguments, to: .write).map(\.folder) : named
    }

    private static func lint(_ folders: [String], _ snapshots: [Snapshot], _ arguments: Arguments) throws -> [LintFinding] {
        var plugins: [Plugin] = []
        var findings: [LintFinding] = []
        for folder in folders {
            do { plugins.append(try PluginLoader.load(folder: folder)) } catch { findings.append(LintFinding(error)) }
        }
        // A plugin of rules about AWS names AWS's rows and types, wherever it stands.
        let others = ((try? Session.plugins(arguments)) ?? []).filter { other in !plugins.contains { $0.name == other.name } }
        let linter = Linter(try Knowledge(plugins: PluginPlaces.around(plugins + others), snapshots: snapshots))
        findings += plugins.flatMap { linter.lint($0) }
        if let path = configuration(arguments) { findings += lint(path, plugins + others, linter, arguments) }
        return findings
    }

    /// The configuration of `--config`; whoever names plugins alone asks of them alone.
    private static func configuration(_ arguments: Arguments) -> String? {
        arguments.value("config") ?? (arguments.positional.isEmpty && Session.exists("demarc.lua") ? "demarc.lua" : nil)
    }

    private static func lint(_ configuration: String, _ plugins: [Plugin], _ linter: Linter, _ arguments: Arguments) -> [LintFinding] {
        let findings = linter.lint(configuration: configuration, with: plugins)
        if findings.contains(where: { $0.check.isOfConfiguration }) { return findings }
        // What is left is what only the whole shows: a scan says it.
        do {
            _ = try Session.rules(arguments, plugins, ConfigurationReader.load(path: configuration))
        } catch let error as RuleError {
            if case .field(configuration, _, _, _, _) = error { return findings + [LintFinding(error)] }
        } catch {}
        return findings
    }

    /// Changes the files that can be put right; whether there was any.
    private static func fix(_ findings: [LintFinding], isQuiet: Bool) throws -> Bool {
        var isChanged = false
        for file in Set(findings.map(\.file)).sorted() {
            guard let fixer = Fixer(file: file, findings: findings) else { continue }
            try WholeFile.write(file) { $0.write(fixer.text) }
            isChanged = true
            if !isQuiet { for finding in fixer.fixed { Terminal.say("fixed \(LintText(style: TextStyle()).line(finding))") } }
        }
        return isChanged
    }
}
