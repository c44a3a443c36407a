// SPDX-License-Identifier: Apache-2.0

/// A throw-away snapshot of AWS Config: one file a region, as Config delivers it.
public struct SnapshotFolder: Sendable {
    /// The folder.
    public let path: String
    /// The account of every item.
    public static let account = "111122223333"

    /// A snapshot in `folder/<name>` that holds nothing yet.
    public init(in folder: String, name: String = "snapshot") { path = "\(folder)/\(name)" }

    /// Writes the snapshot file of a region; without a recorder nothing is known to be complete.
    public func region(_ region: String = "us-east-1", hasRecorder: Bool = true, items: [String]) throws {
        let recorder = SnapshotFolder.item(
            "AWS::Config::ConfigurationRecorder", "default", region: region,
            #"{"Name":"default","Recording":true,"RecordingGroup":{"AllSupported":true,"IncludeGlobalResourceTypes":true}}"#)
        let all = (hasRecorder ? [recorder] : []) + items
        let name = "\(SnapshotFolder.account)_Config_\(region)_ConfigSnapshot_20260302T000000Z_\(region).json"
        try Folders.write(
            #"{"fileVersion":"1.0","configSnapshotId":"\#(region)","configurationItems":[\#(all.joined(separator: ",\n"))]}"#, to: "\(path)/\(name)")
    }

    /// One configuration item.
    public static func item(
        _ type: String, _ id: String, region: String = "us-east-1", _ configuration: String = "{}", tags: String = "{}",
        relationships: String = "[]", supplementary: String = "{}"
    ) -> String {
        """
        {"configurationItemVersion":"1.3","configurationItemCaptureTime":"2026-03-01T00:00:00.000Z","configurationItemStatus":"OK",\
        "awsAccountId":"\(account)","resourceType":"\(type)","resourceId":"\(id)","awsRegion":"\(region)","tags":\(tags),\
        "relationships":\(relationships),"configuration":\(configuration),"supplementaryConfiguration":\(supplementary)}
        """
    }

    /// VPCs `vpc-1` ... of a region.
    public static func vpcs(_ count: Int, region: String = "us-east-1") -> [String] {
        (0..<count).map { item("AWS::EC2::VPC", "vpc-\($0 + 1)", region: region, #"{"vpcId":"vpc-\#($0 + 1)","isDefault":false}"#) }
    }
}
