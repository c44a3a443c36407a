// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Foundation
import Testing

/// Where rules spend their instructions, as a table and as stacks.
@Suite struct ProfileTests {
    /// Calls `body` with a snapshot of 30 VPCs and a plugin with two rules and a library; the heaviest line by far is the library's third.
    private static func withPlanted<Result>(_ body: (_ folder: String, _ words: [String]) throws -> Result) throws -> Result {
        try Folders.withTemporary { folder in
            let snapshot = SnapshotFolder(in: folder)
            try snapshot.region(items: SnapshotFolder.vpcs(30))
            let plugin = try PluginFolder(in: folder)
            try plugin.write(
                "lib/work.lua",
                "local function spin(count)\n  local n = 0\n  for i = 1, count do n = n + i end\n  return n\nend\nreturn { spin = spin }\n")
            try plugin.rule("hot", check: #"local n = require "t.work".spin(200) if n < 0 then return fail "no" end return pass()"#)
            try plugin.rule("cold", check: "return it.configuration.isDefault and fail 'default' or pass()")
            return try body(folder, ["profile", snapshot.path, "--plugin", plugin.path])
        }
    }

    @Test func `the heaviest line comes first, with its share and its text`() throws {
        try ProfileTests.withPlanted { _, words in
            let run = try Command.demarc(words)
            #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
            let lines = run.text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
            #expect(lines[0] == ["SHARE", "INSTRUCTIONS", "RULE,", "LINE"] && lines[1][3] == "t.s.hot", "\(run.text)")
            #expect(lines[2].dropFirst(3) == ["t.work:3", "for", "i", "=", "1,", "count", "do", "n", "=", "n", "+", "i", "end"], "\(lines[2])")
            let share = try #require(Double(lines[2][0]))
            #expect((90..<100).contains(share))
            let rules = lines.filter { $0.count == 4 && $0[3].hasPrefix("t.s.") }
            #expect(rules.map { $0[3] } == ["t.s.hot", "t.s.cold"])
            let shares = try rules.map { try #require(Double($0[0])) }
            #expect(abs(shares.reduce(0, +) - 100) < 0.2)
        }
    }

    @Test func `stacks are those that flame graphs are drawn from`() throws {
        try ProfileTests.withPlanted { folder, words in
            let run = try Command.demarc(words + ["--format", "collapsed"])
            #expect(run.status == 0 && run.errors.isEmpty)
            let lines = run.text.split(separator: "\n")
            #expect(run.text.hasSuffix("\n") && lines.count > 3 && Set(lines).count == lines.count)
            for line in lines { #expect(line.wholeMatch(of: /t\.s\.(hot|cold);check(;[^;]+)*;[^;]+:[0-9]+ [1-9][0-9]*/) != nil, "\(line)") }
            let heaviest = try #require(lines.max { ProfileTests.weight($0) < ProfileTests.weight($1) })
            #expect(heaviest.hasPrefix("t.s.hot;check;spin;t.work:3 "), "\(heaviest)")
            let counted = try Command.demarc(["bench"] + words.dropFirst() + ["--format", "json", "--runs", "1"])
            let report = try #require(try JSONSerialization.jsonObject(with: counted.output) as? [String: Any])
            let rules = try #require(report["rules"] as? [[String: Any]])
            let instructions = rules.reduce(0.0) { $0 + (($1["instructions"] as? Double) ?? 0) * 30 }
            #expect(lines.reduce(0) { $0 + ProfileTests.weight($1) } == Int(instructions.rounded()))
        }
    }

    private static func weight(_ line: Substring) -> Int { line.split(separator: " ").last.flatMap { Int($0) } ?? 0 }

    @Test(arguments: ["table", "collapsed"])
    func aProfileIsTheSameEachTime(format: String) throws {
        let words = ["profile", "Snapshots/example-org", "--pack", "all", "--format", format]
        let first = try Command.demarc(words)
        #expect(try first.status == 0 && !first.text.isEmpty && Command.demarc(words).text == first.text)
        try Folders.withTemporary { folder in
            let filed = try Command.demarc(words + ["--output", "\(folder)/profile"])
            #expect(try filed.status == 0 && filed.text.isEmpty && Folders.bytes("\(folder)/profile") == Array(first.text.utf8))
        }
    }

    @Test func `a long run is sampled, and the shares stay`() throws {
        try Folders.withTemporary { folder in
            let snapshot = SnapshotFolder(in: folder)
            try snapshot.region(items: SnapshotFolder.vpcs(10))
            let plugin = try PluginFolder(in: folder)
            try plugin.rule("long", check: "for _ = 1, 300000 do end\nfor _ = 1, 100000 do end\nreturn pass()")
            let run = try Command.demarc(["profile", snapshot.path, "--plugin", plugin.path])
            let lines = run.text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
            #expect(run.status == 0 && lines.count >= 4 && lines[2][3] == "long.lua:10" && lines[3][3] == "long.lua:11", "\(run.text)")
            let shares = try [lines[2], lines[3]].map { try #require(Double($0[0])) }
            #expect(abs(shares[0] - 75) < 1 && abs(shares[1] - 25) < 1)
        }
    }
}
