// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// Holds the verdicts on five emulated accounts against those of Prowler, which nobody of this project wrote.
@Suite(.enabled(if: SharedData.has("oracle"), Comment(rawValue: SharedData.absence)))
struct OracleTests {
    /// Every rule, asked as Prowler asks: any backup will do, a password expires in 90 days, every bucket needs the lock.
    private static let result = Result {
        try scan([
            "--pack", "all", "--param", "aws.rds.backup-retention.min_days=1", "--param", "aws.iam.password-policy.max_age=90", "--param",
            "aws.s3.bucket-object-lock.require_tag=",
        ])
    }

    private static func scan(_ options: [String]) throws -> ScanResult {
        try ScanResult(SharedData.path("oracle/dump"), ["--as-of", "2026-11-24T04:52:45Z"] + options)
    }

    @Test func `every file of the dump is understood`() throws {
        let result = try Self.result.get()
        #expect(result.command.status == 1)
        #expect(result.command.errors == "")
        #expect(result.sources.count == 1468)
        #expect(result.sources.count == SharedData.files(below: "oracle/dump").count)
        #expect(result.ledger["unknown"] == 0)
        #expect(result.ledger["error"] == 0)
    }

    /// What is read and used for nothing is said so: two commands that hold no configuration.
    @Test func `no answer of the dump is passed over but these`() throws {
        let notes = try Self.result.get().problems.map { "\($0.severity): \($0.message)" }
        #expect(
            Set(notes) == [
                "note: aws iam generate-credential-report asks for a report and holds none",
                "note: aws sts get-caller-identity says which account was asked",
            ])
        #expect(notes.count == 10)
    }

    @Test func `our verdicts are Prowler's, but for what is known of both`() throws {
        let verdicts = Dictionary(grouping: try SharedData.lines("oracle/verdicts.jsonl", as: OracleVerdict.self), by: \.check)
        let join = OracleJoin(try Self.result.get())
        var compared = 0
        var failures = 0
        var differences: [String: Set<String>] = [:]
        for check in OracleCheck.all {
            let theirs = try #require(verdicts[check.id], "Prowler has no verdict of \(check.id)")
            let ours = try check.parameter.map { OracleJoin(try Self.scan(["--rule", check.rule, "--param", $0])) } ?? join
            for verdict in theirs {
                let answer = ours.answer(check, verdict)
                compared += 1
                if verdict.status == "FAIL" { failures += 1 }
                if answer.status == verdict.status { continue }
                let resource = "\(verdict.account)/\(verdict.resource)"
                differences["\(check.id) \(answer.status)", default: []].insert(resource)
                let isKnown = OracleDisagreement.all.contains {
                    $0.check == check.id && $0.ours == answer.status && $0.resources.contains(resource)
                }
                #expect(isKnown, "\(check.id) \(resource): we say \(answer) and Prowler \(verdict.status), \(verdict.note)")
            }
        }
        for known in OracleDisagreement.all {
            let seen = differences["\(known.check) \(known.ours)"] ?? []
            #expect(seen == known.resources, "no longer a disagreement: \(known.resources.subtracting(seen)); \(known.why)")
        }
        #expect(OracleCheck.all.count == 46)
        #expect(compared == 1180)
        #expect(failures == 510)
    }
}
