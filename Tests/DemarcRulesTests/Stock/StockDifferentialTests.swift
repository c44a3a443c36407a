// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// The functions of texts, patterns and tables that rules have do what Lua's own do: our matcher, sort, format, and what is paid for.
@Suite struct StockDifferentialTests {
    static let counts: [RandomCall.Kind: Int] = [.patterns: 15_000, .texts: 6_000, .tables: 6_000, .numbers: 2_000]

    @Test("what a call gives is what Lua's own gives", arguments: 1...6)
    func same(seed: Int) throws {
        var random = RandomCall(seed: seed)
        for kind in RandomCall.Kind.allCases {
            let expressions = (0..<(Self.counts[kind] ?? 0)).map { _ in random.expression(kind) }
            let differences = try StockLua.differences(expressions)
            for difference in differences.prefix(8) { Issue.record("seed \(seed), \(kind): \(difference)") }
            #expect(differences.count == 0)
        }
    }

    @Test func `there are a hundred thousand calls and more`() { #expect(Self.counts.values.reduce(0, +) * 6 >= 100_000) }
}
