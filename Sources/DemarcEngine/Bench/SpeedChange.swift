// SPDX-License-Identifier: Apache-2.0

/// What became of the speed of a part of the machine between two benchmarks.
struct SpeedChange {
    private static let limit = 1.5

    /// How many times as long the same work took.
    let ratio: Double
    /// How far the measurements of either side lie apart.
    let band: Double

    init(_ before: [Double], _ after: [Double]) {
        let sides = (before: Spread(before), after: Spread(after))
        ratio = sides.before.least > 0 ? sides.after.least / sides.before.least : 0
        band = max(sides.before.band, sides.after.band)
    }

    /// Whether it is about the machine it was.
    var isAlike: Bool { ratio > 1 / SpeedChange.limit && ratio < SpeedChange.limit }

    /// How far the two parts went from each other.
    func distance(to other: SpeedChange) -> Double {
        ratio > 0 && other.ratio > 0 ? max(ratio / other.ratio, other.ratio / ratio) - 1 : 0
    }
}
