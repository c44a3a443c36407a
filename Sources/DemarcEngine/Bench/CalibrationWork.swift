// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument
internal import DemarcSnapshot

/// The fixed work of a calibration.
struct CalibrationWork {
    private static let steps = 20_000
    private static let reads = 2_000

    private var table: [UInt32]
    private var state: UInt32 = 1
    private var place: UInt64 = 1

    init() {
        table = (0..<16_384).map { UInt32(truncatingIfNeeded: $0 &* 2_654_435_761) }
    }

    /// Computes; nanoseconds.
    mutating func compute() -> Double {
        ThreadClock.measure {
            var state = state
            for _ in 0..<CalibrationWork.steps {
                let place = Int(state >> 18)
                switch state & 3 {
                case 0: state = state &+ table[place]
                case 1: state = (state ^ table[place]) &* 2_246_822_519
                case 2: table[place] = state ^ (state >> 13)
                default: state = (state << 7 | state >> 25) &+ 1
                }
                state = state &* 1_664_525 &+ 1_013_904_223
            }
            self.state = state
        }
    }

    /// Reads words of an account's documents; nanoseconds.
    mutating func read(_ account: Account) -> Double {
        let count = UInt64(account.arena.wordCount)
        return ThreadClock.measure {
            var place = place
            for _ in 0..<CalibrationWork.reads {
                let word = unsafe account.arena.words[Int(place % count)]
                place = (place ^ word) &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                place ^= place >> 29
            }
            self.place = place
        }
    }
}
