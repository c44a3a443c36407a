// SPDX-License-Identifier: Apache-2.0
import DemarcSnapshot
import DemarcTestSupport
import Testing

@testable import DemarcRules

/// Time is the snapshot's; it never comes from a clock.
@Suite struct TimeTests {
    @Test(arguments: [
        ("now()", "1772409600"), ("days_since('2026-03-01T00:00:00Z')", "1.0"), ("days_since('2026-03-01')", "1.0"),
        ("days_since('2026-03-02T12:00:00+00:00')", "-0.5"), ("days_since(1772323200)", "1.0"), ("days_since(1772323200000)", "1.0"),
        ("days_since(1772323200.5) < 1", "true"), ("days_since('2026-03-01T12:00:00.250Z') < 0.51", "true"),
    ])
    func comesFromTheSnapshot(expression: String, value: String) throws { #expect(try Asked.value(expression) == value) }

    @Test(arguments: ["'N/A'", "'no_information'", "''", "'2026-13-01'", "'yesterday'", "'2026-02-30T00:00:00Z'"])
    func aDateNobodyCanReadIsUndecodable(date: String) throws {
        for check in ["if days_since(\(date)) < 90 then return pass() end return fail 'old'", "pcall(days_since, \(date)) return pass()"] {
            #expect(try Asked.one(check).hasPrefix("unknown(undecodable): "))
        }
    }

    @Test(arguments: ["'2026-03-03T00:00:01Z'", "'2030-01-01'", "1893456000"]) func aDateToComeIsUnknown(date: String) throws {
        let answer = try Asked.one("if days_since(\(date)) < 90 then return pass() end return fail 'old'")
        #expect(answer.hasPrefix("unknown(undecodable): \"") && answer.hasSuffix("\" is after the time of the snapshot"), "\(answer)")
        #expect(try Asked.value("time.duration(now(), \(date)) > 1") == "true")
    }

    @Test(arguments: [("nil", "not-collected"), ("", "not-collected"), ("true", "undecodable"), ("it.configuration", "undecodable")])
    func aDateThatIsMissingIsUnknown(date: String, cause: String) throws {
        for check in ["if days_since(\(date)) < 90 then return pass() end return fail 'old'", "pcall(days_since, \(date)) return pass()"] {
            #expect(try Asked.one(check.replacing(", )", with: ")")).hasPrefix("unknown(\(cause)): "), "\(check)")
        }
    }

    @Test(arguments: ["{}", "it", "pass", "pass()"])
    func whatIsNoDateAtAllIsAnError(date: String) throws { #expect(try Asked.one("days_since(\(date)) return pass()").hasPrefix("error: ")) }

    @Test func withoutATimeNothingHasAnAge() throws {
        // A file whose name says nothing of its time, and no --as-of.
        let answer = try Folders.withTemporary { folder in
            let files = try PluginFolder(in: folder)
            try files.rule("asked", check: "if days_since('2026-01-01') < 90 then return pass() end return fail 'old'")
            try Folders.write("{\"configurationItems\":[\(SnapshotFolder.vpcs(1)[0])]}", to: "\(folder)/s/items.json")
            let plugin = try PluginLoader.load(folder: files.path)
            let snapshot = try SnapshotLoader.load(paths: ["\(folder)/s"])
            let evaluator = try Evaluator(plugin: plugin, selected: [RuleSet.Selected(rule: plugin.rules[0], parameters: [:])])
            var answers: [Answers.Answer] = []
            try evaluator.evaluate("t.s.asked", over: .resources(0..<1), of: snapshot.accounts[0]) { _, some in
                answers += (0..<some.count).compactMap { some.answer($0) }
            }
            return answers
        }
        #expect(answer.map(\.verdict) == [.unknown] && answer[0].message.contains("--as-of"))
    }
}
