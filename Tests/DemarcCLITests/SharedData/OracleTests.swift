// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Foundation
import Testing

/// Holds the verdicts on five emulated accounts against those of Prowler, which nobody of this project wrote.
@Suite(.enabled(if: SharedData.has("oracle"), Comment(rawValue: SharedData.absence)))
struct OracleTests {
    private struct Verdict: Decodable {
        let account: String
        let region: String
        let check: String
        let resource: String
        let status: String
        let note: String

        private enum CodingKeys: String, CodingKey {
            case account, region, status, note
            case check = "check_id"
            case resource = "resource_id"
        }
    }

    /// What a verdict is joined by.
    private struct Entity: Hashable {
        let rule: String
        let account: String
        let place: String
    }

    /// Every rule, asked as Prowler asks: any backup will do.
    private static let result = Result {
        try ScanResult(
            SharedData.path("oracle/dump"),
            [
                "--as-of", "2026-11-24T04:52:45Z", "--pack", "all", "--param", "aws.rds.backup-retention.min_days=1",
            ])
    }

    private static func verdicts() throws -> [Verdict] {
        try String(contentsOf: URL(filePath: SharedData.path("oracle/verdicts.jsonl")), encoding: .utf8).split(separator: "\n").map {
            try JSONDecoder().decode(Verdict.self, from: Data($0.utf8))
        }
    }

    /// Where our verdict differs and Prowler is known to be wrong, by the number of the disagreement in the oracle's description; 0 is
    /// its table of fields, by which Prowler looks at an analyzer's status alone: one of unused access will do.
    private static func disagreement(_ rule: String, _ message: String) -> Int? {
        if rule == "aws.accessanalyzer.external" && message == "no active analyzer for external access" { return 0 }
        if rule == "aws.iam.access-key-unused" && message.contains("was never used") { return 1 }
        if rule == "aws.lambda.runtime-supported" && message.contains("nodejs20.x ended on 2026-04-30") { return 10 }
        return nil
    }

    @Test("every file of the dump is understood")
    func everyFile() throws {
        let result = try OracleTests.result.get()
        #expect(result.command.status == 1)
        #expect(result.command.errors == "")
        #expect(result.sources.count == 1468)
        #expect(result.problems.allSatisfy { $0.severity == "note" })
        #expect(result.ledger["unknown"] == 0)
        #expect(result.ledger["error"] == 0)
    }

    @Test("our verdicts are Prowler's, but for its known mistakes")
    func verdictsAgree() throws {
        let result = try OracleTests.result.get()
        var ours: [Entity: [ScanResult.Finding]] = [:]
        for finding in result.findings {
            for place in OracleJoin.places(finding) {
                ours[Entity(rule: OracleJoin.rule(finding), account: finding.account, place: place), default: []].append(finding)
            }
        }
        var theirs: [Entity: [Verdict]] = [:]
        for verdict in try OracleTests.verdicts() {
            guard let rule = OracleJoin.rules[verdict.check] else { continue }
            let place = OracleJoin.place(rule: rule, check: verdict.check, region: verdict.region, resource: verdict.resource)
            theirs[Entity(rule: rule, account: verdict.account, place: place), default: []].append(verdict)
        }
        var compared = 0
        var known: [Int: Int] = [:]
        for (entity, verdicts) in theirs {
            let findings = ours[entity] ?? []
            // What is judged at the cluster has no verdict of its own.
            if findings.contains(where: { $0.message.hasPrefix("judged at cluster") }) { continue }
            compared += 1
            let mine = OracleJoin.verdict(findings)
            let wanted = verdicts.contains { $0.status == "FAIL" } ? "FAIL" : "PASS"
            if mine == wanted { continue }
            let number = wanted == "FAIL" ? nil : findings.lazy.compactMap { OracleTests.disagreement($0.rule, $0.message) }.first
            if let number { known[number, default: 0] += 1 }
            #expect(number != nil, "\(entity): \(mine), Prowler says \(wanted): \(verdicts[0].note)")
        }
        #expect(compared == 655)
        #expect(known == [0: 2, 1: 4, 10: 3])
    }
}
