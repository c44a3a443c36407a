// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// `demarc explain`: any verdict, with what was read and where it stands, of the one subject that is meant.
@Suite struct ExplainTests {
    private let snapshot = "Snapshots/example-org"

    private func explain(_ words: String...) throws -> Command { try Command.demarc(["explain"] + words) }

    @Test(arguments: [
        ("aws.s3.bucket-versioning", "periwinkle-example-trail-logs", "pass", "BucketVersioningConfiguration.status = \"Enabled\""),
        ("aws.ec2.imdsv2", "i-6a23fbb666ec1eaf2", "fail", "configuration.metadataOptions.httpTokens = \"optional\""),
        ("aws.ec2.vpc-flow-logs", "VPC", "", "AWS::EC2::FlowLog where configuration.resourceId is vpc-"),
    ])
    func everyVerdictIsExplained(rule: String, name: String, verdict: String, read: String) throws {
        let name = name == "VPC" ? try #require(try vpc()) : name
        let run = try explain(rule, name, snapshot)
        #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
        #expect(run.text.hasPrefix(verdict) && run.text.contains(read), "\(run.text)")
        if verdict == "fail" { #expect(run.text.contains("/configurationItems/") && run.text.contains(", byte "), "\(run.text)") }
    }

    private func vpc() throws -> String? {
        let run = try Command.shell(#"echo ':each account:known("AWS::EC2::VPC")' | "$DEMARC" repl Snapshots/example-org"#)
        return run.text.split(separator: "\n").first { $0.contains("AWS::EC2::VPC vpc-") }?.split(separator: " ").last.map(String.init)
    }

    @Test func `an unknown tells what nobody knows, and a parameter what it was`() throws {
        let unknown = try explain("aws.securityhub.enabled", "333333333333/us-east-1", snapshot)
        #expect(unknown.status == 0 && unknown.text.hasPrefix("unknown (denied)  aws.securityhub.enabled\n"), "\(unknown.text)")
        let passed = try explain("aws.iam.access-key-unused", "edi-partner-feed", snapshot, "--param", "aws.iam.access-key-unused.max_days=365")
        #expect(passed.text.hasPrefix("pass  aws.iam.access-key-unused\n") && passed.text.contains("  parameter max_days = 365\n"), "\(passed.text)")
        #expect(passed.text.contains("access_key_1_last_used_date = "))
    }

    @Test func `who is meant is asked where several are called so, and each of them can be named`() throws {
        let many = try explain("aws.lambda.runtime-supported", "quote-api", snapshot)
        let expected = """
            demarc: "quote-api" is 2 subjects of aws.lambda.runtime-supported; name one as
              111111111111/eu-central-1/quote-api
              222222222222/eu-central-1/quote-api

            """
        #expect(many.status == 2 && many.text.isEmpty && many.errors == expected, "\(many.errors)")
        for name in ["222222222222/eu-central-1/quote-api", "222222222222/quote-api", "arn:aws:lambda:eu-central-1:222222222222:function:quote-api"] {
            let one = try explain("aws.lambda.runtime-supported", name, snapshot)
            #expect(one.status == 0 && one.text.contains("\n  222222222222 eu-central-1 AWS::Lambda::Function quote-api\n"), "\(one.errors)")
        }
        let regions = try explain("aws.securityhub.enabled", "us-east-1", snapshot)
        #expect(regions.status == 2 && regions.errors.contains("\n  111111111111/us-east-1\n  222222222222/us-east-1\n"), "\(regions.errors)")
    }

    @Test(arguments: [
        ("aws.lambda.runtime-supported", "quote-apy", "did you mean quote-api?"), ("aws.securityhub.enabled", "us-est-1", "did you mean us-east-1?"),
        ("aws.iam.root-mfa", "22222222222", "did you mean 222222222222?"), ("aws.ec2.imdsv2", "quote-api", "no such subject in the snapshot\n"),
    ])
    func whoIsNotThereIsToldWithWhoIsNear(rule: String, name: String, says: String) throws {
        let run = try explain(rule, name, snapshot)
        #expect(run.status == 2 && run.text.isEmpty && run.errors.contains(says), "\(run.errors)")
    }
}
