// SPDX-License-Identifier: Apache-2.0
import DemarcDocument
import DemarcSnapshot
import DemarcTestSupport
import DemarcToolkit
import Testing

/// What a fixture taken from a snapshot still tells of whose it was.
@Suite struct FixtureTests {
    private func snapshot(_ item: String) throws -> Snapshot {
        try Folders.withTemporary { folder in
            try Folders.write(#"{"configurationItems":[\#(item)]}"#, to: "\(folder)/items.json")
            return try SnapshotLoader.load(paths: [folder])
        }
    }

    private func item(_ configuration: String, type: String = "AWS::X::Thing", id: String = "payroll-eu") -> String {
        """
        {"configurationItemVersion":"1.3","configurationItemCaptureTime":"2026-01-01T00:00:00Z","configurationItemStatus":"OK",
         "awsAccountId":"987654321098","awsRegion":"eu-central-1","resourceType":"\(type)","resourceId":"\(id)","resourceName":"\(id)",
         "tags":{"owner":"margaret"},"relationships":[],"configuration":\(configuration),"supplementaryConfiguration":{}}
        """
    }

    @Test(arguments: [
        ("\"a\":\"987654321098\"", "\"a\": \"111122223333\""),
        ("\"a\":\"arn:aws:iam::123456789012:role/x\"", "\"a\": \"arn:aws:iam::444455556666:role/name-1\""),
        (
            "\"a\":\"vpc-0a1b2c3d4e5f60718\",\"b\":\"vpc-0a1b2c3d4e5f60718\",\"c\":\"vpc-00000000000000001\"",
            "\"a\": \"vpc-1\",\n    \"b\": \"vpc-1\",\n    \"c\": \"vpc-2\""
        ),
        (
            "\"a\":\"8.8.4.4/32\",\"b\":\"10.1.2.3/16\",\"c\":\"0.0.0.0/0\"",
            "\"192.0.2.1/32\",\n    \"b\": \"10.1.2.3/16\",\n    \"c\": \"0.0.0.0/0\""
        ),
        ("\"a\":\"2a01:4f8:1:2::3/64\",\"b\":\"::/0\"", "\"2001:db8::1/64\",\n    \"b\": \"::/0\""),
        ("\"a\":\"margaret@corp.example.net\"", "\"person-1@example.com\""),
        ("\"a\":\"AROAS3ZGZP4BEMTTNKFDD\"", "\"AIDAEXAMPLE000000001\""), ("\"a\":\"eu-central-1b\"", "\"us-east-1b\""),
        ("\"a\":\"1f0c2b1e-7d5c-4d3f-9a55-123456789012\"", "\"00000000-0000-4000-8000-00000000001a\""),
        ("\"description\":\"the payroll of Europe\"", "\"description\": \"\""),
        ("\"keyName\":\"margaret-laptop\"", "\"name-1\""), ("\"a\":\"payroll-eu.s3.amazonaws.com\"", "\"example-thing.s3.amazonaws.com\""),
        ("\"tags\":[{\"key\":\"owner\",\"value\":\"margaret\"}],\"tagSet\":{\"tags\":{\"owner\":\"x\"}}", "\"tags\": []"),
        (
            "\"state\":{\"name\":\"running\",\"code\":16,\"ok\":true,\"share\":0.5,\"none\":null}",
            "\"name\": \"running\",\n      \"code\": 16,\n      \"ok\": true,\n      \"share\": 0.5\n"
        ),
        ("\"list\":[1,2,3,4,5]", "[\n      1,\n      2,\n      3\n    ]"), ("\"masterUserPassword\":\"hunter22\"", "\"redacted\""),
        ("\"environment\":{\"variables\":{\"LEVEL\":\"secret-level\"}}", "\"LEVEL\": \"redacted\""),
        ("\"policy\":\"arn:aws:iam::aws:policy/AdministratorAccess\"", "\"arn:aws:iam::aws:policy/AdministratorAccess\""),
        ("\"codeSha256\":\"q4/mHq2kHn0aTaRmtBYtRpnGtDsBt5BJVc3YtLrKkQ8=\"", "\"redacted-1\""),
    ])
    func whatTellsWhoseItIsIsReplaced(configuration: String, expected: String) throws {
        let account = try #require(try snapshot(item("{\(configuration)}")).accounts.first)
        let text = Fixture(account.resource(0)).text
        #expect(text.contains(expected), "\(text)")
        for word in ["987654321098", "123456789012", "payroll", "margaret", "eu-central-1", "hunter", "secret-level"] {
            #expect(!text.contains(word), "\(text)")
        }
    }

    @Test func `of every resource of the bundled organisation a fixture is made that loads, and names nobody`() throws {
        let snapshot = try SnapshotLoader.load(paths: [Folders.inProject("Snapshots/example-org")])
        var count = 0
        for account in snapshot.accounts {
            for resource in (0..<account.resourceCount).map(account.resource) {
                let fixture = Fixture(resource)
                for account in snapshot.accounts { #expect(!fixture.text.contains(account.id), "\(fixture.text)") }
                let isOrdinary =
                    resource.id == resource.region || resource.id.count < 3 || "example-\(resource.type.lowercased())".contains(resource.id)
                if !isOrdinary { #expect(!fixture.text.contains(resource.id), "\(resource.id) \(fixture.text)") }
                let again = try self.snapshot(fixture.text)
                #expect(again.problems.isEmpty && again.accounts.first?.resourceCount == 1, "\(again.problems) \(fixture.text)")
                #expect(again.accounts.first?.resource(0).type == resource.type)
                count += 1
            }
        }
        #expect(count > 140)
    }
}
