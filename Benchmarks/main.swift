// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
internal import Glibc
#endif

/// Runs what `options` ask for; whether all of it holds.
func run(_ options: Options) throws -> Bool {
    if let path = options.output {
        // What is counted passes: a failure makes a finding.
        let folder = Folder(at: path)
        _ = try BenchmarkRules.plugin(in: folder)
        _ = try SnapshotWriter(organisation: StandardRun.organisation(items: options.items ?? 100_000, hasFaults: false), folder: folder).write()
        return true
    }
    if options.pricesSafety {
        return try SafetyFigures.measure(items: options.items ?? 10_000, rounds: SafetyFigures.rounds, runs: max(options.runs, 1))
    }
    guard let organisation = options.organisation else { throw FolderError(description: "there is no such preset or mix\n\(Options.usage)") }
    if let path = options.generated {
        let workload = try Workload(organisation, options, in: Folder(at: path))
        print(workload.expected.json(workload.description))
        let note = "the snapshot to scan is \(workload.snapshot)\n"
        _ = unsafe write(STDERR_FILENO, note, note.utf8.count)
        return true
    }
    guard !options.measurements.isEmpty else { return try StandardRun(options).run() }
    return try measure(try options.data.map { try Workload(at: $0) } ?? Workload(organisation, options, in: try Folder()), options)
}

func measure(_ workload: Workload, _ options: Options) throws -> Bool {
    var result = Measured()
    let scans = try ScanFigures(workload, options)
    for measurement in options.measurements {
        switch measurement {
        case .load: result.add(try LoadFigures.measure(workload, runs: options.runs))
        case .evaluate: result.add(try EvaluateFigures.measure(workload, runs: options.runs))
        case .endToEnd: try scans.endToEnd(&result)
        case .scaling: try scans.scaling(&result)
        case .memory: try scans.memory(&result)
        }
    }
    result.show(workload, asJSON: options.isJSON)
    return result.complaints.isEmpty
}

guard let options = Options(Array(CommandLine.arguments.dropFirst())) else {
    print(Options.usage)
    exit(2)
}
do {
    exit(try run(options) ? 0 : 1)
} catch {
    print("FAILED: \(error)")
    exit(1)
}
