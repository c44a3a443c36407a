// SPDX-License-Identifier: Apache-2.0

/// One measured number: the median of its runs.
struct Figure {
    let name: String
    let unit: String
    let runs: [Double]
    var digits = 0

    var median: Double {
        let sorted = runs.sorted()
        guard !sorted.isEmpty else { return 0 }
        return sorted.count % 2 == 1 ? sorted[sorted.count / 2] : (sorted[sorted.count / 2 - 1] + sorted[sorted.count / 2]) / 2
    }

    var line: String {
        let name = name + String(repeating: " ", count: max(1, 34 - name.count))
        let range = runs.count > 1 ? "   \(text(runs.min() ?? 0, digits)) to \(text(runs.max() ?? 0, digits))" : ""
        return "\(name) \(text(median, digits)) \(unit)\(range)"
    }

    var json: String {
        "{\"name\":\"\(name)\",\"unit\":\"\(unit)\",\"median\":\(text(median, 4)),\"runs\":[\(runs.map { text($0, 4) }.joined(separator: ","))]}"
    }
}

/// What a measurement found: numbers, and counts that are not the generator's.
struct Measured {
    var figures: [Figure] = []
    var complaints: [String] = []

    mutating func expect(_ what: String, _ found: Int, _ expected: Int) {
        if found != expected { complain("\(what): found \(found), the generator counted \(expected)") }
    }

    /// The same in every run is said once.
    mutating func complain(_ text: String) {
        if !complaints.contains(text) { complaints.append(text) }
    }

    mutating func add(_ other: Measured) {
        figures += other.figures
        other.complaints.forEach { complain($0) }
    }

    func show(_ workload: Workload, asJSON: Bool) {
        let expected = workload.expected
        if asJSON {
            let complaints = complaints.map { "\"\($0)\"" }.joined(separator: ",")
            print("{\"parameters\":\"\(workload.description)\",\"items\":\(expected.items),\"bytes\":\(expected.bytes),")
            print("\"figures\":[\(figures.map(\.json).joined(separator: ",\n"))],\n\"complaints\":[\(complaints)]}")
            return
        }
        print("\(workload.description)\n\(expected.items) items, \(text(Double(expected.bytes) / 1e6, 1)) MB of JSON; medians\n")
        for figure in figures { print(figure.line) }
        for complaint in complaints { print("FAILED: \(complaint)") }
    }
}
