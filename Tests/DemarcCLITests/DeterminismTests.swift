// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Foundation
import Testing

/// The output is a function of snapshot, rules and options: the same bytes for any number of threads and any order of files.
@Suite struct DeterminismTests {
    @Test(arguments: ["text", "json", "jsonl"])
    func anyNumberOfThreadsWritesTheSameBytes(format: String) throws {
        let words = ["scan", "Snapshots/example-org", "--format", format, "--pack", "all", "--passes", "--jobs"]
        let one = try Command.demarc(words + ["1"])
        #expect(one.status == 1 && !one.output.isEmpty)
        for jobs in ["2", "4", "8", "8", "8"] { #expect(try Command.demarc(words + [jobs]).output == one.output, "--jobs \(jobs)") }
    }

    /// More subjects than fit in one batch, so that several threads share a rule.
    @Test func `threads that share a rule write the same bytes`() throws {
        try Folders.withTemporary { folder in
            let snapshot = SnapshotFolder(in: folder)
            try snapshot.region(items: SnapshotFolder.vpcs(5000))
            try snapshot.region("eu-west-1", items: SnapshotFolder.vpcs(3000, region: "eu-west-1"))
            let plugin = try PluginFolder(in: folder)
            try plugin.rule("seven", check: "if tonumber(it.id:sub(5)) % 7 == 0 then return fail('%s', it.id) end return pass()")
            try plugin.rule("eleven", check: "if tonumber(it.id:sub(5)) % 11 == 0 then error(it.id) end return pass()")
            let words = ["scan", snapshot.path, "--plugin", plugin.path, "--format", "jsonl", "--jobs"]
            let one = try Command.demarc(words + ["1"])
            #expect(one.text.contains(#""planned":16000"#))
            for jobs in ["2", "4", "8"] { #expect(try Command.demarc(words + [jobs]).output == one.output, "--jobs \(jobs)") }
        }
    }

    @Test(arguments: ["text", "json", "jsonl"])
    func anyOrderOfFilesAndFoldersWritesTheSameBytes(format: String) throws {
        let original = Folders.inProject("Snapshots/example-org")
        let files = try FileManager.default.subpathsOfDirectory(atPath: original)
            .filter { $0.hasSuffix(".gz") || $0.hasSuffix(".json") || $0.hasSuffix(".err") || $0.hasSuffix(".csv") }.sorted()
        let tops = ["config-bucket", "cli/111111111111", "cli/222222222222", "cli/333333333333"]
        var outputs: [Data] = []
        for (order, arguments) in [(files, tops), (files.reversed(), tops.reversed()), (DeterminismTests.mixed(files), DeterminismTests.mixed(tops))]
        {
            try Folders.withTemporary { folder in
                for file in order {
                    let target = URL(filePath: "\(folder)/\(file)")
                    try FileManager.default.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
                    try FileManager.default.copyItem(atPath: "\(original)/\(file)", toPath: target.path)
                }
                let options = ["--format", format, "--plugin", Folders.inProject("Plugins"), "--passes", "--jobs", "3"]
                let run = try Command.demarc(["scan"] + arguments + options, in: folder)
                #expect(run.status == 1 && run.errors.isEmpty)
                outputs.append(run.output)
            }
        }
        #expect(outputs.count == 3 && Set(outputs).count == 1)
    }

    /// The same elements in another order that is the same in every run.
    private static func mixed(_ items: [String]) -> [String] {
        items.enumerated().sorted { ($0.offset * 7919 % 101, $0.offset) < ($1.offset * 7919 % 101, $1.offset) }.map(\.element)
    }
}
