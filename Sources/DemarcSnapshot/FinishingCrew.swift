// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// Who finishes accounts: threads, each with a builder of its own for the arena.
@safe struct FinishingCrew: Sendable {
    // A builder takes stretches of the arena for itself, so there are as few as threads, however many accounts. Each is one thread's.
    private nonisolated(unsafe) let builders: [ArenaBuilder]
    let isCancelled: @Sendable () -> Bool

    init(_ builders: [ArenaBuilder], isCancelled: @Sendable @escaping () -> Bool) {
        unsafe self.builders = builders
        self.isCancelled = isCancelled
    }

    var threads: Int { unsafe builders.count }

    /// The builder of the thread with this number.
    func builder(_ thread: Int) -> ArenaBuilder { unsafe builders[thread] }

    /// The thread with this number, alone.
    func alone(_ thread: Int) -> FinishingCrew { FinishingCrew([builder(thread)], isCancelled: isCancelled) }
}
