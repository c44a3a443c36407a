// SPDX-License-Identifier: Apache-2.0

/// How far measurements of one thing lie apart.
struct Spread {
    let least: Double
    let median: Double
    /// Three quarters of the measurements are no greater: what disturbs a run now and then lies above.
    let upper: Double

    init(_ values: [Double]) {
        let sorted = values.sorted()
        func at(_ part: Double) -> Double { sorted.isEmpty ? 0 : sorted[Int((Double(sorted.count - 1) * part).rounded())] }
        least = at(0)
        median = at(0.5)
        upper = at(0.75)
    }

    /// How far the usual lies above the least, as a part of it.
    var band: Double { least > 0 ? median / least - 1 : 0 }
}
