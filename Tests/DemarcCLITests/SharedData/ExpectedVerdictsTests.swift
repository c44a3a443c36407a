// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

@Suite(.enabled(if: SharedData.has("snapshots/config-snapshot-synthetic"), Comment(rawValue: SharedData.absence)))
struct ExpectedVerdictsTests {
    private static let folder = SharedData.path("snapshots/config-snapshot-synthetic")

    /// The rules that answer a control. Users without a console password are not asked for MFA: they fail only under the strict reading.
    private static let rules = [
        "mfa-root-and-users": ["aws.iam.root-mfa", "aws.iam.console-user-mfa"],
        "no-root-access-keys": ["aws.iam.root-access-key"],
        "cloudtrail-all-regions": ["aws.cloudtrail.multi-region"],
        "guardduty-enabled": ["aws.guardduty.enabled"],
        "s3-account-public-access-block": ["aws.s3.account-public-access-block"],
        "ebs-default-encryption": ["aws.ec2.ebs-default-encryption"],
        "config-rules-enabled": ["aws.config.recorder-on", "aws.config.rules-present"],
        "securityhub-enabled": ["aws.securityhub.enabled"],
        "vpc-flow-logs": ["aws.ec2.vpc-flow-logs"],
        "password-policy": ["aws.iam.password-policy"],
        "unused-access-keys": ["aws.iam.access-key-unused"],
    ]

    @Test("the synthetic organisation gets the 29 verdicts that were expected of it")
    func theSyntheticOrganisation() throws {
        let rows = try Table.rows(ExpectedVerdictsTests.folder + "/expected.tsv")
        #expect(rows.count == 29)
        let result = try ScanResult(ExpectedVerdictsTests.folder)
        for row in rows {
            let rules = try #require(ExpectedVerdictsTests.rules[row["control"] ?? ""], "no rule for \(row)")
            let isRegional = row["region"] != "global" && row["region"] != "all"
            let findings = result.findings.filter {
                rules.contains($0.rule) && $0.account == row["account"] && (!isRegional || $0.region == row["region"])
            }
            #expect(ScanResult.verdict(findings) == row["expected"], "\(row)")
        }
    }

    @Test(
        "an unknown of the synthetic organisation has the cause that was expected",
        arguments: [("denied", "us-east-1"), ("not-collected", "eu-west-1")])
    func causes(cause: String, region: String) throws {
        let result = try ScanResult(ExpectedVerdictsTests.folder, ["--rule", "aws.ec2.ebs-default-encryption"])
        let finding = try #require(result.findings.first { $0.account == "444455556666" && $0.region == region })
        #expect(finding.cause == cause)
    }
}
