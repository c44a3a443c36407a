// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// What a run found, in the order (account, region, type, id, rule, key), each by its bytes: kept small, and beyond a bound in a file.
///
/// They may be gone through any number of times; each time they are read anew.
public struct Findings: Sequence, Sendable {
    /// Sorted findings as bytes.
    enum Run: Sendable {
        case memory([UInt8])
        case file(SpillFile, Range<Int64>)
    }

    private let runs: [Run]
    private let file: SpillFile
    /// Threads that make texts of them.
    let jobs: Int
    /// How many there are.
    public let count: Int

    init(_ buffers: [FindingBuffer], file: SpillFile, jobs: Int = 1) {
        self.jobs = jobs
        var sorting = buffers.map { (buffer: $0, runs: [Run]()) }
        Threads.change(&sorting, on: jobs, unless: { false }, with: { _ in }) { $1.runs = $1.buffer.runs() }
        runs = sorting.flatMap(\.runs)
        count = buffers.reduce(0) { $0 + $1.count }
        self.file = file
    }

    /// Why findings are missing, where they could not be kept or read again; to be asked when they have been gone through.
    public var complaint: String? { file.complaint }

    public func makeIterator() -> Iterator { Iterator(runs) }

    /// Merges the runs.
    public struct Iterator: IteratorProtocol {
        /// In the order of the findings they stand at.
        private var cursors: [RunCursor]

        fileprivate init(_ runs: [Run]) { cursors = runs.compactMap { RunCursor($0) }.sorted { $0.precedes($1) } }

        public mutating func next() -> Finding? {
            guard let finding = cursors.first?.finding else { return nil }
            advance()
            return finding
        }

        /// As many of the next findings as there are up to `count`, by their bytes.
        mutating func next(_ count: Int) -> [UInt8] {
            var bytes: [UInt8] = []
            for _ in 0..<count {
                guard let finding = cursors.first?.findingBytes else { break }
                bytes += finding
                advance()
            }
            return bytes
        }

        private mutating func advance() {
            if cursors[0].advance() { settle() } else { cursors.removeFirst() }
        }

        /// Moves the first cursor behind those whose findings come before its own.
        private mutating func settle() {
            var place = 0
            while place + 1 < cursors.count && cursors[place + 1].precedes(cursors[place]) {
                cursors.swapAt(place, place + 1)
                place += 1
            }
        }
    }
}
