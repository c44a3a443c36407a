// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Foundation
import Testing

/// `bench`, `profile` and `repl` run rules as a scan by the same `demarc.lua` does.
@Suite struct ConfiguredToolsTests {
    private static let snapshot = Folders.inProject("Snapshots/example-org")
    private static let plugins = ["--plugin", Folders.inProject("Plugins/aws"), "--plugin", Folders.inProject("Plugins/acme")]

    /// What `bench` says of a rule.
    private struct Report: Decodable {
        struct Rule: Decodable {
            let rule: String
            let verdicts: [String: Int]
        }
        let configuration: String?
        let rules: [Rule]
    }

    @Test func `bench asks what a scan asks, with the same parameters in each account`() throws {
        let options = [Self.snapshot, "--config", "\(Self.snapshot)/demarc.lua", "--format", "json"] + Self.plugins
        let run = try Command.demarc(["bench", "--runs", "1"] + options)
        #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
        let report = try JSONDecoder().decode(Report.self, from: run.output)
        let scan = try ScanResult(Command.demarc(["scan", "--passes"] + options))
        #expect(report.configuration == "\(Self.snapshot)/demarc.lua" && report.rules.count == 24)
        #expect(Set(report.rules.map(\.rule)).count == report.rules.count)
        for rule in report.rules {
            let findings = scan.findings.filter { $0.rule == rule.rule && $0.id != "*" }
            // Of several findings about one subject the worst is its verdict.
            let subjects = Dictionary(grouping: findings) { "\($0.account) \($0.region) \($0.type) \($0.id)" }
            let verdicts = subjects.values.compactMap { ScanResult.verdict($0)?.lowercased() }
            let counts = Dictionary(grouping: verdicts) { $0 }.mapValues(\.count)
            #expect(rule.verdicts.filter { $0.value > 0 } == counts, "\(rule.rule)")
        }
    }

    @Test func `bench takes the file of the folder, and says which it was`() throws {
        try Folders.withTemporary { folder in
            try Folders.write(#"return demarc { params = { ["aws.iam.access-key-unused"] = { max_days = 365 } } }"#, to: "\(folder)/demarc.lua")
            let words = ["bench", Self.snapshot, "--plugin", Folders.inProject("Plugins/aws"), "--rule", "aws.iam.access-key-unused", "--runs", "1"]
            let inside = try Command.demarc(words, in: folder)
            #expect(inside.text.contains(" run\nconfigured by demarc.lua\n\n"), "\(inside.text)\(inside.errors)")
            func failures(_ more: [String]) throws -> Int? {
                let run = try Command.demarc(words + ["--format", "json"] + more, in: folder)
                return try JSONDecoder().decode(Report.self, from: run.output).rules.first?.verdicts["fail"]
            }
            #expect(try failures([]) == 0)
            #expect(try failures(["--param", "aws.iam.access-key-unused.max_days=45"]) == 3)
        }
    }

    /// Calls `body` in a folder with two accounts of ten VPCs each, and a rule that loops as long as a parameter says.
    private func withLoops<Result>(_ body: (_ folder: String, _ words: [String]) throws -> Result) throws -> Result {
        try Folders.withTemporary { folder in
            let snapshot = SnapshotFolder(in: folder)
            try snapshot.region(items: SnapshotFolder.vpcs(10))
            let others = SnapshotFolder.vpcs(10, region: "us-west-2").map { $0.replacing(SnapshotFolder.account, with: "444455556666") }
            try snapshot.region("us-west-2", items: others)
            let plugin = try PluginFolder(in: folder)
            try plugin.rule(
                "loop", check: "for _ = 1, params.steps do end\nreturn pass()", more: #"params = { steps = { 1, "how often", min = 0 } },"#)
            return try body(folder, ["profile", snapshot.path, "--plugin", plugin.path, "--format", "collapsed"])
        }
    }

    private func weight(_ run: Command) -> Int {
        run.text.split(separator: "\n").compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }.reduce(0, +)
    }

    @Test func `profile counts what rules do with the parameters of each account`() throws {
        try withLoops { folder, words in
            let alone = try weight(Command.demarc(words, in: folder))
            try Folders.write(
                #"return demarc { accounts = { ["444455556666"] = { params = { ["t.s.loop"] = { steps = 101 } } } } }"#, to: "\(folder)/demarc.lua")
            let configured = try Command.demarc(words, in: folder)
            // Ten VPCs go a hundred steps further.
            #expect(configured.errors.isEmpty && weight(configured) == alone + 10 * 100)
            #expect(Set(configured.text.split(separator: "\n").map { $0.prefix { $0 != ";" } }) == ["t.s.loop"])
            let table = try Command.demarc(words.dropLast(2), in: folder)
            #expect(table.text.hasPrefix("configured by demarc.lua\n\n   SHARE  INSTRUCTIONS  RULE, LINE\n"), "\(table.text)")
        }
    }

    @Test func `repl knows the organisation`() throws {
        try Folders.withTemporary { folder in
            let script = #"printf '%s\n' 'account.organization.name' | "$DEMARC" repl "$SNAPSHOT" "$@""#
            let environment = ["SNAPSHOT": Self.snapshot]
            let without = try Command.shell(script, in: folder, environment: environment)
            #expect(without.text.hasPrefix("unknown "), "\(without.text)\(without.errors)")
            try Folders.write(#"return demarc { name = "Periwinkle" }"#, to: "\(folder)/demarc.lua")
            let with = try Command.shell(script, in: folder, environment: environment)
            #expect(with.text == "\"Periwinkle\"\n" && with.status == 0, "\(with.text)\(with.errors)")
            try Folders.write(#"return demarc { name = "Other" }"#, to: "\(folder)/other.lua")
            let named = try Command.shell("set -- --config other.lua\n" + script, in: folder, environment: environment)
            #expect(named.text == "\"Other\"\n", "\(named.text)\(named.errors)")
        }
    }

    @Test("a mistake in demarc.lua is told by each as by a scan", arguments: ["scan", "bench", "profile", "repl"])
    func mistake(command: String) throws {
        try Folders.withTemporary { folder in
            try Folders.write("return demarc {\n  params = { [\"aws.iam.access-key-unusd\"] = { max_days = 1 } },\n}", to: "\(folder)/demarc.lua")
            let run = try Command.demarc([command, Self.snapshot, "--plugin", Folders.inProject("Plugins/aws")], in: folder)
            #expect(run.status == 2 && run.text.isEmpty)
            #expect(
                run.errors == "demarc: demarc.lua:2: params.aws.iam.access-key-unusd: found \"aws.iam.access-key-unusd\", "
                    + "expected a rule; did you mean \"aws.iam.access-key-unused\"?\n")
        }
    }
}
