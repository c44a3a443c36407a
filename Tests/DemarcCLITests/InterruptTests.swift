// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// Ctrl-C in the middle of a long scan: what is done is kept, what is missing is told.
@Suite struct InterruptTests {
    /// A minute of work in many small batches: five hundred rules that each take a while over each of four VPCs, none of which answers for another.
    private func inLongScan(_ body: (_ words: String) throws -> Void) throws {
        try Folders.withTemporary { folder in
            let snapshot = SnapshotFolder(in: folder)
            try snapshot.region(items: SnapshotFolder.vpcs(4))
            let plugin = try PluginFolder(in: folder)
            for number in 100..<600 {
                try plugin.rule("slow-\(number)", check: "local sum = #it.id for i = 1, 2000000 do sum = sum + i end return pass()")
            }
            let rows = (100..<600).map { #"{ "\#($0)", "Number \#($0)", party = "customer", rules = { "t.s.slow-\#($0)" } }"# }
            try plugin.write(
                "packs/baseline.lua", #"return pack { title = "Long", version = "1.0.0", requirements = { \#(rows.joined(separator: ", ")) } }"#)
            try body("scan \(snapshot.path) --plugin \(plugin.path) --jobs 2")
        }
    }

    /// Starts the scan, and sends the signal when the program has taken it over and some of the work is done.
    private static func interrupted(_ words: String, then: String = "") -> String {
        """
        set -m
        $DEMARC \(words) &
        pid=$!
        while kill -0 $pid && ! grep -q '^SigCgt:.*[2367abef]$' /proc/$pid/status; do sleep 0.02; done
        sleep 1
        kill -INT $pid
        \(then)
        wait $pid
        """
    }

    @Test func `the first one keeps what is done and says what is missing`() throws {
        try inLongScan { words in
            let run = try Command.shell(InterruptTests.interrupted(words), environment: ["COLUMNS": "100"])
            #expect(run.status == 3)
            #expect(run.errors.contains("demarc: stopping; once more ends at once\n"), "\(run.errors)")
            let last = try #require(run.text.split(separator: "\n").last)
            let match = try #require(last.firstMatch(of: /^interrupted: ([0-9]+) of 2000 evaluations were not done$/), "\(last)")
            let missing = try #require(Int(match.1))
            #expect(missing > 0 && missing < 2000)
            #expect(run.text.contains("2000 evaluations: \(2000 - missing) pass, 0 fail, 0 unknown, 0 skip, 0 error\n"), "\(run.text.suffix(300))")
            // A requirement passes only where every evaluation was done.
            let passed = run.text.split(separator: "\n").count { $0.contains(" Number ") && $0.contains(" PASS ") }
            #expect(passed == (2000 - missing) / 4 && passed > 0, "\(passed)")
            #expect(run.text.split(separator: "\n").count { $0.contains(" Number ") && $0.contains(" UNKNOWN ") } == 500 - passed)
        }
    }

    @Test func `a machine reads that it is not complete`() throws {
        try inLongScan { words in
            let run = try Command.shell(InterruptTests.interrupted(words + " --format json"))
            #expect(run.status == 3)
            #expect(run.errors.contains("demarc: interrupted: ") && run.errors.contains(" of 2000 evaluations were not done\n"), "\(run.errors)")
            #expect(run.text.contains("\"complete\": false,"))
            #expect(run.text.contains("\"planned\": 2000,"))
        }
    }

    @Test func `the second one ends at once`() throws {
        try inLongScan { words in
            let run = try Command.shell(InterruptTests.interrupted(words, then: "sleep 0.05; kill -INT $pid || true"))
            // Where the first had its effect before the second came, the scan ended by itself.
            #expect(run.status == 130 || run.status == 3, "\(run.status)")
            if run.status == 130 { #expect(run.text.isEmpty) }
        }
    }

    @Test func `the second one leaves no part of a file behind`() throws {
        try Folders.withTemporary { folder in
            let snapshot = SnapshotFolder(in: folder)
            try snapshot.region(items: SnapshotFolder.vpcs(3000))
            let plugin = try PluginFolder(in: folder)
            for name in ["a", "b", "c"] { try plugin.rule(name, check: "return fail(it.id .. string.rep(' x', 500))") }
            // The report is begun when everything is evaluated; both signals come while it is written.
            let run = try Command.shell(
                """
                set -m
                mkdir \(folder)/out
                $DEMARC scan \(snapshot.path) --plugin \(plugin.path) --quiet --format jsonl --output \(folder)/out/report &
                pid=$!
                while kill -0 $pid && ! compgen -G '\(folder)/out/*.part' >/dev/null; do :; done 2>/dev/null
                kill -INT $pid; sleep 0.01; kill -INT $pid
                wait $pid
                """)
            #expect([0, 1, 3, 130].contains(run.status), "\(run.status)")
            let left = try Command.shell("ls -A \(folder)/out").text
            #expect(left == (run.status == 130 ? "" : "report\n"), "\(run.status) \(left)")
        }
    }
}
