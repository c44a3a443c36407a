// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

@testable import DemarcRules

/// A configuration grows with its organisation: what thousands of accounts need fits in, and takes no longer than reading it.
@Suite struct ConfigurationSizeTests {
    /// A configuration as a generator writes it, of so many accounts with a waiver each.
    private static func text(_ count: Int) -> String {
        var lines = ["return demarc {", "  name = \"Large\",", "  accounts = {"]
        for number in 0..<count {
            lines.append(
                "    [\"\(100_000_000_000 + number)\"] = { name = \"account-\(number)\", owner = \"team-\(number % 97)@example.com\", "
                    + "unit = \"workloads/u\(number % 40)\", tags = { stage = \"production\" } },")
        }
        lines += ["  },", "  units = { [\"workloads/u7\"] = { params = { [\"t.s.tuned\"] = { days = 7 } } } },", "  waivers = {"]
        for number in 0..<count {
            lines += [
                "    {", "      rule    = \"t.s.tuned\",", "      scope   = { accounts = \"account-\(number)\", resources = \"feed-\(number)\" },",
                "      reason  = \"The partner moves to another feed in November; the key goes with the old one.\",",
                "      owner   = \"team-\(number % 97)@example.com\",", "      expires = \"2026-11-30\",", "    },",
            ]
        }
        return (lines + ["  },", "}", ""]).joined(separator: "\n")
    }

    private func load(_ text: String) throws -> Configuration {
        try Folders.withTemporary { folder in
            try Folders.write(text, to: "\(folder)/demarc.lua")
            return try ConfigurationReader.load(path: "\(folder)/demarc.lua")
        }
    }

    @Test("5,000 accounts and 5,000 waivers load, and parameters hold where they are set", .timeLimit(.minutes(1)))
    func fiveThousand() throws {
        let text = Self.text(5000)
        #expect(text.utf8.count > 2_000_000)
        let configuration = try load(text)
        #expect(configuration.accounts.count == 5000 && configuration.waivers.count == 5000)
        // Of the last waiver the line is known, too.
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let line = try #require(configuration.waivers.last?.line)
        #expect(lines[line + 1].contains("resources = \"feed-4999\""))
        var choice = RuleSet.Choice()
        choice.configuration = configuration
        let plugin = try LoadedPlugin.of { try $0.rule("tuned", check: "return pass()", more: #"params = { days = { 90, "days" } },"#) }
        let rules = try RuleSet(plugins: [plugin], choice: choice)
        #expect(rules.selected.count == 2)
        #expect(rules.entry("t.s.tuned", in: "100000000007")?.parameters["days"] == .integer(7))
        #expect(rules.entry("t.s.tuned", in: "100000000008")?.parameters["days"] == .integer(90))
    }

    @Test("accounts for which the same settings hold are looked at together")
    func alike() throws {
        let configuration = try load(Self.text(100))
        #expect(configuration.alike.map(\.count) == [97, 3])
        #expect(configuration.alike[1] == ["100000000007", "100000000047", "100000000087"])
    }

    @Test("a file of more than 8 MiB is refused with its size")
    func tooLong() {
        let text = "return demarc {}\n--" + String(repeating: "x", count: 8 << 20)
        let error = #expect(throws: RuleError.self) { try load(text) }
        #expect("\(error.map { "\($0)" } ?? "")".hasSuffix("demarc.lua: found 8388627 bytes, expected at most 8388608"))
    }
}
