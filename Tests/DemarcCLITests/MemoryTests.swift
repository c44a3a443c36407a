// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Foundation
import Testing

/// `--memory` decides how many accounts are held at once, and nothing else.
@Suite struct MemoryTests {
    /// So little that every account comes alone.
    private static let least = ["--memory", "1"]

    private func expectSame(_ words: [String], in folder: String? = nil, jobs: [String] = ["1", "2", "8"]) throws {
        let usual = try Command.demarc(words, in: folder)
        #expect(!usual.output.isEmpty)
        for jobs in jobs {
            let run = try Command.demarc(words + Self.least + ["--jobs", jobs], in: folder)
            #expect(run.status == usual.status && run.output == usual.output, "\(words) --jobs \(jobs)")
            let others = run.errors.split(separator: "\n").filter { !$0.hasSuffix("alone may need more memory than --memory allows") }
            #expect(others == usual.errors.split(separator: "\n"))
        }
    }

    @Test(arguments: ["text", "json", "jsonl"])
    func theBundledOrganisationGivesTheSameBytes(format: String) throws {
        try expectSame(["scan", "Snapshots/example-org", "--pack", "all", "--format", format])
        try expectSame(["scan", "Snapshots/example-org", "--pack", "all", "--format", format, "--passes"])
    }

    @Test func `the matrices of the bundled organisation are the same bytes`() throws {
        try expectSame(["responsibility", "Snapshots/example-org", "--all"])
        try expectSame(["responsibility", "rds", "Snapshots/example-org"], jobs: ["2"])
    }

    @Test(.enabled(if: SharedData.has("snapshots"), Comment(rawValue: SharedData.absence)), arguments: ["snapshots", "hostile"])
    func everythingThatIsKeptGivesTheSameBytes(folder: String) throws {
        try expectSame(["scan", SharedData.path(folder), "--pack", "all", "--passes", "--format", "json"], jobs: ["3"])
        try expectSame(["scan", SharedData.path(folder), "--pack", "all"], jobs: ["2"])
    }

    @Test func `the order of the paths does not matter`() throws {
        let tops = ["config-bucket", "cli/111111111111", "cli/222222222222", "cli/333333333333"].map { "Snapshots/example-org/\($0)" }
        let options = ["--pack", "all", "--passes", "--format", "jsonl"] + Self.least
        let one = try Command.demarc(["scan"] + tops + options)
        let other = try Command.demarc(["scan"] + tops.reversed() + options)
        #expect(one.status == 1 && one.output == other.output)
    }

    @Test func `what alone needs more is told once, and not when asked to be quiet`() throws {
        let run = try Command.demarc(["scan", "Snapshots/example-org", "--memory", "1K"])
        #expect(run.errors == "demarc: account 111111111111 (and 2 others) alone may need more memory than --memory allows\n")
        #expect(try Command.demarc(["scan", "Snapshots/example-org", "--memory", "1K", "--quiet"]).errors.isEmpty)
        for memory in ["4g", "512M", "\(1 << 32)"] {
            #expect(try Command.demarc(["scan", "Snapshots/example-org", "--memory", memory, "--jobs", "2"]).errors.isEmpty)
        }
    }

    @Test func `threads take their part of it`() throws {
        let words = ["scan", "Snapshots/example-org", "--memory", "128M", "--jobs"]
        let (few, many) = try (Command.demarc(words + ["2"]), Command.demarc(words + ["32"]))
        #expect(few.errors.isEmpty && few.output == many.output)
        #expect(many.errors == "demarc: account 111111111111 (and 2 others) alone may need more memory than --memory allows\n")
    }

    /// Megabytes of findings, of which one is kept in memory.
    private func withManyFindings(_ body: (_ words: [String], _ folder: String) throws -> Void) throws {
        try Folders.withTemporary { folder in
            let snapshot = SnapshotFolder(in: folder)
            try snapshot.region(items: SnapshotFolder.vpcs(3000))
            let plugin = try PluginFolder(in: folder)
            try plugin.rule("long", check: "return fail(it.id .. string.rep(' x', 500))")
            try plugin.rule("odd", check: "if tonumber(it.id:sub(5)) % 2 == 1 then return fail(string.rep('y', 800)) end return pass()")
            try body(["scan", snapshot.path, "--plugin", plugin.path, "--quiet", "--format", "jsonl"], folder)
        }
    }

    @Test func `findings that do not fit in memory are the same, and no file is left behind`() throws {
        try withManyFindings { words, folder in
            let usual = try Command.demarc(words + ["--memory", "4G"])
            #expect(usual.text.contains(#""fail":4500"#))
            try FileManager.default.createDirectory(atPath: "\(folder)/tmp", withIntermediateDirectories: false)
            for jobs in ["1", "2", "8"] {
                let run = try Command.demarc(words + Self.least + ["--jobs", jobs], environment: ["TMPDIR": "\(folder)/tmp"])
                #expect(run.status == 1 && run.errors.isEmpty && run.output == usual.output, "--jobs \(jobs)")
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/tmp").isEmpty)
        }
    }

    @Test func `findings that can't be kept are one line and the answer is incomplete`() throws {
        try withManyFindings { words, _ in
            let nowhere = try Command.demarc(words + Self.least, environment: ["TMPDIR": "/no/such/folder"])
            #expect(nowhere.status == 3 && nowhere.text.isEmpty)
            let reason = "no temporary file can be made in /no/such/folder: no such file or directory"
            #expect(nowhere.errors == "demarc: the findings can't be kept: \(reason)\n")
            // A limit on what the program may write to a file stands for a full disk.
            let full = try Command.shell("trap '' XFSZ; ulimit -f 4; $DEMARC \((words + Self.least).joined(separator: " "))")
            #expect(full.status == 3 && full.text.isEmpty)
            #expect(full.errors.hasPrefix("demarc: the findings can't be kept: a temporary file in "), "\(full.errors)")
            #expect(full.errors.hasSuffix(" can't be written: file too large\n"), "\(full.errors)")
        }
    }

    @Test func `accounts that an interrupt leaves out never pass`() throws {
        try Folders.withTemporary { folder in
            for account in 1...3 {
                let items = SnapshotFolder.vpcs(4).map { $0.replacingOccurrences(of: SnapshotFolder.account, with: "11112222333\(account)") }
                try Folders.write(
                    #"{"configSnapshotId":"x","configurationItems":[\#(items.joined(separator: ","))]}"#, to: "\(folder)/s/\(account).json")
            }
            let plugin = try PluginFolder(in: folder)
            for number in 100..<200 {
                try plugin.rule("slow-\(number)", check: "local sum = 0 for i = 1, 2000000 do sum = sum + i end return pass()")
            }
            let run = try Command.shell(
                """
                set -m
                $DEMARC scan \(folder)/s --plugin \(plugin.path) --jobs 1 --memory 1 --quiet --format json &
                pid=$!
                while kill -0 $pid && ! grep -q '^SigCgt:.*[2367abef]$' /proc/$pid/status; do sleep 0.02; done
                sleep 0.5
                kill -INT $pid
                wait $pid
                """)
            let result = try ScanResult(run)
            #expect(run.status == 3 && run.text.contains("\"complete\": false,"))
            // Each rule has at least one question left in each account that was not read.
            #expect((result.ledger["planned"] ?? 0) > (result.ledger["pass"] ?? 0) + 100)
            #expect((result.ledger["planned"] ?? 0) < 1200)
        }
    }
}
