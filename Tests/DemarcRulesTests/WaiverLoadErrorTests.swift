// SPDX-License-Identifier: Apache-2.0
import DemarcSnapshot
import DemarcTestSupport
import Testing

@testable import DemarcRules

/// A waiver says everything that is asked of it, or the configuration does not load.
@Suite struct WaiverLoadErrorTests {
    private static let sound = [
        "rule": #""t.s.plain""#, "scope": #"{ regions = "us-east-1" }"#, "reason": #""Why.""#, "owner": #""somebody""#, "expires": #""2026-12-31""#,
    ]

    private func load(_ fields: [String: String], before: String = "") throws -> Configuration {
        try Folders.withTemporary { folder in
            let lines = fields.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)," }
            try Folders.write("return demarc {\n\(before)\nwaivers = { {\n\(lines.joined(separator: "\n"))\n} } }", to: "\(folder)/demarc.lua")
            return try ConfigurationReader.load(path: "\(folder)/demarc.lua")
        }
    }

    private func complaint(_ fields: [String: String], before: String = "") -> String {
        do {
            let plugin = try LoadedPlugin.of { try $0.rule("plain", check: "return pass()") }
            var choice = RuleSet.Choice()
            choice.configuration = try load(fields, before: before)
            _ = try RuleSet(plugins: [plugin], choice: choice)
            return "nothing"
        } catch {
            return "\(error)".replacing(/^.*demarc.lua/, with: "demarc.lua")
        }
    }

    @Test func aSoundWaiverLoads() throws {
        let waiver = try #require(load(WaiverLoadErrorTests.sound).waivers.first)
        #expect(waiver.reason == "Why." && waiver.owner == "somebody" && waiver.expires == "2026-12-31" && waiver.line == 3)
        #expect(waiver.end.description == "2026-12-31T23:59:59Z" && !waiver.isBroad)
        #expect(complaint(WaiverLoadErrorTests.sound) == "nothing")
    }

    @Test(arguments: ["rule", "scope", "reason", "owner", "expires"])
    func noneOfItsFieldsMayBeLeftOut(name: String) {
        var fields = WaiverLoadErrorTests.sound
        fields[name] = nil
        #expect(complaint(fields).hasPrefix("demarc.lua:3: waivers[1].\(name): found nothing, expected "))
    }

    @Test(arguments: [
        ("rule", #""t.s.plian""#, #"7: waivers[1].rule: found "t.s.plian", expected a rule; did you mean "t.s.plain"?"#),
        ("rule", "{}", "waivers[1].rule: found nothing"),
        ("rule", #""t.x.*""#, #"found "t.x.*", expected a rule"#), ("reason", #""""#, "6: waivers[1].reason: found an empty text"),
        ("reason", #"" ""#, "6: waivers[1].reason: found an empty text"),
        ("owner", "{}", "waivers[1].owner: found a table"),
        ("expires", #""2026-02-30""#, #"4: waivers[1].expires: found "2026-02-30", expected the last day"#),
        ("expires", #""soon""#, #"found "soon""#),
        ("expires", #""2026-12-31T00:00:00Z""#, "expected the last day on which it holds, such as 2026-12-31"),
        ("expires", "20261231", "expires: found a number"), ("expires", #""2026-1-1""#, "expected the last day"),
        ("scope", "{}", "8: waivers[1].scope: found none of them, expected one or more of accounts, units, regions, resources, tags"),
        ("scope", #"{ "us-east-1" }"#, "found none of them"),
        ("scope", #"{ region = "x" }"#, #"8: waivers[1].scope.region: found an unknown field, expected one of accounts"#),
        ("scope", "{ resources = {} }", "waivers[1].scope.resources: found nothing"),
        ("scope", #"{ regions = "" }"#, "waivers[1].scope.regions: found nothing"),
        (
            "scope", #"{ accounts = "shpo" }"#,
            #"found "shpo", expected an account's id, or the name the configuration gives it; did you mean "shop"?"#
        ),
        ("scope", #"{ units = "wrok" }"#, #"found "wrok", expected a unit that an account is in: work; did you mean "work"?"#),
        ("scope", "{ tags = { stage = 5 } }", "waivers[1].scope.tags.stage: found a number"),
        ("ends", #""x""#, "waivers[1].ends: found an unknown field"),
    ])
    func aWrongFieldIsNamed(name: String, value: String, message: String) {
        var fields = WaiverLoadErrorTests.sound
        fields[name] = value
        let complaint = complaint(fields, before: #"accounts = { ["111111111111"] = { name = "shop", unit = "work" } },"#)
        #expect(complaint.contains(message), "\(complaint)")
    }

    @Test(arguments: [
        ("t.s.plain", #"{ resources = "*" }"#, true), ("t.s.plain", #"{ accounts = "*", regions = "*" }"#, true),
        ("*", #"{ resources = "x" }"#, true),
        ("t.s.plain", #"{ tags = { stage = "*" } }"#, true), ("t.s.plain", #"{ accounts = "*", resources = "logs-*" }"#, false),
        ("t.*", #"{ regions = { "us-*" } }"#, false), ("t.s.plain", #"{ resources = { "logs", "*" } }"#, true),
    ])
    func oneForEverythingIsBroad(rule: String, scope: String, isBroad: Bool) throws {
        var fields = WaiverLoadErrorTests.sound
        fields["rule"] = "\"\(rule)\""
        fields["scope"] = scope
        #expect(try load(fields).waivers.first?.isBroad == isBroad)
    }
}
