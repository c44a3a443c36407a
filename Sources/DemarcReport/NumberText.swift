// SPDX-License-Identifier: Apache-2.0

/// Numbers as people read them.
enum NumberText {
    /// `value` with `digits` digits behind the point.
    static func fixed(_ value: Double, _ digits: Int = 0) -> String {
        guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
        let scale = (0..<digits).reduce(1) { scale, _ in scale * 10 }
        let scaled = Int((abs(value) * Double(scale)).rounded())
        let sign = value < 0 && scaled > 0 ? "-" : ""
        guard digits > 0 else { return sign + grouped(scaled) }
        let fraction = "\(scaled % scale)"
        return sign + grouped(scaled / scale) + "." + String(repeating: "0", count: digits - fraction.count) + fraction
    }

    /// Three digits that matter, or all before the point.
    static func short(_ value: Double) -> String { fixed(value, value >= 100 || value == 0 ? 0 : value >= 10 ? 1 : 2) }

    /// A part of a whole in percent.
    static func percent(_ part: Double) -> String { fixed(part * 100, 1) + " %" }

    /// How a ratio differs from one: `+20.0 %`.
    static func change(_ ratio: Double) -> String { (ratio >= 1 ? "+" : "") + fixed((ratio - 1) * 100, 1) + " %" }

    /// A whole number with a comma between thousands.
    static func grouped(_ value: Int) -> String {
        var digits = Array("\(value)")
        var place = digits.count - 3
        while place > (value < 0 ? 1 : 0) {
            digits.insert(",", at: place)
            place -= 3
        }
        return String(digits)
    }
}
