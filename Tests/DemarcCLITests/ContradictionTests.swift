// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// Sources that contradict each other, or were overtaken by newer ones, never make a pass.
@Suite struct ContradictionTests {
    private static let account = "222222222222"
    private static let detector = #""configuration":{"Enable":true}"#

    private func item(_ type: String, _ id: String, _ members: String) -> String {
        """
        {"awsAccountId":"\(ContradictionTests.account)","awsRegion":"us-east-1","resourceType":"AWS::\(type)","resourceId":"\(id)",\
        "configurationItemStatus":"OK","configurationItemCaptureTime":"2026-02-01T00:00:00.000Z","supplementaryConfiguration":{},\(members)}
        """
    }

    /// A snapshot file of a day in March; its recorder records everything.
    private func snapshot(day: Int, _ items: [String]) -> (path: String, text: String) {
        let recorder = item("Config::ConfigurationRecorder", "default", #""configuration":{"recordingGroup":{"allSupported":true}}"#)
        let name = "\(ContradictionTests.account)_Config_us-east-1_ConfigSnapshot_2026030\(day)T000000Z_x.json"
        let text = #"{"configSnapshotId":"x","configurationItems":["# + ([recorder] + items).joined(separator: ",") + "]}"
        return ("AWSLogs/\(ContradictionTests.account)/Config/us-east-1/2026/3/\(day)/ConfigSnapshot/\(name)", text)
    }

    private func scan(_ files: [(path: String, text: String)], rule: String, _ body: (ScanResult, String) throws -> Void) throws {
        try Folders.withTemporary { folder in
            for file in files { try Folders.write(file.text, to: "\(folder)/snapshot/\(file.path)") }
            try body(try ScanResult("\(folder)/snapshot", ["--rule", rule]), "\(folder)/snapshot")
        }
    }

    private func expectUnknown(_ files: [(path: String, text: String)], rule: String) throws {
        try scan(files, rule: rule) { result, path in
            #expect(result.findings.map(\.verdict) == ["unknown"])
            #expect(result.problems.contains { $0.severity == "contradiction" })
            let text = try Command.demarc(["scan", path, "--rule", rule]).text
            #expect(text.contains("SOURCES THAT CONTRADICT EACH OTHER\n"))
        }
    }

    @Test("what the newest snapshot does not hold any more is gone")
    func olderSnapshots() throws {
        let block = #""configuration":{"blockPublicAcls":true,"ignorePublicAcls":true,"blockPublicPolicy":true,"restrictPublicBuckets":true}"#
        let items = [
            item("GuardDuty::Detector", "d", ContradictionTests.detector), item("S3::AccountPublicAccessBlock", ContradictionTests.account, block),
        ]
        for rule in ["aws.guardduty.enabled", "aws.s3.account-public-access-block"] {
            try scan([snapshot(day: 1, items)], rule: rule) { result, _ in #expect(result.findings.map(\.verdict) == ["pass"]) }
            try scan([snapshot(day: 1, items), snapshot(day: 5, [])], rule: rule) { result, _ in
                #expect(result.findings.map(\.verdict) == ["fail"], "\(rule)")
            }
            try scan([snapshot(day: 1, []), snapshot(day: 5, items)], rule: rule) { result, _ in
                #expect(result.findings.map(\.verdict) == ["pass"], "\(rule)")
            }
        }
    }

    @Test("an item and an answer")
    func families() throws {
        let volume = item("EC2::Volume", "vol-1", #""configuration":{"encrypted":true}"#)
        let answer = #"{"Volumes":[{"VolumeId":"vol-1","Encrypted":false}]}"#
        let path = "\(ContradictionTests.account)/us-east-1/ec2/describe-volumes.json"
        try expectUnknown([snapshot(day: 1, [volume]), (path, answer)], rule: "aws.ec2.volume-encrypted")
    }

    @Test("an item, and a list of all there are that has none")
    func emptyList() throws {
        let detector = item("GuardDuty::Detector", "d", ContradictionTests.detector)
        let path = "\(ContradictionTests.account)/us-east-1/guardduty/list-detectors.json"
        try expectUnknown([snapshot(day: 1, [detector]), (path, #"{"DetectorIds":[]}"#)], rule: "aws.guardduty.enabled")
    }

    @Test("one resource twice in one answer")
    func twice() throws {
        let answer = #"{"Volumes":[{"VolumeId":"vol-1","Encrypted":true},{"VolumeId":"vol-1","Encrypted":false}]}"#
        let path = "\(ContradictionTests.account)/us-east-1/ec2/describe-volumes.json"
        try expectUnknown([(path, answer)], rule: "aws.ec2.volume-encrypted")
    }

    @Test("two items of one time")
    func sameTime() throws {
        let volumes = ["true", "false"].map { item("EC2::Volume", "vol-1", #""configuration":{"encrypted":\#($0)}"#) }
        try expectUnknown([snapshot(day: 1, volumes)], rule: "aws.ec2.volume-encrypted")
    }

    @Test("an account of which no region is known")
    func noRegion() throws {
        let summary = ("\(ContradictionTests.account)/global/iam/get-account-summary.json", #"{"SummaryMap":{"AccountMFAEnabled":1}}"#)
        for rule in ["aws.guardduty.enabled", "aws.ec2.volume-encrypted"] {
            try scan([summary], rule: rule) { result, _ in
                #expect(result.findings.map(\.verdict) == ["unknown"], "\(rule)")
                #expect(result.findings.first?.cause == "not-collected")
            }
        }
    }
}
