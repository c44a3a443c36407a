// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// What the machine itself makes of two threads that share nothing: no program gets more out of them, and of a shared machine that is seldom two
/// whole processors, and hardly ever two whole memories.
enum Processors {
    private static let steps = 60_000_000
    private static let expected: UInt64 = 2_175_767_306_859_861_592
    private static let size = 2 << 20
    private static let copies = 20

    /// How much faster two threads do arithmetic than one does, now.
    static func arithmetic() throws -> Double {
        let wrong = Counter()
        let ratio = oneAgainstTwo { if compute() != expected { _ = wrong.next() } }
        guard wrong.next() == 0 else { throw Failure(description: "arithmetic came out wrong") }
        return ratio
    }

    /// How much faster two threads copy memory than one does, now.
    static func memory() -> Double { oneAgainstTwo { copy() } }

    struct Failure: Error, CustomStringConvertible { let description: String }

    private static func oneAgainstTwo(_ work: @Sendable () -> Void) -> Double {
        let one = seconds { Threads.run(1) { _ in work() } }
        let two = seconds { Threads.run(2) { _ in work() } }
        return 2 * one / two
    }

    private static func compute() -> UInt64 {
        var state: UInt64 = 1
        for _ in 0..<steps { state = (state ^ state >> 29) &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407 }
        return state
    }

    private static func copy() {
        var (from, to) = (Array(0..<UInt64(size)), [UInt64](repeating: 0, count: size))
        for _ in 0..<copies {
            unsafe from.withUnsafeMutableBytes { from in unsafe to.withUnsafeMutableBytes { unsafe $0.copyMemory(from: UnsafeRawBufferPointer(from)) }
            }
            swap(&from, &to)
        }
    }
}
