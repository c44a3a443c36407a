// SPDX-License-Identifier: Apache-2.0
internal import Synchronization

/// Numbers that no two things of a process share: caches know by them what they hold, since addresses are used again.
public enum Serial {
    private static let last = Atomic<UInt64>(0)

    /// A number nobody has had.
    public static func next() -> UInt64 { last.add(1, ordering: .relaxed).newValue }
}
