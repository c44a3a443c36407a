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
        var slots = [Slot](repeating: Slot(), count: joined.drafts.count)
        var end = Slot()
        for (cell, content) in cells(joined).sorted(by: { $0.key < $1.key }) {
            while firstGroups.count <= cell / regionIDs.count { firstGroups.append(UInt32(groups.count)) }
            groups.append(
                carena_group(
                    type: UInt32(cell / regionIDs.count), region: UInt32(cell % regionIDs.count), first: end.resource,
                    count: UInt32(content.members.count), coverage: (content.coverage ?? .notCollected).state, unused: 0,
                    detail: content.coverage?.detail.map { arena.string($0).bits } ?? 0))
            for draft in joined.order[content.members] {
                end.documents = UInt32(1 + (joined.furtherOrigins[draft]?.count ?? 0))
                end.group = UInt32(groups.count - 1)
                slots[draft] = end
                end.resource += 1
                end.origin += end.documents
            }
        }
        while firstGroups.count < typeIDs.count { firstGroups.append(UInt32(groups.count)) }
        fill(slots, joined, end)
    }

    /// Where a draft's resource goes; one without documents is none.
    private struct Slot {
        var resource: UInt32 = 0
        var group: UInt32 = 0
        var origin: UInt32 = 0
        var documents: UInt32 = 0
    }

    /// Writes the resources in the order of their drafts, since what lies in order is read without waiting and writing waits for nobody.
    private mutating func fill(_ slots: [Slot], _ joined: JoinedResources, _ end: Slot) {
        guard let any = joined.order.first else { return }
        resources = Array(repeating: carena_resource(), count: Int(end.resource))
        origins = Array(repeating: joined.drafts[any].origin, count: Int(end.origin))
        for (draft, slot) in slots.enumerated() where slot.documents > 0 {
            resources[Int(slot.resource)] = AccountLayout.resource(joined.drafts[draft], slot, groups[Int(slot.group)])
            origins[Int(slot.origin)] = joined.drafts[draft].origin
            if slot.documents > 1, let further = joined.furtherOrigins[draft] {
                for (place, origin) in further.enumerated() { origins[Int(slot.origin) + 1 + place] = origin }
            }
        }
    }

    private static func resource(_ draft: ResourceDraft, _ slot: Slot, _ group: carena_group) -> carena_resource {
        carena_resource(
            id: draft.id.bits, arn: draft.arn.bits, name: draft.name.bits, created: draft.created.bits, tags: draft.tags.exact.bits,
            configuration: draft.configuration.bits, supplementary: draft.supplementary.bits, relationships: draft.relationships.bits,
            type: group.type, region: group.region, origin: slot.origin, documents: slot.documents)
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
}
