// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// Pieces of a text that threads finish in any order, and that are written in the order of their numbers.
///
/// A thread that is early goes on to its next piece; it waits only where very many are early already.
final class OrderedPieces: Sendable {
    private struct State {
        var early: [Int: [UInt8]] = [:]
        /// The number of the next piece to be written.
        var next = 0
        var isWriting = false
    }

    private let state = Guarded(State())
    private let most: Int

    /// At most about `most` pieces wait for one before them.
    init(most: Int) { self.most = most }

    /// Adds the piece with this number, and writes what is ready unless another thread does.
    func add(_ piece: [UInt8], _ number: Int, _ write: ([UInt8]) -> Void) {
        state.withLock(when: { [most] in $0.early.count < most || $0.next == number }) { $0.early[number] = piece }
        while let ready = begin() {
            write(ready)
            state.withLock { state in
                state.isWriting = false
                state.next += 1
            }
        }
    }

    private func begin() -> [UInt8]? {
        state.withLock { state in
            guard !state.isWriting, let ready = state.early.removeValue(forKey: state.next) else { return nil }
            state.isWriting = true
            return ready
        }
    }
}
