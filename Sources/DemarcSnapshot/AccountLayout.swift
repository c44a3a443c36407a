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

    mutating func place(_ joined: [JoinedResource]) {
        let regionIndex = Dictionary(uniqueKeysWithValues: regionIDs.enumerated().map { ($1, $0) })
        let typeIndex = Dictionary(uniqueKeysWithValues: typeIDs.enumerated().map { ($1, $0) })
        func order(_ resource: JoinedResource) -> Int {
            (typeIndex[resource.type] ?? 0) * regionIDs.count + (regionIndex[resource.region] ?? 0)
        }
        var cells: [Int: (members: [Int], coverage: Coverage?)] = [:]
        for (place, resource) in joined.enumerated() { cells[order(resource), default: ([], nil)].members.append(place) }
        for (key, state) in coverage {
            guard let type = typeIndex[key.type], let region = regionIndex[key.region] else { continue }
            cells[type * regionIDs.count + region, default: ([], nil)].coverage = state
        }
        var nextType = 0
        for (cell, content) in cells.sorted(by: { $0.key < $1.key }) {
            while nextType <= cell / regionIDs.count {
                firstGroups.append(UInt32(groups.count))
                nextType += 1
            }
            let first = resources.count
            let members = content.members.sorted { arena.precedes(joined[$0].id, joined[$1].id) }
            for place in members { append(joined[place], type: cell / regionIDs.count, region: cell % regionIDs.count) }
            groups.append(
                carena_group(
                    type: UInt32(cell / regionIDs.count), region: UInt32(cell % regionIDs.count), first: UInt32(first),
                    count: UInt32(members.count), coverage: (content.coverage ?? .notCollected).state, unused: 0,
                    detail: content.coverage?.detail.map { arena.string($0).bits } ?? 0))
        }
        while firstGroups.count < typeIDs.count { firstGroups.append(UInt32(groups.count)) }
    }

    private mutating func append(_ resource: JoinedResource, type: Int, region: Int) {
        resources.append(
            carena_resource(
                id: resource.id.bits, arn: resource.arn.bits, name: resource.name.bits, created: resource.created.bits,
                tags: resource.tags.exact.bits, configuration: resource.configuration.bits,
                supplementary: resource.supplementary.bits, relationships: resource.relationships.bits, type: UInt32(type),
                region: UInt32(region), origin: UInt32(origins.count), documents: UInt32(resource.origins.count)))
        origins.append(contentsOf: resource.origins)
    }
}
