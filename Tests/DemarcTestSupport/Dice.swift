// SPDX-License-Identifier: Apache-2.0

/// Chance that is the same for the same seed: SplitMix64.
public struct Dice {
    private var state: UInt64

    /// Dice that fall as `seed` says.
    public init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

    /// A number below `bound`.
    public mutating func number(below bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }

    /// One of `items`.
    public mutating func one<Item>(of items: [Item]) -> Item { items[number(below: items.count)] }
}
