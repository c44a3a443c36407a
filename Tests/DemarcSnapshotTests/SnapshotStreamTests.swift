// SPDX-License-Identifier: Apache-2.0
import DemarcDocument
import DemarcTestSupport
import Foundation
import Testing

@testable import DemarcSnapshot

/// A snapshot that is read a few accounts at a time is the same as one that is read at once.
@Suite struct SnapshotStreamTests {
    /// What a stream over `path` gives of each account, and the account of the summary; and what is said of the whole.
    private struct Told: Equatable {
        var accounts: [String] = []
        var summary: [String] = []
        var groups = 0

        static func == (left: Told, right: Told) -> Bool { left.accounts == right.accounts && left.summary == right.summary }
    }

    private func told(_ paths: [String], memory: Int, asOf: Instant? = nil) throws -> Told {
        var stream = try SnapshotStream(paths: paths, memory: memory, options: LoadOptions(asOf: asOf))
        var told = Told()
        let rest = stream.rest
        while let snapshot = try stream.next() {
            told.groups += 1
            #expect(snapshot.asOf == stream.summary.asOf)
            for account in snapshot.accounts {
                let alone = Snapshot(asOf: snapshot.asOf, sources: snapshot.sources, accounts: [account], problems: [])
                told.accounts.append(SnapshotText(snapshot: alone, folder: "").text)
            }
        }
        #expect(stream.summary.accounts.map(\.id) == rest && stream.rest.isEmpty)
        told.summary = stream.summary.accounts.map { "\($0)" } + stream.summary.problems.map { "\($0.severity) \($0)" }
        told.summary += stream.summary.sources.map { "\($0)" }
        return told
    }

    /// Whether streams of any memory tell the same; in how many groups the smallest comes.
    private func expectSame(_ paths: [String], asOf: Instant? = nil) throws -> Int {
        let whole = try told(paths, memory: .max, asOf: asOf)
        #expect(whole.groups == 1)
        let single = try told(paths, memory: 1, asOf: asOf)
        #expect(single == whole)
        #expect(single.groups == whole.accounts.count)
        #expect(try told(paths, memory: 5 << 20, asOf: asOf) == whole)
        return single.groups
    }

    @Test func `the bundled organisation is the same account by account`() throws {
        #expect(try expectSame([Folders.inProject("Snapshots/example-org")]) == 3)
        #expect(try expectSame([Folders.inProject("Snapshots/example-org")], asOf: Instant("2027-01-01T00:00:00Z")) == 3)
    }

    @Test(.enabled(if: SharedData.has("snapshots"), Comment(rawValue: SharedData.absence)))
    func `everything that is kept of other projects is the same account by account`() throws {
        #expect(try expectSame([SharedData.path("snapshots")]) > 20)
    }

    @Test(.enabled(if: SharedData.has("hostile"), Comment(rawValue: SharedData.absence)))
    func `hostile input is the same account by account`() throws {
        #expect(try expectSame([SharedData.path("hostile")]) > 1)
    }

    private static func item(_ account: String, _ id: String, region: String = "eu-west-1", more: String = #""configuration":{}"#) -> String {
        #"{"awsAccountId":"\#(account)","resourceType":"AWS::EC2::VPC","resourceId":"\#(id)","awsRegion":"\#(region)","configurationItemStatus":"OK",\#(more)}"#
    }

    private static func list(_ items: [String]) -> String {
        #"{"configSnapshotId":"x","configurationItems":[\#(items.joined(separator: ","))]}"#
    }

    /// The accounts of one file, by turns, with what else the file's reader tells.
    private static let mixed: [String: String] = [
        "mixed.json": list(
            (0..<60).map { item("11111111111\($0 % 5)", "vpc-\($0 / 5)", region: $0 % 7 == 0 ? "us-east-1" : "eu-west-1") } + [
                #"{"awsAccountId":"111111111110","resourceType":"AWS::Config::ConfigurationRecorder","resourceId":"default","awsRegion":"eu-west-1","configuration":{"Recording":true,"RecordingGroup":{"AllSupported":true}}}"#,
                item("111111111111", "", region: "ap-south-1"), "7", item("not an account", "vpc-1"),
                item("111111111112", "vpc-0", more: #""configuration":{"a":1,"a":2}"#), item("111111111113", "vpc-0", more: #""configuration":[]"#),
            ]),
        // The same resource at the same time, said otherwise in another file.
        "other.json": list([item("111111111114", "vpc-0", more: #""configuration":{"other":true}"#), item("222222222222", "vpc-9")]),
        // Damage behind items counts for nothing, but its accounts are there.
        "damaged.json": list([item("333333333333", "vpc-1", region: "sa-east-1")]).dropLast(2) + ",",
        "twice.json": #"{"configurationItems":[\#(item("444444444444", "vpc-1", region: "af-south-1"))],"configurationItems":[]}"#,
        "organizations/list-accounts.json":
            #"{"Accounts":[{"Id":"111111111110","Name":"Zero"},{"Id":"555555555555","Name":"Empty"}],"Arn":"arn:aws:x::111111111110:y"}"#,
        "111111111111/global/iam/list-users.json": #"{"Users":[{"UserName":"a","UserId":"A","Arn":"arn:aws:iam::111111111111:user/a"}]}"#,
        "666666666666/eu-north-1/ec2/describe-vpcs.err": "An error occurred (AccessDenied) when calling the DescribeVpcs operation: no",
        "nonsense.json": #"{"a":1}"#, "notes.md": "x",
    ]

    @Test func `one file about several accounts is the same account by account`() throws {
        try Folders.withTemporary { folder in
            for (name, text) in Self.mixed { try Folders.write(String(text), to: "\(folder)/\(name)") }
            #expect(try expectSame([folder]) == 10)
            let text = try told([folder], memory: 1)
            #expect(text.accounts[0].contains("\"us-east-1\"") && text.accounts[0].contains("Zero"))
            #expect(text.summary.contains { $0.contains("found a key twice in one object") })
            #expect(text.summary.contains { $0.contains("says something else of ") })
        }
    }

    @Test(arguments: ["too many members", "too long a text"])
    func anItemThatCanNotBeCopiedSpoilsTheFileForAllAccounts(what: String) throws {
        let document =
            what == "too long a text"
            ? #"{"a":"\#(String(repeating: "x", count: 1 << 24))"}"# : "{" + (0..<17_000).map { #""k\#($0)":0"# }.joined(separator: ",") + "}"
        try Folders.withTemporary { folder in
            let text = Self.list([Self.item("111111111111", "vpc-1"), Self.item("222222222222", "vpc-2", more: #""configuration":\#(document)"#)])
            try Folders.write(text, to: "\(folder)/a.json")
            try Folders.write(Self.list([Self.item("111111111111", "vpc-3"), Self.item("222222222222", "vpc-4")]), to: "\(folder)/b.json")
            #expect(try expectSame([folder]) == 2)
            #expect(try !told([folder], memory: 1).accounts.contains { $0.contains("vpc-1") || $0.contains("vpc-2") })
        }
    }

    @Test func `accounts come together as far as memory goes, and one too large comes alone`() throws {
        try Folders.withTemporary { folder in
            let large = Self.list(
                (0..<2000).map {
                    Self.item("222222222222", "vpc-\($0)", more: #""configuration":{"text":"\#(String(repeating: "x", count: 3000))"}"#)
                })
            try Folders.write(large, to: "\(folder)/large.json")
            for account in [1, 3, 4, 5] {
                try Folders.write(Self.list([Self.item(String(repeating: "\(account)", count: 12), "vpc-1")]), to: "\(folder)/\(account).json")
            }
            var stream = try SnapshotStream(paths: [folder], memory: 5 << 19)
            #expect(stream.oversized == ["222222222222"])
            var groups: [[String]] = []
            while let snapshot = try stream.next() { groups.append(snapshot.accounts.map { String($0.id.prefix(1)) }) }
            #expect(groups == [["1"], ["2"], ["3", "4"], ["5"]])
        }
    }
}
