// SPDX-License-Identifier: Apache-2.0
internal import DemarcRules
internal import Synchronization

/// Looks at a worker's machine every few milliseconds and suspects a check that does not end.
final class Watcher: Sendable {
    private let current = Mutex<WatchedMachine?>(nil)

    /// Watches `machine` from now on; nil watches none.
    func watch(_ machine: WatchedMachine?) { current.withLock { $0 = machine } }

    /// Called by the timer, from any thread.
    func look() { current.withLock { $0?.watch() } }
}
