// SPDX-License-Identifier: Apache-2.0
internal import Synchronization

/// Counts from 0 on, and gives each number to one thread.
public final class Counter: Sendable {
    private let count = Atomic(0)

    /// A counter that has given no number yet.
    public init() {}

    /// The next number.
    public func next() -> Int { count.add(1, ordering: .relaxed).oldValue }
}
