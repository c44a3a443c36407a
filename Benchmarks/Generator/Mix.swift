// SPDX-License-Identifier: Apache-2.0

/// Which types there are, how often, and how large and how tagged their items are.
struct Mix {
    /// What share of items a type has, by weight.
    typealias Share = (kind: Kind, weight: Double)

    /// Chances in a hundred.
    struct Tags {
        /// That an item has tags at all.
        var some: Int
        /// That a tagged item has a name and nothing else.
        var bare: Int
        /// That of the others one has the three tags the rules ask for.
        var complete: Int
        /// How many more it has.
        var more: ClosedRange<Int>
    }

    let name: String
    /// Where the numbers come from.
    let source: String
    let shares: [Share]
    let tags: Tags
    /// Whether policies are URL-encoded text, as AWS Config delivers them, or documents that any engine reads.
    let encodesPolicies: Bool
    /// Whether one in a hundred items is 8 to 20 times as large, one in 2,000 50 to 100 kB, one in 100,000 300 kB to 1 MB.
    let hasTail: Bool

    static let all = [ten, measured, assumedLarge]

    /// The types of the ten rules and four others, as the other engines of the comparison can read them.
    static let ten = Mix(
        name: "ten", source: "twelve types, policies as documents",
        shares: [
            (.instance, 12), (.volume, 14), (.securityGroup, 12), (.networkInterface, 12), (.bucket, 8), (.role, 10), (.policy, 8), (.user, 4),
            (.database, 4), (.function, 10), (.subnet, 4), (.vpc, 2),
        ],
        tags: Tags(some: 100, bare: 0, complete: 85, more: 0...2), encodesPolicies: false, hasTail: false)

    /// What the gates count: few types, policies as AWS Config delivers them, more tagged as little as the measured items.
    static let standard = Mix(
        name: "standard", source: "instances, groups, volumes, buckets and roles",
        shares: [(.instance, 27), (.securityGroup, 25), (.volume, 20), (.bucket, 14), (.role, 14)],
        tags: Tags(some: 43, bare: 0, complete: 50, more: 0...1), encodesPolicies: true, hasTail: false)

    /// What 408 real items of one account were, with the types that occurred once or twice.
    static let measured = Mix(
        name: "measured", source: "frequencies and mean sizes of 408 real items of one test account",
        shares: [
            (.networkInterface, 50), (.subnet, 29), (.role, 29), (.securityGroup, 27), (.volume, 10), (.instance, 8), (.bucket, 7), (.vpc, 6),
            (.database, 4), (.function, 4), (.policy, 5), (.user, 3), (.plain("AWS::EC2::RouteTable", bytes: 1475), 10),
            (.plain("AWS::EC2::VPCEndpoint", bytes: 2078), 8), (.plain("AWS::EC2::NetworkAcl", bytes: 1952), 5),
            (.plain("AWS::AutoScaling::AutoScalingGroup", bytes: 3610), 5), (.plain("AWS::EC2::LaunchTemplate", bytes: 2806), 4),
            (.plain("AWS::ElasticLoadBalancing::LoadBalancer", bytes: 2730), 4), (.plain("AWS::EKS::Cluster", bytes: 2567), 3),
            (.plain("AWS::KMS::Key", bytes: 2127), 5), (.plain("AWS::KMS::Alias", bytes: 654), 4),
            (.plain("AWS::EC2::SubnetNetworkAclAssociation", bytes: 636), 25), (.plain("AWS::EC2::SubnetRouteTableAssociation", bytes: 636), 10),
            (.plain("AWS::EC2::EIPAssociation", bytes: 636), 8), (.plain("AWS::CodeDeploy::DeploymentConfig", bytes: 900), 17),
        ] + rest(120, bytes: 950),
        tags: Tags(some: 43, bare: 80, complete: 50, more: 0...1), encodesPolicies: true, hasTail: false)

    /// An assumption about a large organisation; nobody publishes such numbers.
    static let assumedLarge = Mix(
        name: "assumed-large", source: "an assumption about a large organisation, not measured",
        shares: [
            (.networkInterface, 14), (.role, 12), (.securityGroup, 9), (.volume, 8), (.plain("AWS::Backup::RecoveryPoint", bytes: 900), 8),
            (.function, 7), (.plain("AWS::Logs::LogGroup", bytes: 900), 5), (.plain("AWS::CloudWatch::Alarm", bytes: 1500), 4), (.instance, 5),
            (.policy, 4), (.subnet, 3), (.plain("AWS::EC2::SubnetRouteTableAssociation", bytes: 636), 4), (.bucket, 3),
            (.plain("AWS::KMS::Key", bytes: 2127), 2), (.plain("AWS::KMS::Alias", bytes: 654), 2), (.compliance, 6), (.database, 0.7),
            (.plain("AWS::DynamoDB::Table", bytes: 1900), 1), (.vpc, 0.1), (.user, 0.1),
        ] + rest(2.1, bytes: 1150),
        tags: Tags(some: 100, bare: 0, complete: 70, more: 0...4), encodesPolicies: true, hasTail: true)

    private static func rest(_ weight: Double, bytes: Int) -> [Share] {
        let types = Kind.rare.filter { !["AWS::CloudWatch::Alarm", "AWS::DynamoDB::Table"].contains($0) }
        return types.map { (Kind.plain($0, bytes: bytes), weight / Double(types.count)) }
    }
}
