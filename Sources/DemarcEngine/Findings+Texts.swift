// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

extension Findings {
    /// Few enough that none waits long for another's to be written, many enough that taking them costs nothing.
    private static let batch = 128

    /// Lets `append` add the text of each finding, and whether it is the first of all, to bytes, and calls `write` with these, many findings at a
    /// time in their order; on several threads texts are made side by side.
    public func forEachText(_ append: @Sendable (Finding, _ isFirst: Bool, inout [UInt8]) -> Void, _ write: ([UInt8]) -> Void) {
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
                    var texts: [UInt8] = []
                    texts.reserveCapacity(3 * bytes.count)
                    var place = 0
                    while let length = FindingBytes.length(bytes, at: place) {
                        append(FindingBytes.finding(bytes, at: place), number == 0 && place == 0, &texts)
                        place += length
                    }
                    pieces.add(texts, number) { unsafe write($0) }
                }
            }
        }
    }
}
