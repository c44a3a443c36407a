// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// The members of a configuration item in all its spellings.
struct ConfigEnvelope {
    private enum Role: Int, CaseIterable {
        case account, region, type, id, name, arn, created, captured, state, status, tags, relationships, configuration, supplementary

        var names: [String] {
            switch self {
            case .account: ["awsAccountId", "accountId"]
            case .region: ["awsRegion"]
            case .type: ["resourceType"]
            case .id: ["resourceId"]
            case .name: ["resourceName"]
            case .arn: ["ARN", "arn"]
            case .created: ["resourceCreationTime"]
            case .captured: ["configurationItemCaptureTime"]
            case .state: ["configurationStateId"]
            case .status: ["configurationItemStatus"]
            case .tags: ["tags"]
            case .relationships: ["relationships"]
            case .configuration: ["configuration"]
            case .supplementary: ["supplementaryConfiguration"]
            }
        }
    }

    private let finder: MemberFinder

    init(memory: PlaceMemory) { finder = MemberFinder(Role.allCases.map(\.names), memory: memory) }

    /// Looks at `item`, whose members are then to be had.
    func look(at item: JSONNode) { finder.look(at: item) }

    /// Whether a member stands twice in the item.
    var hasRepeatedNames: Bool { finder.hasRepeatedNames }

    var account: JSONNode? { finder[Role.account.rawValue] }
    var region: JSONNode? { finder[Role.region.rawValue] }
    var type: JSONNode? { finder[Role.type.rawValue] }
    var id: JSONNode? { finder[Role.id.rawValue] }
    var name: JSONNode? { finder[Role.name.rawValue] }
    var arn: JSONNode? { finder[Role.arn.rawValue] }
    var created: JSONNode? { finder[Role.created.rawValue] }
    var captured: JSONNode? { finder[Role.captured.rawValue] }
    /// The order of the items of one resource.
    var state: JSONNode? { finder[Role.state.rawValue] }
    var status: JSONNode? { finder[Role.status.rawValue] }
    var tags: JSONNode? { finder[Role.tags.rawValue] }
    var relationships: JSONNode? { finder[Role.relationships.rawValue] }
    var configuration: JSONNode? { finder[Role.configuration.rawValue] }
    var supplementary: JSONNode? { finder[Role.supplementary.rawValue] }
}
