// SPDX-License-Identifier: Apache-2.0
internal import CArena
internal import DemarcDocument

/// Lays joined resources out in the order (type, region, id) with a group for every type and region that has any or a coverage.
struct AccountLayout {
    let regionIDs: [Symbol]
    let typeIDs: [Symbol]
    let arena: ArenaBuilder
    let coverage: [AccountBuilder.CoverageKey: Coverage]
    private(set) var resources: [carena_resource] = []
    private(set) var groups: [carena_group] = []
    private(set) var firstGroups: [UInt32] = []
    private(set) var origins: [Origin] = []

    init(regions: [Symbol], types: [Symbol], arena: ArenaBuilder, coverage: [AccountBuilder.CoverageKey: Coverage]) {
        regionIDs = regions
        typeIDs = types
        self.arena = arena
        self.coverage = coverage
    }

    /// Places the resources of an account.
    mutating func place(_ joined: JoinedResources) {
        resources.reserveCapacity(joined.order.count)
        origins.reserveCapacity(joined.order.count)
        var nextType = 0
        for (cell, content) in cells(joined).sorted(by: { $0.key < $1.key }) {
            while nextType <= cell / regionIDs.count {
                firstGroups.append(UInt32(groups.count))
                nextType += 1
            }
            groups.append(
                carena_group(
                    type: UInt32(cell / regionIDs.count), region: UInt32(cell % regionIDs.count), first: UInt32(resources.count),
                    count: UInt32(content.members.count), coverage: (content.coverage ?? .notCollected).state, unused: 0,
                    detail: content.coverage?.detail.map { arena.string($0).bits } ?? 0))
            for draft in joined.order[content.members] {
                append(joined.drafts[draft], joined.furtherOrigins[draft], type: cell / regionIDs.count, region: cell % regionIDs.count)
            }
        }
        while firstGroups.count < typeIDs.count { firstGroups.append(UInt32(groups.count)) }
    }

    /// Which of the resources are of each type and region, and how complete they are; by number, in the order of types and regions.
    private func cells(_ joined: JoinedResources) -> [Int: (members: Range<Int>, coverage: Coverage?)] {
        let regionIndex = Dictionary(uniqueKeysWithValues: regionIDs.enumerated().map { ($1, $0) })
        let typeIndex = Dictionary(uniqueKeysWithValues: typeIDs.enumerated().map { ($1, $0) })
        var cells: [Int: (members: Range<Int>, coverage: Coverage?)] = [:]
        for members in joined.cells {
            let first = joined.drafts[joined.order[members.lowerBound]]
            cells[(typeIndex[first.type] ?? 0) * regionIDs.count + (regionIndex[first.region] ?? 0)] = (members, nil)
        }
        for (key, state) in coverage {
            guard let type = typeIndex[key.type], let region = regionIndex[key.region] else { continue }
            cells[type * regionIDs.count + region, default: (0..<0, nil)].coverage = state
        }
        return cells
    }

    private mutating func append(_ resource: ResourceDraft, _ furtherOrigins: [Origin]?, type: Int, region: Int) {
        resources.append(
            carena_resource(
                id: resource.id.bits, arn: resource.arn.bits, name: resource.name.bits, created: resource.created.bits,
                tags: resource.tags.exact.bits, configuration: resource.configuration.bits,
                supplementary: resource.supplementary.bits, relationships: resource.relationships.bits, type: UInt32(type),
                region: UInt32(region), origin: UInt32(origins.count), documents: UInt32(1 + (furtherOrigins?.count ?? 0))))
        origins.append(resource.origin)
        if let furtherOrigins { origins.append(contentsOf: furtherOrigins) }
    }
}
