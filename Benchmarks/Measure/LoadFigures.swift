// SPDX-License-Identifier: Apache-2.0
internal import DemarcSnapshot

/// How fast files become a snapshot.
enum LoadFigures {
    static func measure(_ workload: Workload, runs: Int) throws -> Measured {
        var result = Measured()
        let times = try (0..<runs).map { _ in
            try seconds {
                let snapshot = try SnapshotLoader.load(paths: [workload.snapshot])
                result.expect("items loaded", snapshot.accounts.reduce(0) { $0 + $1.resourceCount }, workload.expected.items)
            }
        }
        result.figures = [
            Figure(name: "load", unit: "MB/s", runs: times.map { Double(workload.expected.bytes) / 1e6 / $0 }),
            Figure(name: "load, items", unit: "/s", runs: times.map { Double(workload.expected.items) / $0 }),
        ]
        return result
    }
}
