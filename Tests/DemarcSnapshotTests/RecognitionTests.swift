// SPDX-License-Identifier: Apache-2.0
import DemarcDocument
import DemarcSnapshot
import DemarcTestSupport
import Testing

/// Files whose path says little are known by what is in them.
@Suite struct RecognitionTests {
    private func load(_ path: String, _ text: String) throws -> Snapshot { try load([path: text]) }

    private func load(_ files: [String: String]) throws -> Snapshot {
        try Folders.withTemporary { folder in
            for (path, text) in files { try Folders.write(text, to: "\(folder)/\(path)") }
            return try SnapshotLoader.load(paths: [folder])
        }
    }

    @Test func `authorization details belong to the account of their own ARNs, not to one that a trust policy names`() throws {
        let trust = #"{"Statement": [{"Principal": {"AWS": "arn:aws:iam::999999999999:root"}}]}"#
        let role = #"{"AssumeRolePolicyDocument": \#(trust), "RoleId": "AROA1", "RoleName": "r", "Arn": "arn:aws:iam::111122223333:role/r"}"#
        let snapshot = try load(
            "details/dump.json", #"{"UserDetailList": [], "GroupDetailList": [], "RoleDetailList": [\#(role)], "Policies": []}"#)
        #expect(snapshot.problems.isEmpty)
        #expect(snapshot.accounts.map(\.id) == ["111122223333"])
        #expect(snapshot.accounts.first?.resources(of: "AWS::IAM::Role").count == 1)
        #expect(snapshot.sources.first?.format == "aws iam get-account-authorization-details")
    }

    @Test(arguments: [
        #"user,arn,mfa_active\n<root_account>,arn:aws:iam::111122223333:root,true"#,
        "dXNlcixhcm4sbWZhX2FjdGl2ZQo8cm9vdF9hY2NvdW50Pixhcm46YXdzOmlhbTo6MTExMTIyMjIzMzMzOnJvb3QsdHJ1ZQ==",
    ])
    func `a credential report is read encoded and decoded`(content: String) throws {
        let snapshot = try load("iam-get-credential-report.json", #"{"Content": "\#(content)", "ReportFormat": "text/csv"}"#)
        #expect(snapshot.problems.isEmpty)
        let account = try #require(snapshot.accounts.first)
        let rows = account.resources(of: "demarc::IAM::CredentialReportEntry").map(account.resource)
        #expect(rows.map { $0.configuration["mfa_active"].string } == ["true"])
    }

    @Test(arguments: [[0xFF, 0xFE, 0x7B, 0x00], [0xFE, 0xFF, 0x00, 0x7B]] as [[UInt8]])
    func `UTF-16 is called by its name`(bytes: [UInt8]) throws {
        let snapshot = try Folders.withTemporary { folder in
            try Folders.write(bytes, to: "\(folder)/plan.json")
            return try SnapshotLoader.load(paths: [folder])
        }
        #expect(snapshot.problems.map(\.message) == ["found UTF-16 text, expected UTF-8 text"])
    }

    @Test(arguments: [
        ("acme/us-east-1/sts-get-caller-identity.json", ["111122223333"]), ("acme/sts/get-caller-identity.json", ["111122223333"]),
        ("acme/global/sts/get-caller-identity.json", ["111122223333"]), ("sts-get-caller-identity.json", ["111122223333"]),
        ("other/us-east-1/sts-get-caller-identity.json", []), ("acme/us-east-1/sts-get-caller-identity.err", []),
    ])
    func `answers that name no account belong to the caller whose identity lies beside them`(identity: String, accounts: [String]) throws {
        let answer = #"{"EbsEncryptionByDefault": true}"#
        let snapshot = try load([
            identity: #"{"Account": "111122223333"}"#, "acme/us-east-1/ec2-get-ebs-encryption-by-default.json": answer,
        ])
        #expect(snapshot.accounts.map(\.id) == accounts)
        #expect(snapshot.problems.contains { $0.message.contains("found no account") } == accounts.isEmpty)
    }

    @Test func `of two callers in one folder neither counts, and a path or an answer that names the account counts before`() throws {
        let answer = #"{"EbsEncryptionByDefault": true}"#
        let identities = ["a/us-east-1/sts-get-caller-identity.json": 1, "a/eu-west-1/sts-get-caller-identity.json": 2]
            .mapValues { #"{"Account": "11112222333\#($0)"}"# }
        let named = [
            "111122223339/us-east-1/ec2-get-ebs-encryption-by-default.json": answer, "sts-get-caller-identity.json": #"{"Account": "111122223334"}"#,
        ]
        let snapshot = try load(
            identities.merging(["a/us-east-1/ec2-get-ebs-encryption-by-default.json": answer]) { first, _ in first }
                .merging(named) { first, _ in first })
        #expect(snapshot.accounts.map(\.id) == ["111122223339"])
    }

    @Test func `a list of regions is known by what is in it`() throws {
        let snapshot = try load([
            "acme/describe-regions.json": #"{"Regions": [{"RegionName": "us-east-1"}, {"RegionName": "af-south-1", "OptInStatus": "not-opted-in"}]}"#,
            "acme/us-east-1/sts-get-caller-identity.json": #"{"Account": "111122223333"}"#,
        ])
        #expect(snapshot.accounts.first?.regions.filter(\.isEnabled).map(\.id) == ["us-east-1"])
    }
}
