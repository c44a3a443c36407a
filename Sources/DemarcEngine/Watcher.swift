internal import DemarcDocument
// SPDX-License-Identifier: Apache-2.0
internal import DemarcRules
internal import Dispatch

/// Looks at a worker's machine every few milliseconds and suspects a check that does not end.
final class Watcher: Sendable {
    private let current = Guarded<WatchedMachine?>(nil)

    /// Watches `machine` from now on; nil watches none.
    func watch(_ machine: WatchedMachine?) { current.withLock { $0 = machine } }

    /// Called by the timer, from any thread.
    func look() { current.withLock { $0?.watch() } }

    /// Lets `watchers` look every ten milliseconds until it is cancelled.
    static func start(_ watchers: [Watcher]) -> any DispatchSourceTimer {
        let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "demarc.watcher", qos: .userInteractive))
        timer.schedule(deadline: .now() + .milliseconds(10), repeating: .milliseconds(10))
        timer.setEventHandler { for watcher in watchers { watcher.look() } }
        timer.resume()
        return timer
    }
}
