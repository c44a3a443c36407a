// SPDX-License-Identifier: Apache-2.0
internal import Demarc

/// The plugins that `demarc test` is asked to test, and what it needs to do so.
struct TestSession {
    private let arguments: Arguments
    let jobs: Int

    init(_ arguments: Arguments) throws {
        self.arguments = arguments
        jobs = try Session.jobs(arguments)
    }

    /// Loads the plugins as their files are now and runs the examples of the rules that are asked for.
    ///
    /// - Parameter before: what an earlier run came to; where nothing has changed since, that is taken.
    func run(before: [PluginTrial] = [], isCancelled: @Sendable @escaping () -> Bool = { false }) throws -> [PluginTrial] {
        var choice = RuleSet.Choice()
        choice.rules = arguments.all("rule")
        let isNamed = !arguments.positional.isEmpty
        let plugins = isNamed ? try folders().map { try PluginLoader.load(folder: $0) } : try Session.plugins(arguments, to: .write)
        // A plugin of rules about AWS need not bring AWS's types again.
        return try PluginTrial.run(
            RuleSet(plugins: plugins, choice: choice), others: PluginPlaces.around(plugins), jobs: jobs, before: before, isCancelled: isCancelled)
    }

    /// The folders of the plugins: those that are named, else those that the other commands take.
    func folders() throws -> [String] {
        guard !arguments.positional.isEmpty else { return try Session.pluginFolders(arguments, to: .write) }
        return try arguments.positional.flatMap { path in
            let folders = PluginLoader.folders(in: path)
            if folders.isEmpty { throw UsageError("\(path): found no plugin.lua there or one folder below") }
            return folders
        }
    }
}
