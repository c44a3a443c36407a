// SPDX-License-Identifier: Apache-2.0
internal import DemarcRules
internal import DemarcSnapshot

#if canImport(Glibc)
internal import Glibc
#endif

/// What the command line asks for.
struct Options {
    var items = 100_000
    var gates = false
    var floors = false
    /// A folder to write the snapshot and the rules to, and measure nothing.
    var output: String?

    init?(_ arguments: [String]) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--gate": gates = true
            case "--floors": floors = true
            case "--write":
                guard let path = rest.popFirst() else { return nil }
                output = path
            case "--items":
                guard let number = rest.popFirst().flatMap({ Int($0) }), number > 0 else { return nil }
                items = number
            default: return nil
            }
        }
    }
}

/// Runs what `options` ask for; whether all of it holds.
func run(_ options: Options) throws -> Bool {
    let folder = try Folder()
    let plugin = try BenchmarkRules.plugin(in: folder)
    let generated = Generator(items: options.items)
    let path = try folder.write(Generator.fileName, generated.json)
    print("\(generated.items) items, \(text(Double(generated.json.count) / 1e6, 1)) MB of JSON, best of 5 runs, one worker\n")
    let memory = try Memory(path: path, bytes: generated.json.count)
    let load = try Load(Generator.fileName, in: folder, json: generated.json, runs: 5)
    let expected = generated.expected
    let rules = [
        try Evaluate(
            BenchmarkRules.shallow, floor: 250, planned: expected.volumes, failing: expected.plainVolumes, snapshot: memory.snapshot,
            plugin: plugin, runs: 5),
        try Evaluate(
            BenchmarkRules.nested, floor: 1500, planned: expected.groups, failing: expected.openGroups, snapshot: memory.snapshot,
            plugin: plugin, runs: 5),
    ]
    load.describe()
    for rule in rules { rule.describe() }
    memory.describe()
    var complaints = rules.flatMap(\.differences)
    if memory.held > Memory.floor { complaints.append("\(text(memory.held)) bytes an item, expected at most \(text(Memory.floor))") }
    let floors =
        [("load", load.megabytesPerSecond >= Load.floor, "\(text(Load.floor)) MB/s")]
        + rules.map { ($0.rule, $0.nanoseconds <= $0.floor, "\(text($0.floor)) ns") }
    print("\nfloors (they depend on the machine)")
    for floor in floors { print("  \(floor.1 ? "pass" : "MISS")  \(floor.0): \(floor.2)") }
    if options.floors { complaints += floors.filter { !$0.1 }.map { "\($0.0) misses its floor of \($0.2)" } }
    if options.gates { complaints += try gate(options, folder, plugin) }
    for complaint in complaints { print("FAILED: \(complaint)") }
    return complaints.isEmpty
}

/// Counts over a snapshot in which everything passes.
func gate(_ options: Options, _ folder: Folder, _ plugin: Plugin) throws -> [String] {
    print("\ngates (they are counts)")
    let generated = Generator(items: min(options.items, 20_000), hasFaults: false)
    folder.folder("clean")
    let path = try folder.write("clean/\(Generator.fileName)", generated.json)
    let snapshot = try SnapshotLoader.load(paths: [path], asOf: nil)
    var complaints: [String] = []
    for (rule, type) in [(BenchmarkRules.shallow, "AWS::EC2::Volume"), (BenchmarkRules.nested, "AWS::EC2::SecurityGroup")] {
        let counts = try Gate.count(rule, type, snapshot, plugin)
        Gate.describe(rule, counts)
        complaints += Gate.complaints(rule, counts)
    }
    return complaints
}

guard let options = Options(Array(CommandLine.arguments.dropFirst())) else {
    print("usage: demarc-bench [--items N] [--gate] [--floors] [--write FOLDER]")
    exit(2)
}
do {
    if let path = options.output {
        // What is counted passes: a failure makes a finding.
        let folder = Folder(at: path)
        _ = try BenchmarkRules.plugin(in: folder)
        try folder.write(Generator.fileName, Generator(items: options.items, hasFaults: false).json)
        exit(0)
    }
    exit(try run(options) ? 0 : 1)
} catch {
    print("FAILED: \(error)")
    exit(1)
}
