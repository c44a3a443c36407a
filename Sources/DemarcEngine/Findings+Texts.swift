// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

extension Findings {
    /// Few enough that none waits long for another's to be written, many enough that taking them costs nothing.
    private static let batch = 128

    /// Calls `write` with the text that `text` makes of each finding, in their order; on several threads texts are made side by side.
    public func forEachText(_ text: @Sendable @escaping (Finding) -> String, _ write: (String) -> Void) {
        guard jobs > 1 && count > Findings.batch else {
            for finding in self { write(text(finding)) }
            return
        }
        let merge = Guarded((findings: makeIterator(), batches: 0))
        let written = Guarded(0)
        withoutActuallyEscaping(write) { write in
            // One thread writes at a time, that whose turn it is.
            nonisolated(unsafe) let write = write
            let work: @Sendable (Int) -> Void = { _ in
                while true {
                    let (bytes, number) = merge.withLock { merge in
                        merge.batches += 1
                        return (merge.findings.next(Findings.batch), merge.batches - 1)
                    }
                    let texts = Findings.texts(of: bytes, text)
                    written.withLock(when: { $0 == number }) { written in
                        for text in texts { unsafe write(text) }
                        written += 1
                    }
                    if bytes.isEmpty { return }
                }
            }
            Threads.runHere(jobs, work)
        }
    }

    private static func texts(of bytes: [UInt8], _ text: (Finding) -> String) -> [String] {
        var texts: [String] = []
        var place = 0
        while let length = FindingBytes.length(bytes, at: place) {
            texts.append(text(FindingBytes.finding(bytes, at: place)))
            place += length
        }
        return texts
    }
}
