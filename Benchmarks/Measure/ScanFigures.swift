// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// What a whole scan costs, from the files to the findings in a file: each in a process of its own, as a user runs it.
final class ScanFigures {
    let workload: Workload
    let options: Options
    private let folder: Folder
    /// Scans on every core, made when first asked for.
    private var scans: [ScanProcess] = []

    init(_ workload: Workload, _ options: Options) throws {
        self.workload = workload
        self.options = options
        folder = try Folder()
    }

    /// Seconds on every core.
    func endToEnd(_ result: inout Measured) throws {
        try scanOnEveryCore(&result)
        result.figures.append(Figure(name: "end to end", unit: "s", runs: scans.map(\.seconds), digits: 3))
        result.figures.append(Figure(name: "end to end, processor time", unit: "s", runs: scans.map(\.processorSeconds), digits: 3))
    }

    /// One worker against two, in turns, and what two threads are worth on the machine meanwhile.
    func scaling(_ result: inout Measured) throws {
        var (one, two, arithmetic, memory): ([Double], [Double], [Double], [Double]) = ([], [], [], [])
        func askMachine() throws {
            arithmetic.append(try Processors.arithmetic())
            memory.append(Processors.memory())
        }
        for _ in 0..<options.runs {
            one.append(try scan(jobs: 1, runs: 1, &result)[0].seconds)
            try askMachine()
            two.append(try scan(jobs: 2, runs: 1, &result)[0].seconds)
            try askMachine()
        }
        result.figures.append(Figure(name: "one worker", unit: "s", runs: one, digits: 3))
        result.figures.append(Figure(name: "two workers", unit: "s", runs: two, digits: 3))
        result.figures.append(Figure(name: "one against two", unit: "x", runs: zip(one, two).map { $0 / $1 }, digits: 2))
        result.figures.append(Figure(name: "fastest against fastest", unit: "x", runs: [(one.min() ?? 0) / (two.min() ?? 1)], digits: 2))
        result.figures.append(Figure(name: "the machine's own, arithmetic", unit: "x", runs: arithmetic, digits: 2))
        result.figures.append(Figure(name: "the machine's own, memory", unit: "x", runs: memory, digits: 2))
    }

    /// The most memory a scan held at a time.
    func memory(_ result: inout Measured) throws {
        try scanOnEveryCore(&result)
        result.figures.append(Figure(name: "peak memory", unit: "MB", runs: scans.map { Double($0.peakBytes) / 1e6 }, digits: 1))
    }

    private func scanOnEveryCore(_ result: inout Measured) throws {
        if scans.isEmpty { scans = try scan(jobs: nil, runs: options.runs, &result) }
    }

    private func scan(jobs: Int?, runs: Int, _ result: inout Measured) throws -> [ScanProcess] {
        let output = "\(folder.path)/findings.jsonl"
        var arguments = ["scan", workload.snapshot, "--pack", "all", "--quiet", "--format", "jsonl", "--output", output, "--plugin"]
        arguments.append(options.usesShippedRules ? Places.shippedRules : Places.tenRules)
        if let jobs { arguments += ["--jobs", "\(jobs)"] }
        return try (0..<runs).map { _ in
            let process = try ScanProcess(arguments)
            try check(output, &result)
            return process
        }
    }

    /// Holds the summary, the last line, against the generator. What the shipped rules find the generator does not know.
    private func check(_ output: String, _ result: inout Measured) throws {
        let lines = try FileStream.read(output).split(separator: 0x0A)
        guard let last = lines.last else { throw FolderError(description: "the scan wrote no findings") }
        let (planned, passed, failed) = try JSONParser().parse(TextBuffer(copying: Array(last))) { tree in
            let counts = tree.root["summary"]?["ledger"]
            return (counts?["planned"]?.integer ?? -1, counts?["pass"]?.integer ?? -1, counts?["fail"]?.integer ?? -1)
        }
        guard !options.usesShippedRules else {
            if planned <= 0 { result.complain("the scan planned nothing") }
            return
        }
        let failing = TenRule.allCases.reduce(0) { $0 + workload.expected.failing($1) }
        result.expect("evaluations", Int(planned), workload.expected.evaluations)
        result.expect("failures", Int(failed), failing)
        result.expect("passes", Int(passed), workload.expected.evaluations - failing)
    }
}
