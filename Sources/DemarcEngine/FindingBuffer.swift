// SPDX-License-Identifier: Apache-2.0

/// Findings of one thread in the order in which it made them; beyond a bound they go to a file, sorted, a run at a time.
struct FindingBuffer {
    /// Bytes that are sorted at once on their way to the file: fewer than the processor's cache holds.
    private static let windowSize = 1 << 18

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

    mutating func add(_ finding: Finding) { add { FindingBytes.append(finding, to: &$0) } }

    /// Adds the finding that `write` writes.
    mutating func add<Failure: Error>(_ write: (inout [UInt8]) throws(Failure) -> Void) throws(Failure) {
        let place = bytes.count
        try write(&bytes)
        count += 1
        places.append(place)
        if bytes.count > bound { spill() }
    }

    private mutating func spill() {
        if let range = file.reserve(bytes.count) {
            var (offset, window): (Int64, [UInt8]) = (range.lowerBound, [])
            forEachSorted { finding in
                if window.count + finding.count > FindingBuffer.windowSize {
                    file.write(window, at: offset)
                    offset += Int64(window.count)
                    window.removeAll(keepingCapacity: true)
                }
                window += finding
            }
            file.write(window, at: offset)
            spilled.append(.file(file, range))
        }
        bytes.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
    }

    private func forEachSorted(_ body: (ArraySlice<UInt8>) -> Void) {
        for place in places.sorted(by: { FindingBytes.precedes(bytes, $0, bytes, $1) }) {
            body(bytes[place..<place + (FindingBytes.length(bytes, at: place) ?? 0)])
        }
    }

    private func sorted() -> [UInt8] {
        var sorted: [UInt8] = []
        sorted.reserveCapacity(bytes.count)
        forEachSorted { sorted += $0 }
        return sorted
    }

    /// What was added since this was last asked.
    mutating func take() -> FindingBuffer {
        defer { self = FindingBuffer(bound: bound, file: file) }
        return self
    }

    /// Everything that was added, in sorted runs.
    func runs() -> [Findings.Run] { spilled + (bytes.isEmpty ? [] : [.memory(sorted())]) }
}
