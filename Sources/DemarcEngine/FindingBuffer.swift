// SPDX-License-Identifier: Apache-2.0

/// Findings of one thread in the order in which it made them; beyond a bound they go to a file, sorted, a run at a time.
struct FindingBuffer {
    private let bound: Int
    private let file: SpillFile
    private var bytes: [UInt8] = []
    private var places: [Int] = []
    private var spilled: [Findings.Run] = []
    /// How many were added.
    private(set) var count = 0

    /// A buffer that holds about `bound` bytes.
    init(bound: Int, file: SpillFile) {
        self.bound = bound
        self.file = file
    }

    mutating func add(_ finding: Finding) {
        count += 1
        places.append(bytes.count)
        FindingBytes.append(finding, to: &bytes)
        if bytes.count > bound { spill() }
    }

    private mutating func spill() {
        let sorted = sorted()
        if let offset = file.append(sorted) { spilled.append(.file(file, offset..<offset + Int64(sorted.count))) }
        bytes.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
    }

    private func sorted() -> [UInt8] {
        let order = places.sorted { FindingBytes.precedes(bytes, $0, bytes, $1) }
        var sorted: [UInt8] = []
        sorted.reserveCapacity(bytes.count)
        for place in order { sorted += bytes[place..<place + (FindingBytes.length(bytes, at: place) ?? 0)] }
        return sorted
    }

    /// What was added since this was last asked.
    mutating func take() -> FindingBuffer {
        defer { self = FindingBuffer(bound: bound, file: file) }
        return self
    }

    /// Everything that was added, in sorted runs.
    var runs: [Findings.Run] { spilled + (bytes.isEmpty ? [] : [.memory(sorted())]) }
}
