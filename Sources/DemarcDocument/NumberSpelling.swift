// SPDX-License-Identifier: Apache-2.0

/// Tells of a number that comes byte after byte whether 64 bits hold it, and keeps no more of it than decides that.
struct NumberSpelling {
    private enum Part { case whole, fraction, exponent }

    /// More significant digits than any double needs to be told from its neighbour; of those behind counts only whether one is not zero.
    private static let kept = 800
    /// Beyond it, a number with the point before its first significant digit is surely infinite, or zero.
    private static let mostExponent = 2000

    private var part = Part.whole
    private var isNegative = false
    /// The digits from the first that is not zero.
    private var significant: [UInt8] = []
    private var hasMore = false
    /// How many digits the point stands behind the first significant one.
    private var point = 0
    private var exponent = 0
    private var isExponentNegative = false

    /// Adds the next byte of a number that JSON's grammar allows.
    mutating func add(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "-"): if part == .exponent { isExponentNegative = true } else { isNegative = true }
        case UInt8(ascii: "+"): break
        case UInt8(ascii: "."): part = .fraction
        case UInt8(ascii: "e"), UInt8(ascii: "E"): part = .exponent
        default: add(digit: byte)
        }
    }

    private mutating func add(digit: UInt8) {
        let isZero = digit == UInt8(ascii: "0")
        switch part {
        case .exponent:
            exponent = min(exponent * 10 + Int(digit - UInt8(ascii: "0")), 1 << 50)
            return
        case .fraction where significant.isEmpty && isZero: point -= 1
        case .whole where !significant.isEmpty || !isZero: point += 1
        default: break
        }
        if significant.isEmpty && isZero { return }
        if significant.count < NumberSpelling.kept { significant.append(digit) } else if !isZero { hasMore = true }
    }

    /// How many of its digits are held.
    var keptCount: Int { significant.count }

    /// Whether it is neither a whole number of 64 bits nor, with a fraction or an exponent, a finite double.
    var isOutOfRange: Bool {
        if significant.isEmpty { return false }
        let digits = String(decoding: significant, as: UTF8.self)
        if part == .whole {
            let text = isNegative ? "-\(digits)" : digits
            return point > 20 || (Int64(text) == nil && UInt64(text) == nil)
        }
        let power = point + (isExponentNegative ? -exponent : exponent)
        let bounded = max(-NumberSpelling.mostExponent, min(power, NumberSpelling.mostExponent))
        return Double("0.\(digits)\(hasMore ? "1" : "")e\(bounded)")?.isFinite != true
    }
}
