// SPDX-License-Identifier: Apache-2.0
internal import CArena
internal import DemarcDocument

extension AccountBuilder {
    /// What all accounts of a snapshot have in common.
    struct Surroundings {
        let regions: Set<Symbol>
        let organization: OrganizationFacts
        /// The organisation as rules read it.
        let organizationWord: Word
        let asOf: Instant?
        let sources: [Source]
    }

    /// Joins the drafts of each resource, attaches the parts, and lays everything out for rules; what is new goes to `arena`.
    func finish(with arena: ArenaBuilder, in snapshot: Surroundings, report: (Problem) -> Void) -> Account {
        moveOn(to: arena)
        let global = vocabulary.symbol("global")
        var joiner = DraftJoiner(builder: self, sources: snapshot.sources)
        let resources = joiner.join(takeDrafts(), parts, report: report)
        for (place, state) in recorded where !joiner.unrecorded.contains(place) { cover(place.type, in: place.region, state) }
        for place in joiner.unrecorded { leaveOut(place.type, in: place.region, reason: "resources were seen of which nothing was recorded") }
        parts = []

        let ids = regionIDs(snapshot.regions, global: global)
        let regionRows = ids.map { region($0, global: global) }
        let typeNames = typeNames(resources)
        let recordable = Set(RecordableTypes.all)
        var layout = AccountLayout(
            regions: ids, types: typeNames.map { vocabulary.symbol($0) }, arena: arena, coverage: settledCoverage())
        layout.place(resources)
        let types = zip(typeNames, layout.firstGroups).map { name, first in
            carena_type(name: arena.string(name).bits, recordable: recordable.contains(name) ? 1 : 0, first_group: first)
        }
        let idWord = arena.string(id)
        let name = snapshot.organization.accounts[id]?.name ?? name
        let nameWord = name.map { arena.string($0) } ?? .null
        let storage = AccountStorage(
            id: idWord, name: nameWord, organization: snapshot.organizationWord, asOf: snapshot.asOf.map { Double($0.seconds) } ?? .nan,
            arena: arena.arena, resources: layout.resources, groups: layout.groups, types: types, regions: regionRows)
        return Account(
            id: id, name: name, organization: snapshot.organization, arena: arena.arena,
            regions: zip(ids, regionRows).map { Account.Region(id: vocabulary.text($0), isEnabled: $1.enabled != 0) },
            types: typeNames, origins: layout.origins, storage: storage)
    }

    /// The account's regions: its own list, or every region seen anywhere in the snapshot.
    private func regionIDs(_ everywhere: Set<Symbol>, global: Symbol) -> [Symbol] {
        let known = listedRegions.isEmpty ? everywhere : Set(listedRegions.keys)
        return known.union(regionsSeen).union([global]).sorted { vocabulary.text($0) < vocabulary.text($1) }
    }

    private func region(_ id: Symbol, global: Symbol) -> carena_region {
        let recorder = recorders[id]?.coverage ?? .notCollected
        let isEnabled = id != global && (listedRegions[id] ?? true)
        return carena_region(
            id: arena.string(vocabulary.text(id)).bits, detail: recorder.detail.map { arena.string($0).bits } ?? 0,
            recorded: recorder.state, enabled: isEnabled ? 1 : 0)
    }

    /// A call that was refused or cut short takes nothing from what a complete recorder has delivered.
    private func settledCoverage() -> [CoverageKey: Coverage] {
        let recordable = Set(RecordableTypes.all.map { vocabulary.symbol($0) })
        return coverage.reduce(into: coverage) { settled, entry in
            guard entry.value != .complete, recorders[entry.key.region]?.coverage == .complete,
                recordable.contains(entry.key.type), !leftOut.contains(entry.key)
            else { return }
            settled[entry.key] = .complete
        }
    }

    private func typeNames(_ resources: JoinedResources) -> [String] {
        let types = resources.cells.map { resources.drafts[resources.order[$0.lowerBound]].type } + coverage.keys.map(\.type)
        return Set(types.map { vocabulary.text($0) }).union(RecordableTypes.all).sorted()
    }
}
