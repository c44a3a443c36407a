// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// What stands in the place of true or false and is neither is no pass of a shipped rule.
@Suite struct ShippedTruthTests {
    private static let neither = [#""false""#, #""true""#, "0", "1", "{}", "[]", #""""#]

    private func verdicts(_ rule: String, _ items: [String]) throws -> [String] {
        try Folders.withTemporary { folder in
            let snapshot = SnapshotFolder(in: folder)
            try snapshot.region(items: items)
            let result = try ScanResult(snapshot.path, ["--rule", rule])
            return result.findings.map(\.verdict)
        }
    }

    @Test(
        arguments: [
            ("aws.ec2.volume-encrypted", "AWS::EC2::Volume", "encrypted"), ("aws.rds.storage-encrypted", "AWS::RDS::DBInstance", "storageEncrypted"),
            ("aws.rds.deletion-protection", "AWS::RDS::DBInstance", "deletionProtection"), ("aws.rds.multi-az", "AWS::RDS::DBInstance", "multiAZ"),
            ("aws.rds.iam-auth", "AWS::RDS::DBInstance", "iAMDatabaseAuthenticationEnabled"),
            ("aws.rds.auto-minor-upgrade", "AWS::RDS::DBInstance", "autoMinorVersionUpgrade"),
        ], neither)
    func `a property that is neither true nor false is unknown`(rule: (id: String, type: String, property: String), value: String) throws {
        let found = try verdicts(rule.id, [SnapshotFolder.item(rule.type, "one", #"{"engine":"mysql","\#(rule.property)":\#(value)}"#)])
        #expect(found == ["unknown"])
    }

    @Test(arguments: neither) func `a block whose settings are neither is none`(value: String) throws {
        let settings = ["blockPublicAcls", "ignorePublicAcls", "blockPublicPolicy", "restrictPublicBuckets"]
        let block = settings.map { #""\#($0)":\#(value)"# }.joined(separator: ",")
        let bucket = SnapshotFolder.item("AWS::S3::Bucket", "one", supplementary: #"{"PublicAccessBlockConfiguration":{\#(block)}}"#)
        #expect(try !verdicts("aws.s3.bucket-public-access-block", [bucket]).contains("pass"))
    }

    @Test(arguments: [#""false""#, "{}", "[]", "0"]) func `a profile without an ARN is none`(value: String) throws {
        let instance = SnapshotFolder.item("AWS::EC2::Instance", "one", #"{"state":{"name":"running"},"iamInstanceProfile":\#(value)}"#)
        #expect(try verdicts("aws.ec2.instance-profile-attached", [instance]) == ["unknown"])
    }

    @Test(arguments: neither) func `a trail that neither logs nor does not is unknown`(value: String) throws {
        let trail = SnapshotFolder.item(
            "AWS::CloudTrail::Trail", "one", #"{"isMultiRegionTrail":true}"#, supplementary: #"{"Status":{"IsLogging":\#(value)}}"#)
        #expect(try verdicts("aws.cloudtrail.multi-region", [trail]) == ["unknown"])
    }

    @Test(arguments: [#"{"recording":false,"lastStatus":"SUCCESS"}"#, #"{"recording":true,"lastStatus":"FAILURE"}"#])
    func `a recorder's status holds against AWS Config's item`(status: String) throws {
        let recorder = SnapshotFolder.item("demarc::Config::RecorderStatus", "default", status)
        #expect(try verdicts("aws.config.recorder-on", [recorder]) == ["fail"])
    }
}
