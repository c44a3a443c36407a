// SPDX-License-Identifier: Apache-2.0
/// Pieces of a whole that threads finish in any order, and that are put together in the order of their numbers.
///
/// A thread that is early goes on to its next piece; it waits only where very many are early already.
public final class OrderedPieces<Piece>: Sendable {
    private struct State {
        var early: [Int: Piece] = [:]
        /// The number of the next piece to be put in its place.
        var next = 0
        var isBusy = false
    }

    private let state = Guarded(State())
    private let most: Int

    /// At most about `most` pieces wait for one before them.
    public init(most: Int = .max) { self.most = most }

    /// Adds the piece with this number, and gives what is ready to `place`, one piece after another, unless another thread does.
    public func add(_ piece: Piece, _ number: Int, _ place: (Piece) -> Void) {
        state.withLock(when: { [most] in $0.early.count < most || $0.next == number }) { $0.early[number] = piece }
        while let ready = begin() {
            place(ready)
            state.withLock { state in
                state.isBusy = false
                state.next += 1
            }
        }
    }

    private func begin() -> Piece? {
        state.withLock { state in
            guard !state.isBusy, let ready = state.early.removeValue(forKey: state.next) else { return nil }
            state.isBusy = true
            return ready
        }
    }
}
