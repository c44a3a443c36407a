// SPDX-License-Identifier: Apache-2.0
import DemarcSnapshot
import DemarcTestSupport
import Testing

@testable import DemarcEngine

/// Reports of several rules, and what is told of them.
@Suite struct ComparisonTests {
    private static func figures(_ rule: String, instructions: Double = 100, evaluations: Int = 10, fails: Int = 0) -> RuleFigures {
        var verdicts = VerdictCounts()
        verdicts.pass = evaluations - fails
        verdicts.fail = fails
        return RuleFigures(
            rule: rule, evaluations: evaluations, verdicts: verdicts, instructions: instructions, entries: 1, allocations: 0, bytes: 0,
            nanoseconds: [500, 510, 505], growth: [])
    }

    private static func report(_ rules: [RuleFigures]) throws -> BenchmarkReport {
        try Folders.withTemporary { folder in
            try SnapshotFolder(in: folder).region(items: SnapshotFolder.vpcs(3))
            let snapshot = try SnapshotLoader.load(paths: [folder])
            return BenchmarkReport(
                format: BenchmarkReport.currentFormat, tool: "0", snapshot: SnapshotIdentity(snapshot),
                calibration: Calibration(processor: [90, 91, 90], memory: [40, 41, 40]),
                rules: rules)
        }
    }

    @Test func `a slower rule is a regression, a faster one is not`() throws {
        let before = try ComparisonTests.report([ComparisonTests.figures("a"), ComparisonTests.figures("b")])
        var after = before
        #expect(!Comparison(before: before, after: after).isRegression)
        after.rules[1].instructions = 120
        let slower = Comparison(before: before, after: after)
        #expect(slower.isRegression && slower.rules.map(\.judgement.outcome) == [.undecided, .slower] && slower.total.outcome == .slower)
        let faster = Comparison(before: after, after: before)
        #expect(!faster.isRegression && faster.rules.map(\.judgement.outcome) == [.undecided, .faster] && faster.total.outcome == .faster)
    }

    @Test func `a slower rule among many is told although all together are as fast as before`() throws {
        let before = try ComparisonTests.report([ComparisonTests.figures("a", evaluations: 10_000), ComparisonTests.figures("b", evaluations: 1)])
        var after = before
        after.rules[1].instructions = 200
        let comparison = Comparison(before: before, after: after)
        #expect(comparison.isRegression && comparison.total.outcome == .undecided)
    }

    @Test func `a rule that alone takes twice as long is slower, not so where others do without a reason`() throws {
        let before = try ComparisonTests.report(["a", "b", "c", "d", "e"].map { ComparisonTests.figures($0) })
        var after = before
        after.rules[4].nanoseconds = [1000, 1010, 1020]
        let alone = Comparison(before: before, after: after)
        #expect(alone.isRegression && alone.rules.map(\.judgement.outcome) == [.undecided, .undecided, .undecided, .undecided, .slower])
        for rule in 2...3 { after.rules[rule].nanoseconds = [700, 710, 705] }
        let together = Comparison(before: before, after: after)
        #expect(!together.isRegression && together.rules.allSatisfy { $0.judgement.outcome == .undecided })
    }

    @Test func `other verdicts are told, and are a regression whatever they cost`() throws {
        let before = try ComparisonTests.report([ComparisonTests.figures("a"), ComparisonTests.figures("b", fails: 2)])
        var after = before
        after.rules[1].verdicts.fail = 1
        after.rules[1].verdicts.pass = 9
        after.rules[1].instructions = 50
        let comparison = Comparison(before: before, after: after)
        #expect(comparison.isRegression && comparison.rules[0].verdicts == nil)
        #expect(comparison.rules[1].verdicts?.before.fail == 2 && comparison.rules[1].verdicts?.after.fail == 1)
    }

    @Test func `rules that only one side measured are named and not judged`() throws {
        let before = try ComparisonTests.report([ComparisonTests.figures("a"), ComparisonTests.figures("old", instructions: 9)])
        let after = try ComparisonTests.report([ComparisonTests.figures("a"), ComparisonTests.figures("new", instructions: 9999)])
        let comparison = Comparison(before: before, after: after)
        #expect(comparison.onlyBefore == ["old"] && comparison.onlyAfter == ["new"] && comparison.rules.map(\.rule) == ["a"])
        #expect(!comparison.isRegression && comparison.total.instructions.ratio == 1)
    }

    @Test func `a report comes back from its file as it went`() throws {
        let report = try ComparisonTests.report([ComparisonTests.figures("a", fails: 3)])
        try Folders.withTemporary { folder in
            try Folders.write(try report.json(Comparison(before: report, after: report)), to: "\(folder)/report.json")
            #expect(try BenchmarkReport(path: "\(folder)/report.json", of: report.snapshot) == report)
        }
    }

    /// What a file holds, and what is said of it.
    static let refused: [(text: String, says: String)] = [
        ("", "found no JSON with a format, expected a file that demarc bench --save wrote"),
        ("[1]", "found no JSON with a format"), ("{\"format\": 1}", "found JSON in which figures are missing"),
        ("{\"format\": 99}", "found format 99, expected 1: measure and save again"),
    ]

    @Test(arguments: refused)
    func aFileThatIsNoneIsRefused(text: String, says: String) throws {
        let report = try ComparisonTests.report([])
        try Folders.withTemporary { folder in
            try Folders.write(text, to: "\(folder)/report.json")
            let error = #expect(throws: BenchmarkError.self) { try BenchmarkReport(path: "\(folder)/report.json", of: report.snapshot) }
            #expect(error?.description.hasPrefix("\(folder)/report.json: ") == true && error?.description.contains(says) == true)
            #expect(throws: BenchmarkError.notAReport(path: "\(folder)/none", reason: "no readable file")) {
                try BenchmarkReport(path: "\(folder)/none", of: report.snapshot)
            }
        }
    }
}
