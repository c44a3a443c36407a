// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

@testable import DemarcRules

/// Holds the arithmetic of net against the oracle's on more than 100,000 random cases.
@Suite struct AddressDifferentialTests {
    private static let itemCount = 400
    private static let casesOfItem = 160

    /// One question: some ranges, and one more.
    private struct Case {
        let ranges: [String]
        let range: String

        init(_ random: inout Dice) {
            let isV6 = random.number(below: 3) == 0
            // Addresses that differ in few bits meet, touch and cover each other often.
            let depth = random.number(below: 7), base = isV6 ? random.number(below: 120) : random.number(below: 26)
            ranges = (0..<random.number(below: 9)).map { _ in Case.range(&random, isV6, base, depth) }
            range = Case.range(&random, isV6, base, depth)
        }

        private static func range(_ random: inout Dice, _ isV6: Bool, _ base: Int, _ depth: Int) -> String {
            let width = isV6 ? 128 : 32
            let start = String(repeating: "01", count: 64).prefix(base)
            let length = min(width, base + random.number(below: depth + 2))
            var bits = Array(start) + (base..<width).map { place in place < base + depth && random.number(below: 2) == 1 ? "1" : "0" as Character }
            // Bits behind the prefix say nothing.
            if length < width && random.number(below: 4) == 0 { bits[width - 1] = "1" }
            return (isV6 ? groups(bits, &random) : octets(bits)) + (length == width && random.number(below: 2) == 0 ? "" : "/\(length)")
        }

        private static func octets(_ bits: [Character]) -> String {
            (0..<4).map { "\(Int(String(bits[$0 * 8..<$0 * 8 + 8]), radix: 2) ?? 0)" }.joined(separator: ".")
        }

        private static func groups(_ bits: [Character], _ random: inout Dice) -> String {
            let groups = (0..<8).map { String(Int(String(bits[$0 * 16..<$0 * 16 + 16]), radix: 2) ?? 0, radix: 16) }
            let zeros = groups.reversed().prefix { $0 == "0" }.count
            // The zeros at the end written short, as people do, and at times not.
            guard zeros > 0 && random.number(below: 3) > 0 else { return groups.joined(separator: ":") }
            return groups.prefix(8 - zeros).joined(separator: ":") + "::"
        }

        /// The case as it stands in a document.
        var json: String { #"{"ranges":[\#(ranges.map { "\"\($0)\"" }.joined(separator: ","))],"range":"\#(range)"}"# }

        var expected: String {
            let all = ranges.map(AddressOracle.bits), one = AddressOracle.bits(range)
            return (AddressOracle.covers(all, one) ? "c" : "-") + (AddressOracle.meets(all, one) ? "m" : "-")
        }
    }

    private static let check = """
        local said = {}
        for _, case in ipairs(it.configuration.cases) do
          said[#said + 1] = net.contains(case.ranges, case.range) and "c" or "-"
          said[#said + 1] = net.overlaps(case.ranges, case.range) and "m" or "-"
        end
        return fail("%s", table.concat(said))
        """

    @Test("containing and overlapping are what the slow way says, 128,000 times")
    func random() throws {
        var random = Dice(seed: 20_261_125)
        let items = (0..<Self.itemCount).map { _ in (0..<Self.casesOfItem).map { _ in Case(&random) } }
        let answers = try Asked.all(
            Self.check,
            items: items.enumerated().map { number, cases in
                let name = "vpc-\(10_000 + number)"
                return SnapshotFolder.item("AWS::EC2::VPC", name, #"{"cases":[\#(cases.map(\.json).joined(separator: ","))]}"#)
            })
        var seen: [Character: Int] = [:]
        #expect(answers.count == items.count)
        for (answer, cases) in zip(answers, items) {
            let expected = cases.map(\.expected)
            for letter in expected.joined() { seen[letter, default: 0] += 1 }
            if answer == "fail: " + expected.joined() { continue }
            let said = Array(answer.dropFirst(6))
            for (place, one) in cases.enumerated() where said.count == 2 * cases.count {
                #expect(String(said[2 * place...2 * place + 1]) == expected[place], "\(one)")
            }
            #expect(said.count == 2 * cases.count, "\(answer)")
        }
        // A comparison in which one answer hardly occurs compares little.
        #expect(seen.values.reduce(0, +) == 2 * Self.itemCount * Self.casesOfItem)
        #expect(["c", "m"].allSatisfy { seen[$0, default: 0] > 10_000 } && seen["-", default: 0] > 10_000, "\(seen)")
    }

    /// Some ranges about as wide as the narrowest that are the internet; next to what is private, too.
    private static func wide(_ random: inout Dice) -> [String] {
        let isV6 = random.number(below: 3) == 0
        return (0..<1 + random.number(below: 6)).map { _ in
            let length = 6 + random.number(below: 8), octet = random.one(of: [9, 10, 11, 99, 100, 126, 127, 171, 172, 191, 192, 198, 203, 223, 224])
            guard isV6 else { return "\(octet).\(random.one(of: [0, 16, 64, 128, 168, 200])).\(random.one(of: [0, 2, 113])).0/\(length)" }
            return "\(random.one(of: ["2600", "2001", "1fff", "4000"])):\(random.one(of: ["db8", "db9", "d00", "0"]))::/\(24 + length)"
        }
    }

    @Test("what is the internet is what counting says, 6,000 times")
    func internet() throws {
        var random = Dice(seed: 20_261_130)
        let cases = (0..<6000).map { _ in Self.wide(&random) }
        let items = (0..<60).map { number in
            let texts = cases[number * 100..<number * 100 + 100].map { "[\($0.map { "\"\($0)\"" }.joined(separator: ","))]" }
            return SnapshotFolder.item("AWS::EC2::VPC", "vpc-\(10_000 + number)", #"{"cases":[\#(texts.joined(separator: ","))]}"#)
        }
        let check = """
            local said = {}
            for _, case in ipairs(it.configuration.cases) do said[#said + 1] = net.internet(case) and "i" or "-" end
            return fail("%s", table.concat(said))
            """
        let said = try Asked.all(check, items: items).flatMap { $0.dropFirst(6) }
        let expected = cases.map { AddressOracle.areInternet($0.map(AddressOracle.bits)) ? "i" : "-" as Character }
        #expect(said.count == cases.count)
        for (place, one) in cases.enumerated() where said.count == cases.count && said[place] != expected[place] { Issue.record("\(one)") }
        #expect(expected.count { $0 == "i" } > 1500 && expected.count { $0 == "-" } > 1500)
    }
}
