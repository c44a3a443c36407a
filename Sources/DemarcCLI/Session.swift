// SPDX-License-Identifier: Apache-2.0
internal import Demarc
internal import FoundationEssentials

#if canImport(Glibc)
internal import Glibc
#endif

/// What the commands share: plugins, rules and snapshots by the options that choose them.
enum Session {
    static let pluginOption = Option(
        name: "plugin", value: "PATH", help: "a plugin, or a folder of them (default: $DEMARC_PLUGINS, this folder, ./Plugins, the installed ones)",
        repeats: true)
    static let packOption = Option(name: "pack", value: "PACK", help: "the pack whose rules run; all for every rule (default: baseline)")
    /// The pack that is none: every rule.
    static let everyRule = "all"
    static let ruleOption = Option(name: "rule", value: "RULE", help: "only this rule; an id may end in *", repeats: true)
    static let parameterOption = Option(name: "param", value: "RULE.NAME=VALUE", help: "sets a rule's parameter", repeats: true)
    static let configurationOption = Option(
        name: "config", value: "FILE", help: "the organisation's configuration (default: demarc.lua in this folder, where there is one)")
    static let asOfOption = Option(name: "as-of", value: "TIME", help: "\"now\" for every age (default: the newest stamp in the snapshot)")
    static let jobsOption = Option(name: "jobs", value: "N", help: "threads that load and evaluate (default: the machine's cores)")
    static let memoryOption = Option(
        name: "memory", value: "SIZE",
        help: "memory to work in, such as 512M or 2G; what does not fit is read account by account, none in parts (default: half of the machine's)")
    static let colourOption = Option(name: "color", value: "WHEN", help: "auto, always or never", choices: ["auto", "always", "never"])
    static let quietOption = Option(name: "quiet", value: nil, help: "no progress, no notes")

    /// The plugins of `--plugin`, else of the places where they are looked for.
    ///
    /// - Parameter paths: what is scanned; plugins in it do not judge it unless `--plugin` names them.
    static func plugins(_ arguments: Arguments, to purpose: PluginPlaces.Purpose = .run, over paths: [String] = []) throws -> [Plugin] {
        var plugins: [Plugin] = []
        for folder in try pluginFolders(arguments, to: purpose, over: paths) {
            let plugin = try PluginLoader.load(folder: folder)
            // Examples lie beside what is meant to run.
            if !plugin.isExample || folder == "." || arguments.all("plugin").contains(folder) { plugins.append(plugin) }
        }
        for (name, same) in Dictionary(grouping: plugins, by: \.name) where same.count > 1 {
            throw UsageError("two plugins are called \"\(name)\": \(same.map(\.folder).joined(separator: ", "))")
        }
        return plugins
    }

    /// Their folders, at least one.
    static func pluginFolders(_ arguments: Arguments, to purpose: PluginPlaces.Purpose = .run, over paths: [String] = []) throws -> [String] {
        let named = arguments.all("plugin")
        var folders = named.flatMap { PluginLoader.folders(in: $0) }
        for (path, found) in zip(named, named.map { PluginLoader.folders(in: $0) }) where found.isEmpty {
            throw UsageError("--plugin \(path): found no plugin.lua there or one folder below")
        }
        if named.isEmpty {
            for place in PluginPlaces.all(to: purpose) where folders.isEmpty {
                folders = PluginLoader.folders(in: place)
                guard !folders.isEmpty, let scanned = PluginPlaces.scanned(paths, holding: place) else { continue }
                throw UsageError("the plugins in \(place) are part of \(scanned), which is scanned; name them with --plugin if they are to judge it")
            }
        }
        guard !folders.isEmpty else {
            throw UsageError("there is no plugin in \(PluginPlaces.all(to: purpose).joined(separator: ", ")); name one with --plugin")
        }
        return folders
    }

    /// The rules that the options choose for a scan of `paths`.
    static func rules(_ arguments: Arguments, over paths: [String]) throws -> RuleSet {
        try rules(arguments, plugins(arguments, over: paths), configuration(arguments, over: paths))
    }

    /// The rules that the options choose; the baseline, where the plugins have it and nothing else is chosen.
    static func rules(_ arguments: Arguments, _ plugins: [Plugin], _ configuration: Configuration? = nil) throws -> RuleSet {
        var choice = RuleSet.Choice()
        choice.rules = arguments.all("rule")
        let hasBaseline = plugins.flatMap(\.packs).contains { $0.name == "baseline" }
        choice.pack = arguments.value("pack") ?? (choice.rules.isEmpty && hasBaseline ? "baseline" : nil)
        if choice.pack == everyRule { choice.pack = nil }
        choice.parameters = try parameters(arguments)
        choice.configuration = configuration
        let isChosen = arguments.has("pack") || !choice.rules.isEmpty
        choice.takesConfiguredPacks = !isChosen && configuration?.hasPacks == true
        return try ruleSet(plugins, choice)
    }

    /// The rules of a choice; where there is no such rule or pack, the error tells in which plugins it was looked for.
    static func ruleSet(_ plugins: [Plugin], _ choice: RuleSet.Choice) throws -> RuleSet {
        do throws(RuleError) {
            return try RuleSet(plugins: plugins, choice: choice)
        } catch {
            guard case .noSuch(_, _, nil) = error else { throw error }
            let found = plugins.map { "\($0.name) (\($0.folder))" }.joined(separator: ", ")
            throw UsageError("\(error.description) in the plugins \(found); --plugin names others")
        }
    }

    /// The configuration of `--config`, else the `demarc.lua` of this folder, where there is one.
    ///
    /// - Parameter paths: what is scanned; a configuration in it does not count unless `--config` names it.
    static func configuration(_ arguments: Arguments, over paths: [String]) throws -> Configuration? {
        if let path = arguments.value("config") { return try ConfigurationReader.load(path: path) }
        guard exists("demarc.lua") else { return nil }
        if let scanned = PluginPlaces.scanned(paths, holding: "demarc.lua") {
            throw UsageError("demarc.lua is part of \(scanned), which is scanned; name it with --config if it is to count")
        }
        return try ConfigurationReader.load(path: "demarc.lua")
    }

    /// The parameters that the options set; a value may be empty.
    static func parameters(_ arguments: Arguments) throws -> [(name: String, value: String)] {
        var names: Set<String> = []
        return try arguments.all("param").map { text in
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, !parts[0].isEmpty else { throw UsageError("--param \(text): expected RULE.NAME=VALUE") }
            guard names.insert(parts[0]).inserted else { throw UsageError("--param \(parts[0]): found it twice, expected one value") }
            return (parts[0], parts[1])
        }
    }

    /// The snapshot in `paths`, all of it at once.
    static func snapshot(_ paths: [String], _ arguments: Arguments, _ configuration: Configuration? = nil) throws -> Snapshot {
        var stream = try stream(paths, arguments, configuration, memory: .max)
        guard let snapshot = try stream.next() else { throw UsageError("found no AWS account in \(paths.joined(separator: " "))") }
        return snapshot
    }

    /// The snapshot in `paths`, as many accounts at once as fit in `memory`.
    static func stream(
        _ paths: [String], _ arguments: Arguments, _ configuration: Configuration? = nil, memory: Int,
        isCancelled: @Sendable @escaping () -> Bool = { false }
    ) throws -> SnapshotStream {
        guard !paths.isEmpty else { throw UsageError("name the files or folders of a snapshot") }
        if let path = paths.first(where: { !exists($0) }) { throw UsageError("there is no file or folder \"\(path)\"") }
        let asOf = try arguments.value("as-of").map { text in
            guard let instant = Instant(text) else {
                throw UsageError("--as-of: found \"\(text)\", expected a time like 2026-03-02T03:12:44Z")
            }
            return instant
        }
        let progress = Progress("reading", isQuiet: arguments.has("quiet"))
        var options = LoadOptions(asOf: asOf)
        options.organization = configuration?.organizationFacts ?? OrganizationFacts()
        options.jobs = try jobs(arguments)
        options.isCancelled = isCancelled
        options.progress = progress.update
        let stream = try SnapshotStream(paths: paths, memory: memory, options: options)
        progress.finish()
        if let asOf, let newest = stream.summary.sources.compactMap(\.stamp).max(), asOf < newest, !arguments.has("quiet") {
            let what = "ages are counted to it, and later dates are unknown"
            Terminal.say("demarc: --as-of \(asOf) is before the newest stamp of the snapshot, \(newest): \(what)")
        }
        // Where input was damaged the report says so; where there simply is none, the paths are wrong.
        if stream.rest.isEmpty && !stream.summary.isDamaged { throw UsageError("found no AWS account in \(paths.joined(separator: " "))") }
        if let account = stream.oversized.first, !arguments.has("quiet") {
            let more = stream.oversized.count > 1 ? " (and \(stream.oversized.count - 1) others)" : ""
            Terminal.say("demarc: account \(account)\(more) alone may need more memory than --memory allows")
        }
        return stream
    }

    /// The memory of `--memory`, else half of the machine's.
    static func memory(_ arguments: Arguments) throws -> WorkingMemory {
        let jobs = try jobs(arguments)
        guard let text = arguments.value("memory") else {
            return WorkingMemory(total: sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE)) / 2, jobs: jobs)
        }
        let units = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30]
        let unit = units[String(text.suffix(1)).uppercased()]
        let number = Int(unit == nil ? text : String(text.dropLast())).map { $0.multipliedReportingOverflow(by: unit ?? 1) }
        guard let number, !number.overflow, number.partialValue > 0 else {
            throw UsageError("--memory: found \"\(text)\", expected a number of bytes, or one with K, M or G behind it")
        }
        return WorkingMemory(total: number.partialValue, jobs: jobs)
    }

    /// What is left to say of files that did not load, and the exit code that follows from them alone.
    static func exitCode(_ rules: RuleSet, _ snapshot: Snapshot, _ arguments: Arguments) -> Int32 {
        let errors = rules.plugins.flatMap(\.errors).map(\.description)
        let damage = snapshot.problems.filter { $0.severity == .damage }.map(\.description) + misspeltTypes(rules, snapshot)
        if !arguments.has("quiet") { for text in errors + damage { Terminal.say("demarc: \(SafeText.message(text))") } }
        if !errors.isEmpty { return ExitCode.ruleErrors }
        return damage.isEmpty ? ExitCode.clean : ExitCode.incomplete
    }

    /// What is to be said of types of a snapshot that are no rule's but for their spelling.
    static func misspeltTypes(_ rules: RuleSet, _ snapshot: Snapshot) -> [String] {
        var types = MisspeltTypes(rules)
        types.look(at: snapshot)
        return types.problems.sorted { $0.key < $1.key }.map(\.value.description)
    }

    /// Whether there is something at `path`, readable or not.
    static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 || (errno != ENOENT && errno != ENOTDIR) }

    static func jobs(_ arguments: Arguments) throws -> Int {
        let cores = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        return try arguments.number("jobs", 1...1024, otherwise: cores)
    }

    static func style(_ arguments: Arguments) -> TextStyle { Terminal.style(arguments.value("color") ?? "auto") }
}
