// SPDX-License-Identifier: Apache-2.0
import DemarcDocument
import DemarcSnapshot
import DemarcTestSupport
import Testing

/// Files whose path says little are known by what is in them.
@Suite struct RecognitionTests {
    private func load(_ path: String, _ text: String) throws -> Snapshot {
        try Folders.withTemporary { folder in
            try Folders.write(text, to: "\(folder)/\(path)")
            return try SnapshotLoader.load(paths: [folder], asOf: nil)
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
            return try SnapshotLoader.load(paths: [folder], asOf: nil)
        }
        #expect(snapshot.problems.map(\.message) == ["found UTF-16 text, expected UTF-8 text"])
    }
}
