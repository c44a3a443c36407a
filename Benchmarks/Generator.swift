// SPDX-License-Identifier: Apache-2.0

/// Writes an AWS Config snapshot of one account and region, the same for the same seed, and counts what rules must find in it.
///
/// In a hundred items: 27 instances, 25 security groups, 20 volumes, 14 buckets, 14 roles; 2.2 KB an item.
struct Generator {
    static let account = "123456789012"
    static let region = "us-east-1"
    static let fileName = "\(account)_Config_\(region)_ConfigSnapshot_20260302T031244Z_8d0f0a3e-3c3f-4d0a-9c58-2f6f4f0d9b11.json"

    /// What the generator knows without reading what it wrote.
    struct Expected: Equatable {
        var volumes = 0
        var plainVolumes = 0
        var groups = 0
        var openGroups = 0
    }

    /// Whether anything is wrong with any item: without, every rule passes, and only passing is measured.
    let hasFaults: Bool
    var random: Random
    private(set) var json: [UInt8] = []
    private(set) var items = 0
    var expected = Expected()

    init(items: Int, hasFaults: Bool = true, seed: UInt64 = 20_260_302) {
        self.hasFaults = hasFaults
        random = Random(seed: seed)
        json.reserveCapacity(items * 2400)
        append("{\"fileVersion\":\"1.0\",\"configSnapshotId\":\"8d0f0a3e-3c3f-4d0a-9c58-2f6f4f0d9b11\",\"configurationItems\":[")
        recorder()
        while self.items < items {
            switch random.number(0...99) {
            case 0..<27: instance()
            case 27..<52: securityGroup()
            case 52..<72: volume()
            case 72..<86: bucket()
            default: role()
            }
        }
        append("]}")
    }

    private mutating func append(_ text: String) { json.append(contentsOf: text.utf8) }

    /// What is around each `configuration`.
    mutating func item(
        _ type: String, id: String, name: String? = nil, arn: String, region: String = Generator.region, tags: String = "{}",
        relationships: [(type: String, id: String, name: String)] = [], configuration: String, supplementary: String = "{}"
    ) {
        if items > 0 { append(",") }
        items += 1
        let related = relationships.map { "{\"resourceId\":\"\($0.id)\",\"resourceType\":\"\($0.type)\",\"name\":\"\($0.name)\"}" }
        let named = name.map { "\"resourceName\":\"\($0)\"," } ?? ""
        append("{\"relatedEvents\":[],\"relationships\":[\(related.joined(separator: ","))],\"configuration\":\(configuration),")
        append("\"supplementaryConfiguration\":\(supplementary),\"tags\":\(tags),\"configurationItemVersion\":\"1.3\",")
        append(
            "\"configurationItemCaptureTime\":\"\(random.time())\",\"configurationStateId\":\(random.number(1_772_000_000_000...1_772_499_999_999)),")
        append("\"awsAccountId\":\"\(Generator.account)\",\"configurationItemStatus\":\"\(random.chance(80) ? "ResourceDiscovered" : "OK")\",")
        append("\"resourceType\":\"\(type)\",\"resourceId\":\"\(id)\",\(named)\"ARN\":\"\(arn)\",\"awsRegion\":\"\(region)\",")
        append("\"availabilityZone\":\"Not Applicable\",\"configurationStateMd5Hash\":\"\",\"resourceCreationTime\":\"\(random.time())\"}")
    }

    /// None in 57 of a hundred cases, else some of an organisation's usual ones: as an object, and as the list in configurations.
    mutating func tags() -> (object: String, list: String) {
        guard !random.chance(57) else { return ("{}", "[]") }
        var tags = [("Name", "\(random.pick(Generator.teams))-\(random.number(1...999))")]
        tags.append(("Owner", "\(random.pick(Generator.teams))@example.com"))
        tags.append(("Environment", random.pick(["prod", "staging", "dev"])))
        if random.chance(50) { tags.append(("CostCenter", "CC-\(random.number(1000...9999))")) }
        if random.chance(30) { tags.append(("aws:cloudformation:stack-name", "stack-\(random.pick(Generator.teams))")) }
        let object = tags.map { "\"\($0)\":\"\($1)\"" }.joined(separator: ",")
        let list = tags.map { "{\"key\":\"\($0)\",\"value\":\"\($1)\"}" }.joined(separator: ",")
        return ("{\(object)}", "[\(list)]")
    }

    static let teams = ["payments", "search", "ml-platform", "data-eng", "identity", "edge", "growth", "sre"]

    /// A recorder of everything: what the file does not hold is then known not to exist.
    private mutating func recorder() {
        item(
            "AWS::Config::ConfigurationRecorder", id: "default", arn: "arn:aws:config:\(Generator.region):\(Generator.account):recorder/default",
            configuration: "{\"Id\":\"default\",\"Recording\":true,\"RecordingGroup\":{\"AllSupported\":true,\"IncludeGlobalResourceTypes\":true}}")
    }
}
