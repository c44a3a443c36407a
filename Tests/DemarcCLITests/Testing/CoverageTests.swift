// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Foundation
import Testing

/// `demarc test --coverage` tells which lines no example runs, to people and to programs.
@Suite struct CoverageTests {
    private static let check = """
        if it.configuration.isDefault then return fail 'default' end
        if it.configuration.state == "pending" then
          return skip "not there yet"
        end
        return pass()
        """
    private static let examples = """
        pass = { ["p"] = { it { configuration = { isDefault = false } } } },
        fail = { ["f"] = { it { configuration = { isDefault = true } } } },
        unknown = { ["u"] = { it { configuration = { isDefault = unknown "denied" } } } }
        """

    private func withRule(_ body: (_ folder: String, _ rule: TestedRule) throws -> Void) throws {
        try Folders.withTemporary { folder in
            let rule = try TestedRule(in: folder, check: CoverageTests.check, examples: CoverageTests.examples)
            try rule.plugin.write("lib/help.lua", "local help = {}\nfunction help.it()\n  return 1\nend\nreturn help\n")
            try rule.plugin.write("lib/data.lua", "return { 1, 2, 3 }\n")
            try body(folder, rule)
        }
    }

    @Test func `the table names the lines that nothing runs`() throws {
        try withRule { _, rule in
            let run = try Command.demarc(["test", rule.folder, "--coverage"])
            #expect(run.status == 0)
            let lines = run.text.split(separator: "\n").map { $0.split(separator: " ").map(String.init).joined(separator: " ") }
            let line = TestedRule.checkLine(CoverageTests.examples)
            #expect(lines.suffix(4).first == "LINES COVERED FILE: LINES THAT NO EXAMPLE RUNS", "\(run.text)")
            #expect(lines.suffix(3).first == "4 75.0 % \(rule.folder)/rules/s/r.lua: \(line + 2)", "\(run.text)")
            #expect(lines.suffix(2).first == "1 0.0 % \(rule.folder)/lib/help.lua: 3")
            #expect(lines.last == "5 60.0 % 2 files")
            #expect(try Command.demarc(["test", rule.folder, "--min-coverage", "60"]).status == 0)
            #expect(try Command.demarc(["test", rule.folder, "--min-coverage", "61"]).status == 1)
        }
    }

    @Test func `LCOV's file says the same, line by line`() throws {
        try withRule { folder, rule in
            let file = "\(folder)/lcov.info"
            #expect(try Command.demarc(["test", rule.folder, "--coverage-file", file]).status == 0)
            let records = try String(contentsOf: URL(filePath: file), encoding: .utf8).components(separatedBy: "end_of_record\n").dropLast()
            #expect(records.count == 2)
            let lines = try #require(records.first).split(separator: "\n").map(String.init)
            let first = TestedRule.checkLine(CoverageTests.examples)
            #expect(lines.prefix(2) == ["TN:", "SF:\(rule.folder)/rules/s/r.lua"])
            #expect(lines.suffix(2) == ["LF:4", "LH:3"])
            let hits = lines.filter { $0.hasPrefix("DA:") }.map { $0.dropFirst(3).split(separator: ",").map { Int($0) ?? -1 } }
            #expect(hits.map { $0[0] } == [first, first + 1, first + 2, first + 4], "\(lines)")
            // Three ways of three examples, and the first line alone of the two that end there.
            #expect(hits.map { $0[1] } == [9, 3, 0, 3], "\(lines)")
        }
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/genhtml"), "SKIPPED: there is no genhtml"))
    func `genhtml reads it`() throws {
        try withRule { folder, rule in
            #expect(try Command.demarc(["test", rule.folder, "--coverage-file", "\(folder)/lcov.info"]).status == 0)
            let run = try Command.run("/usr/bin/genhtml", ["-o", "\(folder)/html", "\(folder)/lcov.info"], in: folder, environment: [:])
            #expect(run.status == 0 && run.text.contains("lines......: 60.0% (3 of 5 lines)"), "\(run.text)\(run.errors)")
        }
    }
}
