// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// What a source does not say is unknown, whatever it says instead of it.
@Suite struct SilenceTests {
    private static let account = "222222222222"

    /// The scan of files of an account.
    private func scan(_ files: [String: String], rules: [String]) throws -> ScanResult {
        try Folders.withTemporary { folder in
            for (path, text) in files { try Folders.write(text, to: "\(folder)/snapshot/\(SilenceTests.account)/\(path)") }
            return try ScanResult("\(folder)/snapshot", rules.flatMap { ["--rule", $0] } + ["--as-of", "2026-06-01T00:00:00Z"])
        }
    }

    /// A snapshot file of `us-east-1` whose recorder records everything.
    private func snapshot(_ items: [String]) -> String {
        let recorder = item("ConfigurationRecorder", of: "Config", #""configuration":{"recordingGroup":{"allSupported":true}}"#)
        return #"{"fileVersion":"1.0","configSnapshotId":"x","configurationItems":["# + ([recorder] + items).joined(separator: ",") + "]}"
    }

    private func item(_ type: String, of service: String, _ members: String) -> String {
        """
        {"awsAccountId":"\(SilenceTests.account)","awsRegion":"us-east-1","resourceType":"AWS::\(service)::\(type)","resourceId":"x",\
        "configurationItemStatus":"OK","configurationItemCaptureTime":"2026-03-01T00:00:00.000Z",\(members)}
        """
    }

    private func verdicts(_ result: ScanResult, _ id: String) -> [String] { result.findings.filter { $0.id == id }.map(\.verdict) }

    @Test("further documents of another kind are not none", arguments: ["null", #""garbage""#, "5", "[]"])
    func supplementaryConfiguration(value: String) throws {
        let documents = #""configuration":{"name":"x"},"supplementaryConfiguration":\#(value)"#
        let files = ["us-east-1/config.json": snapshot([item("Bucket", of: "S3", documents), item("Function", of: "Lambda", documents)])]
        let result = try scan(files, rules: ["aws.s3.bucket-cors", "aws.lambda.not-public"])
        #expect(verdicts(result, "x") == ["unknown", "unknown"], "\(value)")
        #expect(result.problems.contains { $0.severity == "damage" } == (value != "null"))
    }

    @Test("what a query did not select is not absent")
    func query() throws {
        let results = ["AWS::S3::Bucket", "AWS::EC2::Instance"].map { type in
            #""{\"resourceId\":\"x\",\"resourceType\":\"\#(type)\",\"awsRegion\":\"us-east-1\",\"accountId\":\"\#(SilenceTests.account)\"}""#
        }
        let text = #"{"Results":["# + results.joined(separator: ",") + #"],"QueryInfo":{"SelectFields":[{"Name":"resourceId"}]}}"#
        let files = ["us-east-1/configservice/select-resource-config.json": text]
        let result = try scan(files, rules: ["aws.s3.bucket-cors", "aws.ec2.instance-profile-attached"])
        #expect(verdicts(result, "x") == ["unknown", "unknown"])
    }

    @Test(
        "an answer about a bucket that is none",
        arguments: ["", "{}", #"{"TagSet":[{"Key":"a","Value":"b"}]}"#, #"{"error":"x","status":403}"#, #"{"corsrules":[]}"#])
    func parts(text: String) throws {
        let files = ["global/s3api/list-buckets.json": #"{"Buckets":[{"Name":"x"}]}"#, "global/s3api/get-bucket-cors/x.json": text]
        let result = try scan(files, rules: ["aws.s3.bucket-cors"])
        #expect(verdicts(result, "x") == ["unknown"], "\(text)")
        #expect(result.problems.contains { $0.severity == "damage" })
        #expect(result.command.status == 3)
    }

    @Test("a policy that is an empty file is not no policy")
    func emptyPolicy() throws {
        let files = ["us-east-1/lambda/list-functions.json": #"{"Functions":[{"FunctionName":"x"}]}"#, "us-east-1/lambda/get-policy/x.json": ""]
        #expect(verdicts(try scan(files, rules: ["aws.lambda.not-public"]), "x") == ["unknown"])
    }

    @Test("a key in either case says two things", arguments: [#""encrypted":true,"Encrypted":false"#, #""Encrypted":true,"encrypted":false"#])
    func twins(members: String) throws {
        let volume = item("Volume", of: "EC2", #""supplementaryConfiguration":{},"configuration":{\#(members)}"#)
        #expect(verdicts(try scan(["us-east-1/config.json": snapshot([volume])], rules: ["aws.ec2.volume-encrypted"]), "x") == ["unknown"])
    }

    @Test("a credential report that is only its header")
    func credentialReport() throws {
        let files = [
            "global/iam/credential-report.csv": "user,arn,password_enabled,mfa_active\n",
            "global/iam/get-account-summary.json": #"{"SummaryMap":{"AccountMFAEnabled":1,"Users":2}}"#,
        ]
        let result = try scan(files, rules: ["aws.iam.console-user-mfa"])
        #expect(!result.findings.isEmpty && result.findings.allSatisfy { $0.verdict == "unknown" })
        #expect(result.command.status == 3)
    }
}
