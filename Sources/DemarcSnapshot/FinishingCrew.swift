// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// Who finishes an account: so many threads, each with a builder for the arena.
struct FinishingCrew: Sendable {
    let arena: Arena
    let threads: Int
    let isCancelled: @Sendable () -> Bool
}
