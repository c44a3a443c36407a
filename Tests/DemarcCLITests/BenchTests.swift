// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Foundation
import Testing

/// What `bench` measures and compares, with rules that are known to be slow.
@Suite struct BenchTests {
    /// A rule that loops `steps` times for each VPC.
    private static func loop(_ steps: Int) -> String { "local n = 0 for i = 1, \(steps) do n = n + i end return n > 0 and pass() or fail 'no'" }

    /// A folder with a snapshot of 24 VPCs and a plugin with these checks.
    private static func withRules<Result>(
        _ checks: [(name: String, check: String)], _ body: (_ folder: String, _ plugin: PluginFolder, _ words: [String]) throws -> Result
    ) throws -> Result {
        try Folders.withTemporary { folder in
            let snapshot = SnapshotFolder(in: folder)
            try snapshot.region(items: SnapshotFolder.vpcs(24))
            let plugin = try PluginFolder(in: folder)
            for (name, check) in checks { try plugin.rule(name, check: check) }
            return try body(folder, plugin, ["bench", snapshot.path, "--plugin", plugin.path])
        }
    }

    /// A report as a program reads it.
    private struct Report: Decodable {
        struct Rule: Decodable {
            let rule: String
            let evaluations: Int
            let verdicts: [String: Int]
            let instructions: Double
            let entries: Double
            let allocations: Double
            let bytes: Double
            let nanoseconds: [Double]
            let growth: [Growth]
        }
        struct Growth: Decodable {
            let size: String
            let before: Double
            let after: Double
        }
        struct Comparison: Decodable {
            struct Rule: Decodable {
                struct Judgement: Decodable {
                    let outcome: String
                }
                let rule: String
                let judgement: Judgement
            }
            let rules: [Rule]
            let total: Rule.Judgement
        }
        let format: Int
        let tool: String
        let snapshot: Snapshot
        struct Snapshot: Decodable {
            let accounts: Int
            let resources: Int
        }
        let calibration: [String: [Double]]
        let rules: [Rule]
        let comparison: Comparison?
    }

    @Test func `json has every figure of every rule`() throws {
        let checks = [
            ("ten", BenchTests.loop(10)), ("hundred", BenchTests.loop(100)),
            ("table", "local t = { it.id } return pcall(function() end) and t and pass()"),
        ]
        try BenchTests.withRules(checks) { _, _, words in
            let run = try Command.demarc(words + ["--format", "json", "--runs", "4"])
            #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
            let report = try JSONDecoder().decode(Report.self, from: run.output)
            #expect(
                report.format == 1 && run.text.contains(report.tool) && report.comparison == nil
                    && report.calibration.mapValues(\.count) == ["processor": 4, "memory": 4])
            #expect(report.snapshot.accounts == 1 && report.snapshot.resources == 25)
            #expect(report.rules.map(\.rule) == ["t.s.hundred", "t.s.table", "t.s.ten"])
            for rule in report.rules {
                #expect(rule.evaluations == 24 && rule.verdicts == ["pass": 24, "fail": 0, "skip": 0, "unknown": 0, "error": 0])
                #expect(rule.nanoseconds.count == 4 && rule.nanoseconds.allSatisfy { $0 > 0 } && rule.growth.isEmpty)
                // The first is remembered for the others; of what is caught nothing is.
                #expect(rule.entries == (rule.rule == "t.s.table" ? 1 : 1.0 / 24))
            }
            // Two instructions a step.
            #expect(report.rules[0].instructions - report.rules[2].instructions == 180)
            #expect(report.rules[0].allocations == 0 && report.rules[1].allocations >= 2 && report.rules[1].bytes > 60)
        }
    }

    @Test func `text has a line of costs and one of verdicts for each rule`() throws {
        let run = try Command.demarc(["bench", "Snapshots/example-org", "--runs", "2"])
        #expect(run.status == 0 && run.errors.isEmpty)
        let scan = try ScanResult("Snapshots/example-org")
        let rules = try Command.demarc(["rules", "--pack", "baseline"]).text.split(separator: "\n").map { $0.prefix { $0 != " " } }
        for rule in rules {
            let lines = run.text.split(separator: "\n").filter { $0.hasPrefix("\(rule) ") }.map { $0.split(separator: " ").map(String.init) }
            #expect(lines.map(\.count) == [11, 6], "\(rule)")
            let asked = Set(scan.findings.filter { $0.rule == rule && $0.id != "*" }.map { "\($0.account) \($0.region) \($0.type) \($0.id)" })
            #expect(lines.first?[1] == "\(asked.count)")
        }
        #expect(run.text.hasPrefix("demarc 0.1.0: 16 rules over 152 resources in 3 accounts as of 2026-11-02T06:00:00Z, "))
    }

    @Test func `verdicts are those of a scan`() throws {
        let run = try Command.demarc(["bench", "Snapshots/example-org", "--pack", "all", "--runs", "1", "--format", "json"])
        let report = try JSONDecoder().decode(Report.self, from: run.output)
        let scan = try ScanResult("Snapshots/example-org", ["--pack", "all"])
        let uncovered = scan.findings.count { $0.id == "*" }
        for verdict in ["pass", "fail", "skip", "error", "unknown"] {
            let counted = report.rules.reduce(0) { $0 + ($1.verdicts[verdict] ?? 0) }
            #expect(counted == (scan.ledger[verdict] ?? 0) - (verdict == "unknown" ? uncovered : 0), "\(verdict)")
        }
    }

    @Test func `a rule that is a fifth slower is found, and one that is a fifth faster is no regression`() throws {
        try BenchTests.withRules([("planted", BenchTests.loop(100)), ("other", BenchTests.loop(50))]) { folder, plugin, words in
            #expect(try Command.demarc(words + ["--save", "\(folder)/before"]).status == 0)
            try plugin.rule("planted", check: BenchTests.loop(120))
            let slower = try Command.demarc(words + ["--compare", "\(folder)/before", "--save", "\(folder)/after"])
            #expect(slower.status == 1 && slower.errors.isEmpty)
            let told = slower.text.split(separator: "\n").filter { $0.hasPrefix("slower ") }
            #expect(told.count == 2 && told[0].contains(" t.s.planted: instructions ") && told[1].contains(" in total: "), "\(slower.text)")
            #expect(told[0].contains("(+19.") || told[0].contains("(+18."))
            try plugin.rule("planted", check: BenchTests.loop(100))
            let faster = try Command.demarc(words + ["--compare", "\(folder)/after", "--format", "json"])
            #expect(faster.status == 0)
            let comparison = try #require(try JSONDecoder().decode(Report.self, from: faster.output).comparison)
            #expect(comparison.rules.map(\.rule) == ["t.s.other", "t.s.planted"])
            #expect(comparison.rules.map(\.judgement.outcome) == ["can't tell", "faster"] && comparison.total.outcome == "faster")
        }
    }

    @Test func `a run again without a change is silent`() throws {
        try Folders.withTemporary { folder in
            let words = ["bench", "Snapshots/example-org", "--pack", "all"]
            #expect(try Command.demarc(words + ["--save", "\(folder)/before"]).status == 0)
            for _ in 0..<3 {
                let again = try Command.demarc(words + ["--compare", "\(folder)/before"])
                #expect(again.status == 0 && again.errors.isEmpty)
                #expect(!again.text.contains("\nslower ") && !again.text.contains("\nfaster "), "\(again.text)")
                #expect(again.text.contains("\ncan't tell  38 rules: no difference beyond the noise\n"))
            }
        }
    }

    @Test func `verdicts that differ are told and end with 1`() throws {
        try BenchTests.withRules([("changed", "return pass()")]) { folder, plugin, words in
            #expect(try Command.demarc(words + ["--save", "\(folder)/before"]).status == 0)
            try plugin.rule("changed", check: "if it.id == 'vpc-7' then return fail 'seven' end return pass()")
            let run = try Command.demarc(words + ["--compare", "\(folder)/before"])
            #expect(run.status == 1)
            #expect(run.text.contains("\nverdicts    t.s.changed: 24 pass before, 23 pass, 1 fail now\n"), "\(run.text)")
        }
    }

    @Test func `rules that came and went are named`() throws {
        try BenchTests.withRules([("kept", "return pass()"), ("old", "return pass()")]) { folder, plugin, words in
            #expect(try Command.demarc(words + ["--save", "\(folder)/before", "--runs", "2"]).status == 0)
            try plugin.rule("young", check: "return pass()")
            try FileManager.default.removeItem(atPath: "\(plugin.path)/rules/s/old.lua")
            let run = try Command.demarc(words + ["--compare", "\(folder)/before", "--runs", "2"])
            #expect(run.text.contains("\ngone        t.s.old: measured before, not now\nnew         t.s.young: not measured before\n"), "\(run.text)")
        }
    }

    @Test func `the costs of other rules are no comparison`() throws {
        try BenchTests.withRules([("one", "return pass()"), ("other", "return pass()")]) { folder, _, words in
            #expect(try Command.demarc(words + ["--rule", "t.s.one", "--save", "\(folder)/before", "--runs", "1"]).status == 0)
            let run = try Command.demarc(words + ["--rule", "t.s.other", "--compare", "\(folder)/before", "--runs", "1"])
            #expect(run.status == 2 && run.errors == "demarc: \(folder)/before: found the costs of other rules only\n", "\(run.errors)")
        }
    }

    @Test func `the costs of another snapshot are refused before anything is measured`() throws {
        try Folders.withTemporary { folder in
            for (name, count) in [("one", 3), ("other", 4)] {
                try SnapshotFolder(in: folder, name: name).region(items: SnapshotFolder.vpcs(count))
            }
            let plugin = try PluginFolder(in: folder)
            try plugin.rule("rule", check: "return pass()")
            #expect(try Command.demarc(["bench", "\(folder)/one", "--plugin", plugin.path, "--save", "\(folder)/saved", "--runs", "1"]).status == 0)
            let run = try Command.demarc(["bench", "\(folder)/other", "--plugin", plugin.path, "--compare", "\(folder)/saved"])
            #expect(run.status == 2 && run.text.isEmpty)
            #expect(run.errors.hasPrefix("demarc: \(folder)/saved: found the costs of another snapshot (4 resources in 1 account "), "\(run.errors)")
            #expect(run.errors.contains("expected those of this one (5 resources in 1 account ") && run.errors.split(separator: "\n").count == 1)
        }
    }

    @Test func `what can't be loaded is told, and ends with 3 or 4`() throws {
        try BenchTests.withRules([("sound", "return pass()")]) { folder, plugin, words in
            try Folders.write("rubbish", to: "\(folder)/snapshot/rubbish.json")
            let damaged = try Command.demarc(words + ["--runs", "1"])
            #expect(damaged.status == 3 && damaged.errors.split(separator: "\n").count == 1 && damaged.text.contains("\nt.s.sound "))
            try plugin.rule("unsound", check: "return pass(")
            let broken = try Command.demarc(words + ["--runs", "1"])
            #expect(broken.status == 4 && broken.errors.split(separator: "\n").count == 2 && broken.text.contains("\nt.s.sound "))
        }
    }

    @Test func `a rule that never ends is measured as the error it is`() throws {
        try BenchTests.withRules([("endless", "if it.id == 'vpc-3' then while true do end end return pass()")]) { _, _, words in
            let run = try Command.demarc(words + ["--runs", "1", "--format", "json"])
            let report = try JSONDecoder().decode(Report.self, from: run.output)
            #expect(run.status == 4 && report.rules.first?.verdicts["error"] == 1 && report.rules.first?.verdicts["pass"] == 23, "\(run.errors)")
        }
    }
}
