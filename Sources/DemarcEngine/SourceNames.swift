// SPDX-License-Identifier: Apache-2.0
internal import DemarcSnapshot

/// The paths of a snapshot's files as reports show them; each thread has its own, as threads that count one text's users wait for each other.
struct SourceNames {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    init(_ sources: [Source]) {
        ends.reserveCapacity(sources.count)
        for source in sources {
            bytes.append(contentsOf: SafeText.name(source.path).utf8)
            ends.append(bytes.count)
        }
    }

    /// Adds the path of the file with this number.
    func append(_ number: Int, to other: inout [UInt8]) {
        other.append(contentsOf: bytes[(number > 0 ? ends[number - 1] : 0)..<ends[number]])
    }
}
