// SPDX-License-Identifier: Apache-2.0
internal import DemarcRules
internal import DemarcSnapshot

/// The run without arguments: seconds, bytes and counts of one file of one account and region, beside what the same bytes cost anybody.
struct StandardRun {
    let options: Options
    private let folder: Folder
    private let plugin: Plugin

    init(_ options: Options) throws {
        self.options = options
        folder = try Folder()
        plugin = try BenchmarkRules.plugin(in: folder)
    }

    /// One file; without faults only passing, which is the hot path, is measured.
    static func organisation(items: Int, hasFaults: Bool) -> Organisation {
        let preset = Preset(name: "gate", accounts: 1, regions: 1, items: items, isOneFile: true)
        return Organisation(preset: preset, mix: .standard, seed: 20_260_302, writesNulls: true, hasFaults: hasFaults)
    }

    /// Whether all of it holds.
    func run() throws -> Bool {
        let organisation = StandardRun.organisation(items: options.items ?? 100_000, hasFaults: true)
        let writer = SnapshotWriter(organisation: organisation, folder: folder)
        let expected = try writer.write()
        let name = writer.names[0]
        let path = "\(folder.path)/\(name)"
        print("\(expected.items) items, \(text(Double(expected.bytes) / 1e6, 1)) MB of JSON, best of 5 runs, one worker\n")
        let memory = try Memory(path: path, bytes: expected.bytes)
        let load = try Load(name, in: folder, json: try FileStream.read(path), runs: 5)
        let rules = [
            try Evaluate(
                BenchmarkRules.shallow, floor: 250, planned: expected.planned(.ebsEncrypted), failing: expected.failing(.ebsEncrypted),
                snapshot: memory.snapshot, plugin: plugin, runs: 5),
            try Evaluate(
                BenchmarkRules.nested, floor: 1500, planned: expected.planned(.sgSshOpen), failing: expected.failing(.sgSshOpen),
                snapshot: memory.snapshot, plugin: plugin, runs: 5),
        ]
        load.describe()
        for rule in rules { rule.describe() }
        memory.describe()
        var complaints = rules.flatMap(\.differences)
        if memory.held > Memory.floor { complaints.append("\(text(memory.held)) bytes an item, expected at most \(text(Memory.floor))") }
        complaints += missed(load, rules)
        if options.gates { complaints += try gates() }
        for complaint in complaints { print("FAILED: \(complaint)") }
        return complaints.isEmpty
    }

    /// Prints the floors; those that are missed where they were asked for.
    private func missed(_ load: Load, _ rules: [Evaluate]) -> [String] {
        let floors =
            [("load", load.megabytesPerSecond >= Load.floor, "\(text(Load.floor)) MB/s")]
            + rules.map { ($0.rule, $0.nanoseconds <= $0.floor, "\(text($0.floor)) ns") }
        print("\nfloors (they depend on the machine)")
        for floor in floors { print("  \(floor.1 ? "pass" : "MISS")  \(floor.0): \(floor.2)") }
        return options.floors ? floors.filter { !$0.1 }.map { "\($0.0) misses its floor of \($0.2)" } : []
    }

    /// Counts over snapshots in which everything passes: two rules one by one, and the ten of the comparison.
    private func gates() throws -> [String] {
        print("\ngates (they are counts)")
        let items = min(options.items ?? 100_000, 20_000)
        let standard = try clean("standard", StandardRun.organisation(items: items, hasFaults: false))
        var complaints: [String] = []
        for (rule, type) in [(BenchmarkRules.shallow, Kind.volume.type), (BenchmarkRules.nested, Kind.securityGroup.type)] {
            complaints += try Gate.hold(rule, type, standard, plugin)
        }
        complaints += try RaisedErrors.hold(standard, plugin)
        let preset = Preset(name: "gate", accounts: 1, regions: 1, items: items, isOneFile: true)
        let comparison = try clean("ten", Organisation(preset: preset, mix: .ten, seed: 1, writesNulls: false, hasFaults: false))
        let ten = try PluginLoader.load(folder: Places.tenRules)
        for rule in TenRule.allCases { complaints += try Gate.hold(rule.id, rule.kind.type, comparison, ten) }
        return complaints
    }

    private func clean(_ name: String, _ organisation: Organisation) throws -> Snapshot {
        let clean = Folder(at: "\(folder.path)/\(name)")
        _ = try SnapshotWriter(organisation: organisation, folder: clean).write()
        return try SnapshotLoader.load(paths: [clean.path])
    }
}
