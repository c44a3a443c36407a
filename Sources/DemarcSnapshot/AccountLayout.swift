// SPDX-License-Identifier: Apache-2.0
internal import CArena
internal import DemarcDocument

/// Lays joined resources out in the order (type, region, id) with a group for every type and region that has any or a coverage.
@safe struct AccountLayout {
    let regionIDs: [Symbol]
    let typeIDs: [Symbol]
    let arena: ArenaBuilder
    /// The resources; whoever takes them frees them.
    private(set) var resources: UnsafeMutableBufferPointer<carena_resource>
    private(set) var groups: [carena_group] = []
    private(set) var firstGroups: [UInt32] = []
    private(set) var origins: [Origin] = []

    init(regions: [Symbol], types: [Symbol], arena: ArenaBuilder) {
        regionIDs = regions
        typeIDs = types
        self.arena = arena
        unsafe resources = UnsafeMutableBufferPointer(start: nil, count: 0)
    }

    /// Places the resources of an account, whose drafts are then gone.
    mutating func place(_ cells: inout [JoinedCell], _ coverage: [AccountBuilder.CoverageKey: Coverage], by crew: FinishingCrew) {
        var end = JoinedCell.Spot()
        for (number, content) in numbered(cells, coverage).sorted(by: { $0.key < $1.key }) {
            while firstGroups.count <= number / regionIDs.count { firstGroups.append(UInt32(groups.count)) }
            end.group = groups.count
            groups.append(
                carena_group(
                    type: UInt32(number / regionIDs.count), region: UInt32(number % regionIDs.count), first: UInt32(end.resource),
                    count: UInt32(content.cell.map { cells[$0].order.count } ?? 0), coverage: (content.coverage ?? .notCollected).state, unused: 0,
                    detail: content.coverage?.detail.map { arena.string($0).bits } ?? 0))
            guard let cell = content.cell else { continue }
            cells[cell].spot = end
            end.resource += cells[cell].order.count
            end.origin += cells[cell].documentCount
        }
        while firstGroups.count < typeIDs.count { firstGroups.append(UInt32(groups.count)) }
        write(&cells, end, crew)
    }

    private mutating func write(_ cells: inout [JoinedCell], _ end: JoinedCell.Spot, _ crew: FinishingCrew) {
        unsafe resources = .allocate(capacity: end.resource)
        // Every cell has a stretch of both of its own, and all of them together are the whole.
        nonisolated(unsafe) let resources = unsafe resources
        unsafe origins = Array(unsafeUninitializedCapacity: end.origin) { [groups] buffer, count in
            nonisolated(unsafe) let origins = unsafe buffer
            Threads.change(&cells, on: crew.threads, unless: { false }, with: { _ in }) { _, cell in
                if !cell.order.isEmpty { unsafe AccountLayout.write(cell, groups[cell.spot.group], resources, origins) }
                cell.drafts = []
            }
            count = end.origin
        }
    }

    private static func write(
        _ cell: JoinedCell, _ group: carena_group, _ resources: UnsafeMutableBufferPointer<carena_resource>,
        _ origins: UnsafeMutableBufferPointer<Origin>
    ) {
        var origin = cell.spot.origin
        for (number, index) in cell.order.enumerated() {
            let further = cell.furtherOrigins.isEmpty ? [] : cell.furtherOrigins[index] ?? []
            let resource = AccountLayout.resource(cell.drafts[index], group, origin: UInt32(origin), documents: UInt32(1 + further.count))
            unsafe resources.initializeElement(at: cell.spot.resource + number, to: resource)
            unsafe origins.initializeElement(at: origin, to: cell.drafts[index].origin)
            origin += 1
            for next in further {
                unsafe origins.initializeElement(at: origin, to: next)
                origin += 1
            }
        }
    }

    private static func resource(_ draft: ResourceDraft, _ group: carena_group, origin: UInt32, documents: UInt32) -> carena_resource {
        carena_resource(
            id: draft.id.bits, arn: draft.arn.bits, name: draft.name.bits, created: draft.created.bits, tags: draft.tags.exact.bits,
            configuration: draft.configuration.bits, supplementary: draft.supplementary.bits, relationships: draft.relationships.bits,
            type: group.type, region: group.region, origin: origin, documents: documents)
    }

    /// Which cell is of each type and region, and how complete that is; by number, in the order of types and regions.
    private func numbered(
        _ cells: [JoinedCell], _ coverage: [AccountBuilder.CoverageKey: Coverage]
    ) -> [Int: (cell: Int?, coverage: Coverage?)] {
        let regionIndex = Dictionary(uniqueKeysWithValues: regionIDs.enumerated().map { ($1, $0) })
        let typeIndex = Dictionary(uniqueKeysWithValues: typeIDs.enumerated().map { ($1, $0) })
        var numbered: [Int: (cell: Int?, coverage: Coverage?)] = [:]
        for (place, cell) in cells.enumerated() where !cell.order.isEmpty {
            numbered[(typeIndex[cell.type] ?? 0) * regionIDs.count + (regionIndex[cell.region] ?? 0)] = (place, nil)
        }
        for (key, state) in coverage {
            guard let type = typeIndex[key.type], let region = regionIndex[key.region] else { continue }
            numbered[type * regionIDs.count + region, default: (nil, nil)].coverage = state
        }
        return numbered
    }
}
