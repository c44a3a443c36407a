// SPDX-License-Identifier: Apache-2.0
import DemarcAssessment
import DemarcEngine
import DemarcRules
import DemarcSnapshot
import DemarcTestSupport
import Foundation
import Testing

@testable import DemarcReport

/// What each reporter writes of one small assessment that holds every verdict: `Goldens/<format>/report`.
@Suite struct ReporterGoldenTests {
    private static let folder = "Tests/DemarcReportTests/Goldens"

    private func assessment(keepsPasses: Bool = false) throws -> Assessment {
        // The paths in a report are those that were named; theirs must not be this machine's.
        try #require(FileManager.default.changeCurrentDirectoryPath(Folders.project.path))
        let plugin = try PluginLoader.load(folder: "\(ReporterGoldenTests.folder)/plugin")
        var choice = RuleSet.Choice()
        choice.pack = "baseline"
        let rules = try RuleSet(plugins: [plugin], choice: choice)
        let snapshot = try SnapshotLoader.load(paths: ["\(ReporterGoldenTests.folder)/snapshot"])
        var options = Scheduler.Options()
        options.keepsPasses = keepsPasses
        let evaluation = try Scheduler(snapshot: snapshot, rules: rules, options: options).run()
        return Assessment(tool: Assessment.Tool(version: "1.2.3"), snapshot: snapshot.summary, rules: rules, evaluation: evaluation)
    }

    private func report(_ name: String, _ assessment: Assessment, style: TextStyle = TextStyle()) throws -> String {
        let type = try #require(Reporters.all.first { $0.name == name })
        var text = ""
        type.init(style: style).write(assessment, to: &text)
        return text
    }

    @Test func `every format has its goldens`() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Folders.inProject(ReporterGoldenTests.folder))
        #expect(Set(folders) == Set(Reporters.all.map { $0.name } + ["plugin", "snapshot"]))
    }

    @Test(arguments: ["text", "json", "jsonl"])
    func aReportIsTheGolden(format: String) throws {
        let text = try report(format, assessment())
        #expect(try Golden.difference(text, from: "\(ReporterGoldenTests.folder)/\(format)/report.\(format)") == nil)
        let all = try report(format, assessment(keepsPasses: true))
        #expect(try Golden.difference(all, from: "\(ReporterGoldenTests.folder)/\(format)/report-with-passes.\(format)") == nil)
    }

    @Test(arguments: ["narrow": 60, "wide": 160])
    func textFitsTheScreen(name: String, width: Int) throws {
        let text = try report("text", assessment(), style: TextStyle(width: width))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= width })
        #expect(try Golden.difference(text, from: "\(ReporterGoldenTests.folder)/text/\(name).text") == nil)
    }

    @Test func `colours add nothing but colours`() throws {
        let plain = try report("text", assessment())
        let coloured = try report("text", assessment(), style: TextStyle(isColoured: true))
        #expect(coloured != plain && coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
    }

    @Test(arguments: ["text", "json", "jsonl"])
    func nothingFromTheInputControlsTheScreen(format: String) throws {
        let text = try report(format, assessment(keepsPasses: true))
        let controls = text.unicodeScalars.filter {
            ($0.value < 0x20 && $0 != "\n") || (0x7F..<0xA0).contains($0.value) || (0x2028...0x2029).contains($0.value)
        }
        #expect(controls.isEmpty)
    }

    /// Somebody else's reader, strict about what JSON has no word for and about keys that come twice.
    @Test(arguments: ["json", "jsonl"])
    func anotherProgramReadsIt(format: String) throws {
        try Folders.withTemporary { folder in
            let file = "\(folder)/report"
            try Folders.write(report(format, assessment(keepsPasses: true)), to: file)
            let script = """
                import json, sys
                def once(pairs):
                    assert len(dict(pairs)) == len(pairs), pairs
                    return dict(pairs)
                def refuse(word): raise ValueError(word)
                text = open(sys.argv[1], encoding="utf-8", newline="").read()
                documents = text.split("\\n")[:-1] if sys.argv[2] == "jsonl" else [text]
                parsed = [json.loads(document, object_pairs_hook=once, parse_constant=refuse) for document in documents]
                if sys.argv[2] == "jsonl":
                    assert all(list(line) == ["finding"] for line in parsed[:-1]) and list(parsed[-1]) == ["summary"]
                    findings, ledger = len(parsed) - 1, parsed[-1]["summary"]["ledger"]
                else:
                    findings, ledger = len(parsed[0]["findings"]), parsed[0]["ledger"]
                assert ledger["planned"] == sum(ledger[verdict] for verdict in ("pass", "fail", "skip", "unknown", "error")), ledger
                print(findings)
                """
            let run = try Command.run("/usr/bin/env", ["python3", "-c", script, file, format], in: nil, environment: [:])
            #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
            #expect(run.text == "\(try assessment(keepsPasses: true).evaluation.findings.count)\n")
            if format == "json" {
                #expect(try Command.run("/usr/bin/env", ["python3", "-m", "json.tool", file], in: nil, environment: [:]).status == 0)
            }
        }
    }
}
