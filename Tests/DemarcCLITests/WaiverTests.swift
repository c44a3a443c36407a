// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Foundation
import Testing

/// What is waived stays a failure that everybody sees, and counts for nothing else as long as the waiver holds.
@Suite struct WaiverTests {
    /// Four networks in two regions; the rule fails for all but the first of each region.
    private func scan(_ waivers: String, _ options: [String] = [], more: String = "") throws -> Command {
        try Folders.withTemporary { folder in
            let plugin = try PluginFolder(in: folder)
            try plugin.rule(
                "vpc",
                check: """
                    if it.id == "vpc-1" then return pass() end
                    if it.id == "vpc-4" then return unknown "nobody looked" end
                    return findings { a = fail("%s is open", it.id), b = fail "b" }
                    """)
            let snapshot = SnapshotFolder(in: folder)
            let types = #"{"vpcId":"x"}"#
            for region in ["us-east-1", "eu-west-1"] {
                try snapshot.region(
                    region,
                    items: (1...4).map { SnapshotFolder.item("AWS::EC2::VPC", "vpc-\($0)", region: region, types, tags: #"{"stage":"s\#($0)"}"#) })
            }
            try Folders.write("return demarc { \(more) waivers = { \(waivers) } }", to: "\(folder)/demarc.lua")
            return try Command.demarc(["scan", snapshot.path, "--plugin", plugin.path, "--quiet"] + options, in: folder)
        }
    }

    private static func waiver(
        rule: String = "t.s.vpc", _ scope: String, expires: String = "2026-12-31", reason: String = "Known and small."
    ) -> String {
        #"{ rule = "\#(rule)", scope = { \#(scope) }, reason = "\#(reason)", owner = "team-net", expires = "\#(expires)" },"#
    }

    private struct Document: Decodable {
        struct Waiver: Decodable, Equatable {
            let failures: Int?
            let remarks: [String]?
            let reason: String
        }
        struct Finding: Decodable {
            let verdict: String
            let region: String
            let id: String
            let waiver: Waiver?
        }
        struct Row: Decodable { let state: String }
        let ledger: [String: Int]
        let waivers: [Waiver]
        let findings: [Finding]
    }

    private func document(_ command: Command) throws -> Document { try JSONDecoder().decode(Document.self, from: command.output) }

    /// The failures over which a waiver is laid, as `region id`.
    private func waived(_ document: Document) -> [String] {
        var names = document.findings.filter { $0.waiver != nil }.map { "\($0.region) \($0.id)" }
        names = names.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
        return names
    }

    private static let all = ["eu-west-1 vpc-2", "eu-west-1 vpc-3", "us-east-1 vpc-2", "us-east-1 vpc-3"]

    @Test(arguments: [
        (#"regions = "us-east-1""#, ["us-east-1 vpc-2", "us-east-1 vpc-3"]), (#"regions = "us""#, []),
        (#"regions = "us-*""#, ["us-east-1 vpc-2", "us-east-1 vpc-3"]),
        (#"resources = "vpc-2""#, ["eu-west-1 vpc-2", "us-east-1 vpc-2"]), (#"resources = "vpc""#, []), (#"resources = { "vpc-2", "vpc-3" }"#, all),
        (#"resources = "vpc-2", regions = "eu-west-1""#, ["eu-west-1 vpc-2"]), (#"accounts = "111122223333""#, all),
        (#"accounts = "999988887777""#, []),
        (#"accounts = "shop""#, all), (#"accounts = { "shop", "111122223333" }"#, all),
        (#"accounts = { "111122223333", "sh*" }"#, all),
        (#"accounts = "shop", units = "other""#, []), (#"accounts = "shop", units = "work""#, all), (#"units = "work""#, all),
        (#"units = "work/sub""#, all), (#"units = "other""#, []),
        (#"tags = { stage = "s3" }"#, ["eu-west-1 vpc-3", "us-east-1 vpc-3"]), (#"tags = { stage = "s3", team = "*" }"#, []),
        (#"tags = { Stage = "s3" }"#, []), (#"resources = "*""#, all),
    ])
    func aWaiverIsForItsScopeAndNothingElse(scope: String, expected: [String]) throws {
        let accounts = #"accounts = { ["111122223333"] = { name = "shop", unit = "work/sub" }, ["999988887777"] = { unit = "other" } },"#
        let result = try document(scan(WaiverTests.waiver(scope), ["--format", "json"], more: accounts))
        #expect(waived(result) == expected)
        #expect(result.findings.count { $0.verdict == "fail" } == 8, "a waived failure stays a failure")
        #expect(result.ledger["fail"] == 4 && result.ledger["waived"] == expected.count && result.ledger["pass"] == 2)
        #expect(result.findings.allSatisfy { $0.waiver == nil || $0.verdict == "fail" })
        #expect(result.waivers.first?.failures == expected.count * 2)
    }

    @Test func onlyWhatIsNotWaivedCounts() throws {
        let some = WaiverTests.waiver(#"resources = "vpc-2""#)
        let rest = WaiverTests.waiver(#"resources = "vpc-3""#)
        #expect(try scan("").status == 1)
        #expect(try scan(some).status == 1)
        #expect(try scan(some + rest).status == 0)
    }

    /// The snapshot is of 2026-03-02.
    @Test(arguments: [
        ("2026-03-01", [], 1, ["expired"]), ("2026-03-02", [], 0, ["expiring"]), ("2026-04-01", [], 0, ["expiring"]), ("2026-04-02", [], 0, []),
        ("2026-03-02", ["--as-of", "2026-03-02T23:59:59Z"], 0, ["expiring"]), ("2026-03-02", ["--as-of", "2026-03-03T00:00:00Z"], 1, ["expired"]),
        ("2026-03-01", ["--as-of", "2026-01-01T00:00:00Z"], 0, []),
    ])
    func whatHasExpiredCountsAgain(expires: String, options: [String], status: Int32, remarks: [String]) throws {
        let waiver = WaiverTests.waiver(#"resources = { "vpc-2", "vpc-3" }"#, expires: expires)
        #expect(try scan(waiver, options).status == status)
        let result = try document(scan(waiver, options + ["--format", "json"]))
        #expect(result.waivers.first?.remarks == remarks && waived(result) == (status == 0 ? WaiverTests.all : []))
        #expect(result.waivers.first?.failures == 8, "those of an expired waiver are counted")
    }

    @Test(arguments: [
        (#"resources = "vpc-9""#, "t.s.vpc", ["unused"]), (#"resources = "vpc-4""#, "t.s.vpc", ["unsettled"]),
        (#"accounts = "999988887777""#, "t.s.vpc", ["not-asked"]),
        (#"resources = "vpc-2""#, "*", ["broad"]), (#"regions = "*""#, "t.s.*", ["broad"]), (#"resources = "vpc-2""#, "t.s.vpc", []),
    ])
    func aWaiverThatWantsLookingAtIsNamed(scope: String, rule: String, remarks: [String]) throws {
        let result = try document(scan(WaiverTests.waiver(rule: rule, scope), ["--format", "json"]))
        #expect(result.waivers.first?.remarks == remarks)
    }

    @Test func theFirstThatHoldsIsLaidOverAFailure() throws {
        let waivers =
            WaiverTests.waiver(#"resources = "vpc-2""#, expires: "2026-01-01", reason: "first")
            + WaiverTests.waiver(#"resources = "vpc-*""#, reason: "second")
            + WaiverTests.waiver(#"resources = "vpc-2""#, reason: "third")
        let result = try document(scan(waivers, ["--format", "json"]))
        #expect(result.findings.filter { $0.id == "vpc-2" }.allSatisfy { $0.waiver?.reason == "second" })
        #expect(result.waivers.map(\.failures) == [4, 8, 4])
    }

    @Test func everyReportShowsTheReason() throws {
        let waivers =
            WaiverTests.waiver(#"resources = "vpc-2""#) + WaiverTests.waiver(#"resources = "vpc-3""#, expires: "2026-03-01", reason: "Until spring.")
        let text = try scan(waivers).text
        #expect(text.contains("WAIVERS") && text.contains("Known and small. (team-net, until 2026-12-31)") && text.contains("vpc-2 is open"))
        #expect(text.contains("expired: 4 failures of it count again") && text.contains("4 fail (2 waived)"))
        for format in ["json", "jsonl"] {
            let report = try scan(waivers, ["--format", format]).text
            #expect(report.contains("Known and small.") && report.contains("Until spring."))
        }
    }

    @Test func aRuleOfWhichAllIsWaivedDoesNotPass() throws {
        let text = try scan(WaiverTests.waiver(#"resources = { "vpc-2", "vpc-3" }"#), ["--as-of", "2026-03-02T00:00:00Z"]).text
        // vpc-4 is not known, which comes before what is waived.
        #expect(text.contains(/t\.s\.vpc +UNKNOWN/))
    }

    @Test func withoutATimeNoWaiverHolds() throws {
        try Folders.withTemporary { folder in
            let plugin = try PluginFolder(in: folder)
            try plugin.rule("account", resource: #""account""#, check: #"return fail "so it is""#)
            try Folders.write(
                #"{"Accounts":[{"Id":"111122223333","Name":"a","Status":"ACTIVE"}]}"#,
                to: "\(folder)/s/111122223333/global/organizations/list-accounts.json")
            try Folders.write(
                "return demarc { waivers = { \(WaiverTests.waiver(rule: "t.s.account", #"accounts = "111122223333""#)) } }",
                to: "\(folder)/demarc.lua")
            func scan(_ more: [String]) throws -> Command { try Command.demarc(["scan", "\(folder)/s", "--plugin", plugin.path] + more, in: folder) }
            let undated = try scan([])
            #expect(undated.status == 1 && undated.text.contains("the time of the snapshot is not known, so nobody knows whether it holds"))
            #expect(try scan(["--as-of", "2026-12-31T12:00:00Z"]).status == 0)
        }
    }

    @Test func theSameBytesForAnyNumberOfWorkers() throws {
        try Folders.withTemporary { folder in
            try Folders.write(
                """
                return demarc { waivers = {
                  { rule = "aws.s3.*", scope = { accounts = "222222222222" }, reason = "r", owner = "o", expires = "2026-12-01" },
                  { rule = "*", scope = { regions = "eu-*" }, reason = "s", owner = "o", expires = "2027-12-01" },
                } }
                """, to: "\(folder)/demarc.lua")
            var outputs: Set<Data> = []
            for jobs in ["1", "2", "8"] {
                let command = try Command.demarc(
                    [
                        "scan", Folders.inProject("Snapshots/example-org"), "--plugin", Folders.inProject("Plugins/aws"), "--pack", "all", "--format",
                        "json",
                        "--jobs", jobs,
                    ], in: folder)
                outputs.insert(command.output)
            }
            #expect(outputs.count == 1 && outputs.first?.isEmpty == false)
        }
    }
}
