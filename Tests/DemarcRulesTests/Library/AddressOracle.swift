// SPDX-License-Identifier: Apache-2.0

/// Address ranges the slow and obvious way: a range is a text of bits, and one lies in another that its text begins with.
enum AddressOracle {
    /// The bits of a range's prefix, the family in front.
    static func bits(_ range: String) -> String {
        let parts = range.split(separator: "/")
        let isV6 = range.contains(":")
        let all = isV6 ? groups(String(parts[0])) : octets(String(parts[0]))
        let length = parts.count == 2 ? Int(parts[1]) ?? 0 : all.count
        return (isV6 ? "6" : "4") + all.prefix(length)
    }

    private static func octets(_ address: String) -> String { address.split(separator: ".").map { padded($0, radix: 10, to: 8) }.joined() }

    private static func groups(_ address: String) -> String {
        let halves = address.components(around: "::").map { half in half.split(separator: ":").map { padded($0, radix: 16, to: 16) } }
        let missing = 8 - halves.reduce(0) { $0 + $1.count }
        let zeros = Array(repeating: String(repeating: "0", count: 16), count: halves.count == 2 ? missing : 0)
        return (halves[0] + zeros + (halves.count == 2 ? halves[1] : [])).joined()
    }

    private static func padded(_ number: Substring, radix: Int, to width: Int) -> String {
        let binary = String(Int(number, radix: radix) ?? 0, radix: 2)
        return String(repeating: "0", count: width - binary.count) + binary
    }

    /// Whether each address of `range` is in one of `ranges`: the whole is, or both halves are.
    static func covers(_ ranges: [String], _ range: String) -> Bool {
        if ranges.contains(where: { range.hasPrefix($0) }) { return true }
        guard ranges.contains(where: { $0.hasPrefix(range) }) else { return false }
        return covers(ranges, range + "0") && covers(ranges, range + "1")
    }

    /// What no address of the internet is in: IANA's special-purpose registries, and of IPv6 all but 2000::/3.
    private static let special = [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3", "::/3", "4000::/2", "8000::/1", "2001:db8::/32",
    ].map(bits)

    /// How many addresses of the internet `ranges` have, in `part` of its space.
    static func publicCount(_ ranges: [String], in part: String) -> Double {
        if special.contains(where: { part.hasPrefix($0) }) || !meets(ranges, part) { return 0 }
        let isWhole = ranges.contains { part.hasPrefix($0) } && !special.contains { $0.hasPrefix(part) }
        if isWhole { return (0..<(part.hasPrefix("6") ? 129 : 33) - part.count).reduce(1) { count, _ in count * 2 } }
        return publicCount(ranges, in: part + "0") + publicCount(ranges, in: part + "1")
    }

    /// Whether they are the internet: more of its addresses than a prefix of 8 bits has, or of 32 in IPv6.
    static func areInternet(_ ranges: [String]) -> Bool {
        publicCount(ranges, in: "4") > 16_777_216 || publicCount(ranges, in: "6") > 79_228_162_514_264_337_593_543_950_336
    }

    /// Whether some address of `range` is in one of `ranges`.
    static func meets(_ ranges: [String], _ range: String) -> Bool { ranges.contains { $0.hasPrefix(range) || range.hasPrefix($0) } }
}

extension String {
    /// What stands before and behind the only `mark`, or all where there is none.
    fileprivate func components(around mark: String) -> [String] {
        guard let range = self.ranges(of: mark).first else { return [self] }
        return [String(self[..<range.lowerBound]), String(self[range.upperBound...])]
    }
}
