// SPDX-License-Identifier: Apache-2.0

/// A place in a sorted run of findings, and as much of the run as is in memory there.
struct RunCursor {
    private static let windowSize = 1 << 15

    private let file: SpillFile?
    private var rest: Range<Int64>
    private var bytes: [UInt8]
    private var place = 0

    /// The run's first finding; nil where there is none.
    init?(_ run: Findings.Run) {
        switch run {
        case .memory(let bytes): (file, rest, self.bytes) = (nil, 0..<0, bytes)
        case .file(let file, let range): (self.file, rest, bytes) = (file, range, [])
        }
        guard fill() else { return nil }
    }

    var finding: Finding { Finding(FindingRecord(bytes, at: place)) }
    /// The finding as bytes.
    var findingBytes: ArraySlice<UInt8> { bytes[place..<place + (FindingBytes.length(bytes, at: place) ?? 0)] }

    func precedes(_ other: RunCursor) -> Bool { FindingBytes.precedes(bytes, place, other.bytes, other.place) }

    /// Goes on to the next finding; whether there is one.
    mutating func advance() -> Bool {
        place += FindingBytes.length(bytes, at: place) ?? 0
        return fill()
    }

    /// Sees to it that all of the next finding is in memory; whether there is one.
    private mutating func fill() -> Bool {
        while true {
            if let length = FindingBytes.length(bytes, at: place), place + length <= bytes.count { return true }
            let end = min(rest.upperBound, rest.lowerBound + Int64(RunCursor.windowSize))
            guard !rest.isEmpty, let more = file?.read(rest.lowerBound..<end) else { return false }
            bytes = bytes[place...] + more
            place = 0
            rest = end..<rest.upperBound
        }
    }
}
