// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// A file that stands where an answer should and is none must never read as "there is none".
@Suite struct NoAnswerTests {
    private static let account = "222222222222"

    /// The scan of one file of an account.
    private func scan(_ path: String, _ text: String, beside: [String: String] = [:], rule: String) throws -> ScanResult {
        try Folders.withTemporary { folder in
            try Folders.write(text, to: "\(folder)/snapshot/\(NoAnswerTests.account)/\(path)")
            for (path, text) in beside { try Folders.write(text, to: "\(folder)/snapshot/\(NoAnswerTests.account)/\(path)") }
            return try ScanResult("\(folder)/snapshot", ["--rule", rule, "--as-of", "2026-06-01T00:00:00Z"])
        }
    }

    private func expectUnknown(_ result: ScanResult, _ what: String) {
        #expect(result.findings.allSatisfy { $0.verdict == "unknown" }, "\(what): \(result.findings.map(\.verdict))")
        #expect(result.problems.contains { $0.severity == "damage" }, "\(what) is not reported")
        #expect(result.command.status == 3)
    }

    @Test(
        "a list that is none",
        arguments: [
            #"{"message":"Forbidden"}"#, #"{"Vpcs":{"VpcId":"vpc-2"}}"#, #"{"Vpcs":[],"Vpcs":[{"VpcId":"vpc-2","OwnerId":"222222222222"}]}"#,
            #"{"Subnets":[]}"#, #"{"Vpcs":"none"}"#,
        ])
    func lists(text: String) throws {
        let logs = ["us-east-1/ec2/describe-flow-logs.json": #"{"FlowLogs":[]}"#]
        expectUnknown(try scan("us-east-1/ec2/describe-vpcs.json", text, beside: logs, rule: "aws.ec2.vpc-flow-logs"), text)
    }

    @Test("a list within a list that is none")
    func innerLists() throws {
        expectUnknown(try scan("us-east-1/ec2/describe-instances.json", #"{"Reservations":[{"message":"x"}]}"#, rule: "aws.ec2.imdsv2"), "inner")
    }

    @Test("an answer that says there is none, and nothing else", arguments: ["{}", #"{"Vpcs":null}"#, #"{"Vpcs":[],"ResponseMetadata":{}}"#])
    func emptyAnswers(text: String) throws {
        let result = try scan("us-east-1/ec2/describe-vpcs.json", text, rule: "aws.ec2.vpc-flow-logs")
        #expect(result.problems.isEmpty)
        #expect(!result.findings.contains { $0.message.contains("AWS::EC2::VPC was not") })
    }

    @Test(
        "a document about a bucket that is none", arguments: [#"{"message":"Forbidden"}"#, #"{"__type":"Throttled","message":"later"}"#],
        ["get-bucket-cors", "get-bucket-versioning"])
    func parts(text: String, operation: String) throws {
        let buckets = ["global/s3api/list-buckets.json": #"{"Buckets":[{"Name":"bk"}]}"#]
        let rule = operation == "get-bucket-cors" ? "aws.s3.bucket-cors" : "aws.s3.bucket-versioning"
        expectUnknown(try scan("global/s3api/\(operation)/bk.json", text, beside: buckets, rule: rule), text)
    }

    @Test("a fact that stands twice, or not at all")
    func facts() throws {
        let block =
            #""PublicAccessBlockConfiguration":{"BlockPublicAcls":true,"IgnorePublicAcls":true,"BlockPublicPolicy":true,"RestrictPublicBuckets":true}"#
        for text in ["{\(block),\(block.replacing("true", with: "false"))}", #"{"message":"Forbidden"}"#, #"{"Other":{}}"#] {
            let result = try scan("global/s3control/get-public-access-block.json", text, rule: "aws.s3.account-public-access-block")
            expectUnknown(result, text)
        }
    }

    @Test("a column or a user that stands twice")
    func credentialReports() throws {
        let arn = "arn:aws:iam::\(NoAnswerTests.account):user/bob"
        for text in [
            "user,arn,password_enabled,mfa_active,mfa_active\nbob,\(arn),true,true,false",
            "user,arn,password_enabled,mfa_active\nbob,\(arn),true,true\nbob,\(arn),true,false",
        ] { expectUnknown(try scan("global/iam/credential-report.csv", text, rule: "aws.iam.console-user-mfa"), text) }
    }

    @Test("a time beyond all numbers ends nothing")
    func hugeTime() throws {
        let item = """
            {"configurationItems":[{"awsAccountId":"222222222222","awsRegion":"us-east-1","resourceType":"AWS::EC2::Volume","resourceId":"vol-1",\
            "configurationItemCaptureTime":1e300,"configuration":{"encrypted":true}}]}
            """
        let result = try scan("items.json", item, rule: "aws.ec2.volume-encrypted")
        #expect(result.findings.contains { $0.id == "vol-1" && $0.verdict == "pass" })
    }
}
