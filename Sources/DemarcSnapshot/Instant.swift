// SPDX-License-Identifier: Apache-2.0
internal import CArena

/// A moment, in seconds since 1970-01-01T00:00:00Z.
public struct Instant: Sendable, Comparable, Hashable, CustomStringConvertible {
    /// Seconds since 1970.
    public var seconds: Int64

    /// The moment that many seconds after 1970 began.
    public init(seconds: Int64) { self.seconds = seconds }

    /// The moment spelled as AWS spells it: ISO 8601, or `20260302T031244Z` as AWS Config names its files.
    public init?(_ text: String) {
        var text = text
        guard let instant = text.withUTF8({ unsafe Instant(utf8: $0) }) else { return nil }
        self = instant
    }

    /// The moment spelled so in these bytes.
    init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
        var seconds = 0.0
        guard let base = bytes.baseAddress, unsafe carena_parse_date(base, UInt64(bytes.count), &seconds) else { return nil }
        self.seconds = Int64(seconds)
    }

    public static func < (left: Instant, right: Instant) -> Bool { left.seconds < right.seconds }

    /// ISO 8601 in UTC, to the second.
    public var description: String {
        let days = Instant.floorDivide(seconds, 86_400)
        let clock = Int(seconds - days * 86_400)
        let (year, month, day) = Instant.civil(days)
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let years = String(repeating: "0", count: max(0, 4 - String(year).count)) + String(year)
        return "\(years)-\(two(month))-\(two(day))T\(two(clock / 3600)):\(two(clock / 60 % 60)):\(two(clock % 60))Z"
    }

    private static func floorDivide(_ value: Int64, _ by: Int64) -> Int64 {
        let quotient = value / by
        return value % by < 0 ? quotient - 1 : quotient
    }

    /// The date of a day since 1970 (Hinnant, "chrono-compatible low-level date algorithms").
    private static func civil(_ days: Int64) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * month + 2) / 5 + 1
        let civilMonth = month < 10 ? month + 3 : month - 9
        return (Int(yearOfEra + era * 400 + (civilMonth <= 2 ? 1 : 0)), Int(civilMonth), Int(day))
    }
}
