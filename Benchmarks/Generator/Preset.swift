// SPDX-License-Identifier: Apache-2.0

/// How many accounts, regions and items, and in how many files.
struct Preset {
    var name: String
    var accounts: Int
    var regions: Int
    var items: Int
    /// Whether the accounts' sizes fall as 1, 1/2, 1/3, ... (Zipf 1.0), or are equal.
    var isSkewed = false
    /// Whether everything stands in one file, or in one file an account and region, as AWS Config delivers it.
    var isOneFile = false

    static let all = [
        Preset(name: "S", accounts: 10, regions: 2, items: 10_000),
        Preset(name: "M", accounts: 100, regions: 4, items: 100_000),
        Preset(name: "L", accounts: 500, regions: 5, items: 1_000_000, isSkewed: true),
        Preset(name: "XL1", accounts: 1, regions: 1, items: 1_000_000, isOneFile: true),
    ]

    /// What the comparison with other engines reads: one file, which all of them can.
    static func comparison(items: Int) -> Preset { Preset(name: "comparison", accounts: 40, regions: 6, items: items, isOneFile: true) }

    /// Items of each account, the largest first; they add up to `items`.
    var sizes: [Int] {
        let weights = (1...accounts).map { isSkewed ? 1 / Double($0) : 1 }
        return Preset.share(items, by: weights)
    }

    /// Whole numbers in the proportion of `weights` that add up to `total`.
    static func share(_ total: Int, by weights: [Double]) -> [Int] {
        let sum = weights.reduce(0, +)
        var (before, running) = (0, 0.0)
        return weights.map { weight in
            running += weight
            let upTo = Int((Double(total) * running / sum).rounded())
            defer { before = upTo }
            return upTo - before
        }
    }
}
