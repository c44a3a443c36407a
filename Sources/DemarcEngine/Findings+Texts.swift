// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// Some findings that follow one another.
public struct FindingBatch: Sendable {
    let bytes: [UInt8]
    /// Whether none comes before them.
    public let isFirst: Bool

    /// How many bytes they are kept in.
    public var size: Int { bytes.count }

    /// Goes through them in their order.
    public func forEach(_ body: (FindingRecord) -> Void) {
        var place = 0
        while let length = FindingBytes.length(bytes, at: place) {
            body(FindingRecord(bytes, at: place))
            place += length
        }
    }
}

extension Findings {
    /// Few enough that none waits long for another's to be written, many enough that taking them costs nothing.
    private static let batch = 128

    /// Lets `text` make the text of some findings, and calls `write` with one after another in their order; on several threads texts are made
    /// side by side.
    public func forEachText(_ text: @Sendable (FindingBatch) -> [UInt8], _ write: ([UInt8]) -> Void) {
        let merge = Guarded((findings: makeIterator(), batches: 0))
        let pieces = OrderedPieces<[UInt8]>(most: 4 * jobs)
        withoutActuallyEscaping(write) { write in
            // One thread writes at a time.
            nonisolated(unsafe) let write = write
            Threads.runHere(count > Findings.batch ? jobs : 1) { _ in
                while true {
                    let (bytes, number) = merge.withLock { merge in
                        merge.batches += 1
                        return (merge.findings.next(Findings.batch), merge.batches - 1)
                    }
                    if bytes.isEmpty { return }
                    pieces.add(text(FindingBatch(bytes: bytes, isFirst: number == 0)), number) { unsafe write($0) }
                }
            }
        }
    }
}
