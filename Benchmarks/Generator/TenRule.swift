// SPDX-License-Identifier: Apache-2.0

/// The ten rules of `Benchmarks/rules`, in the order in which they are shown.
enum TenRule: Int, CaseIterable {
    case ebsEncrypted, rdsPrivate, rdsBackup, s3Bpa, sgSshOpen, iamAdmin, requiredTags, lambdaSecrets, roleTrust, instanceOpenSg

    private static let ids = [
        "ten.ec2.ebs-encrypted", "ten.rds.rds-private", "ten.rds.rds-backup", "ten.s3.s3-bpa", "ten.ec2.sg-ssh-open", "ten.iam.iam-admin",
        "ten.ec2.required-tags", "ten.lambda.lambda-secrets", "ten.iam.role-trust", "ten.ec2.instance-open-sg",
    ]

    /// The rule as the product names it.
    var id: String { TenRule.ids[rawValue] }

    /// The rule as the engines of the comparison name it.
    var name: String { id.split(separator: ".").last.map(String.init) ?? id }

    var kind: Kind {
        switch self {
        case .ebsEncrypted: .volume
        case .rdsPrivate, .rdsBackup: .database
        case .s3Bpa: .bucket
        case .sgSshOpen: .securityGroup
        case .iamAdmin: .policy
        case .requiredTags, .instanceOpenSg: .instance
        case .lambdaSecrets: .function
        case .roleTrust: .role
        }
    }
}

/// What the generator knows without reading what it wrote.
struct Expected {
    private(set) var items = 0
    private(set) var failing = Array(repeating: 0, count: TenRule.allCases.count)
    private(set) var byType: [String: Int] = [:]
    var bytes = 0

    mutating func add(type: String, count: Int = 1) {
        items += count
        byType[type, default: 0] += count
    }

    mutating func fail(_ rule: TenRule, count: Int = 1) { failing[rule.rawValue] += count }

    mutating func add(_ other: Expected) {
        items += other.items
        bytes += other.bytes
        byType.merge(other.byType, uniquingKeysWith: +)
        for place in failing.indices { failing[place] += other.failing[place] }
    }

    func planned(_ rule: TenRule) -> Int { byType[rule.kind.type] ?? 0 }
    func failing(_ rule: TenRule) -> Int { failing[rule.rawValue] }

    /// How many evaluations the ten rules make.
    var evaluations: Int { TenRule.allCases.reduce(0) { $0 + planned($1) } }
}
