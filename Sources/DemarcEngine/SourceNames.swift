// SPDX-License-Identifier: Apache-2.0
internal import DemarcSnapshot

/// The paths of a snapshot's files as reports show them, each spelled when it is first needed.
///
/// Each thread has its own, as threads that count one text's users wait for each other.
final class SourceNames {
    private let sources: [Source]
    private var bytes: [UInt8] = []
    private var places: [Int: Range<Int>] = [:]
    /// The file that was asked for last: mostly the next one, too.
    private var last = (number: -1, place: 0..<0)

    init(_ sources: [Source]) { self.sources = sources }

    /// Adds the path of the file with this number.
    func append(_ number: Int, to other: inout [UInt8]) {
        if last.number != number { last = (number, places[number] ?? spell(number)) }
        other.append(contentsOf: bytes[last.place])
    }

    private func spell(_ number: Int) -> Range<Int> {
        let start = bytes.count
        bytes.append(contentsOf: SafeText.name(sources[number].path).utf8)
        places[number] = start..<bytes.count
        return start..<bytes.count
    }
}
