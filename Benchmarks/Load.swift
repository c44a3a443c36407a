// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument
internal import DemarcSnapshot

/// How fast plain JSON becomes a snapshot, beside what the same bytes cost anybody in the same run.
struct Load {
    static let floor = 250.0

    let megabytesPerSecond: Double
    let simdjson: Double
    let copy: Double

    /// Measures `runs` loads of the file at `path`, whose bytes are `json`.
    init(path: String, json: [UInt8], runs: Int) throws {
        let megabytes = Double(json.count) / 1e6
        megabytesPerSecond = megabytes / (try best(of: runs) { _ = try SnapshotLoader.load(paths: [path], asOf: nil) })
        let text = TextBuffer(copying: json)
        let parser = try JSONParser()
        simdjson = megabytes / (try best(of: runs) { _ = try parser.parse(text) { $0.root.count } })
        var target = [UInt8](repeating: 0, count: json.count)
        copy = megabytes / best(of: runs) { unsafe target.withUnsafeMutableBytes { unsafe $0.copyBytes(from: json) } }
    }

    func describe() {
        print(
            "load, plain JSON         \(text(megabytesPerSecond)) MB/s   \(text(megabytesPerSecond / simdjson, 2)) x simdjson, \(text(megabytesPerSecond / copy, 3)) x a copy"
        )
        print("  simdjson to its tape   \(text(simdjson)) MB/s")
        print("  copy in memory         \(text(copy)) MB/s")
    }
}
