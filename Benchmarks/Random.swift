// SPDX-License-Identifier: Apache-2.0

/// SplitMix64: the same numbers from the same seed on every machine.
struct Random {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number of `range`; its slight preference for small ones matters to nobody here.
    mutating func number(_ range: ClosedRange<Int>) -> Int { range.lowerBound + Int(next() % UInt64(range.count)) }

    /// True in `percent` of a hundred cases.
    mutating func chance(_ percent: Int) -> Bool { number(0...99) < percent }

    mutating func pick(_ texts: [String]) -> String { texts[number(0...texts.count - 1)] }

    /// Seventeen hexadecimal digits after a prefix, as EC2 names things.
    mutating func id(_ prefix: String) -> String { prefix + "-" + hex(17) }

    mutating func hex(_ digits: Int) -> String {
        let alphabet = Array("0123456789abcdef".utf8)
        return String(decoding: (0..<digits).map { _ in alphabet[Int(next() & 15)] }, as: UTF8.self)
    }

    /// A day and time of 2025.
    mutating func time() -> String {
        "2025-\(two(1...12))-\(two(1...28))T\(two(0...23)):\(two(0...59)):\(two(0...59)).\(number(100...999))Z"
    }

    private mutating func two(_ range: ClosedRange<Int>) -> String {
        let value = number(range)
        return value < 10 ? "0\(value)" : "\(value)"
    }
}
