// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// A plugin in which everything goes wrong that can: each rule gets its own line, and the others finish.
@Suite struct BrokenRuleTests {
    /// The rules beside the misspelt one, and the verdict of each on each of the four VPCs.
    private static let rules: [(name: String, check: String, verdict: String, message: String)] = [
        ("silent", "local id = it.id", "error", "the check returned nothing: every path must return pass, fail, skip or unknown"),
        ("endless", "while true do end", "error", "stopped: it ran longer than its budget of instructions"),
        ("stubborn", "while true do pcall(function() while true do end end) end", "error", "stopped: it ran longer than its budget of instructions"),
        ("greedy", "local t = {} while true do t[#t + 1] = ('x'):rep(100000 + #t) end", "error", "stopped: it used more than its budget of memory"),
        ("thrower", "error('no')", "error", "rules/s/thrower.lua:10: no"),
        ("misled", "return it.configuration.vpcId.name.first == 1 and pass() or pass()", "unknown", "field 'name' of a text"),
        (
            "absent", "if it.configuration.not_there.at.all == nil then return fail 'it is absent' end return pass()", "fail", "it is absent"
        ),
        ("healthy", "return it.configuration.vpcId == it.id and pass() or fail 'another id'", "pass", ""),
    ]

    private func inPlugin(_ body: (_ plugin: PluginFolder, _ snapshot: String) throws -> Void) throws {
        try Folders.withTemporary { folder in
            let plugin = try PluginFolder(in: folder, name: "acme")
            for rule in BrokenRuleTests.rules { try plugin.rule(rule.name, check: rule.check) }
            try plugin.rule(
                "misspelt", source: PluginFolder.source(check: "return pass()").replacing("severity =", with: "severty ="))
            let snapshot = SnapshotFolder(in: folder)
            try snapshot.region(items: SnapshotFolder.vpcs(4))
            try body(plugin, snapshot.path)
        }
    }

    @Test(arguments: ["1", "3"])
    func eachGetsItsOwnAnswerOnEveryResource(jobs: String) throws {
        try inPlugin { plugin, snapshot in
            let run = try Command.demarc([
                "scan", snapshot, "--plugin", plugin.path, "--format", "jsonl", "--passes", "--jobs", jobs,
            ])
            #expect(run.status == 4)
            #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
            #expect(run.errors.contains("acme/rules/s/misspelt.lua:4: severty: found an unknown field, expected one of title, severity, "))
            #expect(run.errors.hasSuffix("; did you mean \"severity\"?\n"))
            let lines = run.text.split(separator: "\n")
            for rule in BrokenRuleTests.rules {
                let mine = lines.filter { $0.contains(#""rule":"acme.s.\#(rule.name)","severity""#) }
                #expect(mine.count == 4, "\(rule.name): \(mine.count)")
                #expect(mine.allSatisfy { $0.contains(#""verdict":"\#(rule.verdict)""#) && $0.contains(rule.message) }, "\(mine)")
            }
            #expect(lines.count == 4 * BrokenRuleTests.rules.count + 1)
            #expect(lines.last?.contains(#""ledger":{"planned":32,"pass":4,"fail":4,"waived":0,"skip":0,"unknown":4,"error":20}"#) == true)
        }
    }

    @Test func `a person sees every broken rule, each once`() throws {
        try inPlugin { plugin, snapshot in
            let run = try Command.demarc(["scan", snapshot, "--plugin", plugin.path], environment: ["COLUMNS": "400"])
            #expect(run.status == 4 && run.errors.isEmpty)
            let lines = run.text.split(separator: "\n").map(String.init)
            #expect(lines.contains { $0.contains("misspelt.lua:4: severty: found an unknown field") })
            for rule in BrokenRuleTests.rules where rule.verdict == "error" {
                let mine = lines.filter { $0.hasPrefix("  acme.s.\(rule.name) on ") }
                #expect(mine.count == 1 && mine.allSatisfy { $0.contains(" vpc-1 and 3 more: ") && $0.contains(rule.message) }, "\(mine)")
            }
            #expect(lines.contains { $0.hasPrefix(" acme.s.healthy ") && $0.contains(" PASS ") })
            #expect(lines.last == "32 evaluations: 4 pass, 4 fail, 4 unknown, 0 skip, 20 error")
        }
    }

    @Test func `a rule that breaks on every resource hides no other`() throws {
        try Folders.withTemporary { folder in
            let plugin = try PluginFolder(in: folder)
            for number in 10..<22 { try plugin.rule("broken-\(number)", check: "error('number \(number)')") }
            let snapshot = SnapshotFolder(in: folder)
            try snapshot.region(items: SnapshotFolder.vpcs(30))
            let run = try Command.demarc(["scan", snapshot.path, "--plugin", plugin.path])
            for number in 10..<22 { #expect(run.text.contains("t.s.broken-\(number) on "), "\(number)") }
        }
    }
}
