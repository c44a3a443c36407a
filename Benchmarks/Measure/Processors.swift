// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// What the machine itself makes of two threads: no program gets more out of them, and of a shared machine that is seldom two whole processors.
enum Processors {
    private static let steps = 100_000_000
    private static let expected: UInt64 = 5_461_231_629_768_204_319

    /// How much faster two threads that share nothing do arithmetic than one does, now.
    static func oneAgainstTwo() throws -> Double {
        let wrong = Counter()
        let one = seconds { compute(wrong) }
        let two = seconds { Threads.run(2) { _ in compute(wrong) } }
        guard wrong.next() == 0 else { throw Failure(description: "arithmetic came out wrong") }
        return 2 * one / two
    }

    struct Failure: Error, CustomStringConvertible { let description: String }

    private static func compute(_ wrong: Counter) {
        var state: UInt64 = 1
        for _ in 0..<steps { state = (state ^ state >> 29) &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407 }
        if state != expected { _ = wrong.next() }
    }
}
