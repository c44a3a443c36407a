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
        /// The types that AWS Config can record.
        let recordable: Set<Symbol>
        /// The same in the order of their names.
        let recordableTypes: [NamedType]
    }

    /// A resource type and its name, as text of the arena too.
    struct NamedType {
        let symbol: Symbol
        let name: String
        let word: Word

        init(_ symbol: Symbol, _ arena: ArenaBuilder) {
            self.symbol = symbol
            name = arena.vocabulary.text(symbol)
            word = arena.string(name)
        }
    }

    /// Joins the drafts of each resource, attaches the parts, and lays everything out for rules; what is new goes to the builders' arena.
    ///
    /// - Parameter crew: how many threads join it.
    func finish(in snapshot: Surroundings, by crew: FinishingCrew) -> (account: Account, problems: [Problem]) {
        let arena = crew.builder(0)
        moveOn(to: arena)
        var cells = joinedCells(in: snapshot, by: crew)
        let unrecorded = Set(cells.filter(\.hasUnrecorded).map(\.place))
        for (place, state) in standingRecorded where !unrecorded.contains(place) {
            guard case .partial(let reason) = state else { cover(place.type, in: place.region, state); continue }
            leaveOut(place.type, in: place.region, reason: reason)
        }
        for place in unrecorded { leaveOut(place.type, in: place.region, reason: "resources were seen of which nothing was recorded") }

        let global = vocabulary.symbol("global")
        compareCredentialReport(with: cells, global)
        let ids = regionIDs(snapshot.regions, global: global)
        let regionRows = ids.map { region($0, global: global) }
        let named = types(cells, in: snapshot)
        var layout = AccountLayout(regions: ids, types: named.map(\.symbol), arena: arena)
        layout.place(&cells, settledCoverage(snapshot.recordable), by: crew)
        let types = zip(named, layout.firstGroups).map { type, first in
            carena_type(name: type.word.bits, recordable: snapshot.recordable.contains(type.symbol) ? 1 : 0, first_group: first)
        }
        let idWord = arena.string(id)
        let name = snapshot.organization.accounts[id]?.name ?? name
        let nameWord = name.map { arena.string($0) } ?? .null
        let storage = unsafe AccountStorage(
            id: idWord, name: nameWord, organization: snapshot.organizationWord, asOf: snapshot.asOf.map { Double($0.seconds) } ?? .nan,
            arena: arena.arena, resources: layout.resources, groups: layout.groups, types: types, regions: regionRows)
        let account = Account(
            id: id, name: name, organization: snapshot.organization, arena: arena.arena,
            regions: zip(ids, regionRows).map { Account.Region(id: vocabulary.text($0), isEnabled: $1.enabled != 0) },
            types: named.map(\.name), origins: layout.origins, storage: storage)
        return (account, cells.flatMap(\.problems))
    }

    /// The account's resources by type and region.
    private func joinedCells(in snapshot: Surroundings, by crew: FinishingCrew) -> [JoinedCell] {
        var drafts = DraftCells(takeDrafts(), threads: crew.threads)
        drafts.adoptConfigIdentity(arena)
        var cells = drafts.cells.sorted { $0.count > $1.count }.map(JoinedCell.init)
        let attachments = PartIndex(parts, vocabulary: vocabulary)
        defer { parts = [] }
        let deliveries = LatestDeliveries(deliveries, in: snapshot, vocabulary: vocabulary)
        let joiner: @Sendable (Int) -> DraftJoiner = { [sources = snapshot.sources, listed] thread in
            DraftJoiner(arena: crew.builder(thread), sources: sources, attachments: attachments, deliveries: deliveries, listed: listed)
        }
        Threads.change(&cells, on: crew.threads, unless: crew.isCancelled, with: joiner) { joiner, cell in joiner.join(&cell) }
        if !parts.isEmpty {
            var joiner = joiner(0)
            joiner.addOrphans(parts, to: &cells)
        }
        return cells
    }

    /// A report that was cut off at the end of a row looks whole; the account's own count of its users tells.
    private func compareCredentialReport(with cells: [JoinedCell], _ global: Symbol) {
        let key = CoverageKey(region: global, type: vocabulary.symbol(CredentialReportImporter.type))
        let summaryType = vocabulary.symbol("demarc::IAM::AccountSummary")
        guard coverage[key] == .complete, let summary = cells.first(where: { $0.type == summaryType }), let index = summary.order.first,
            let users = arena.value(summary.drafts[index].configuration)["SummaryMap"]["Users"].integer
        else { return }
        let rows = (cells.first { $0.place == key }?.order.count ?? 0) - 1
        if rows < users { coverage[key] = .partial(reason: "the report holds \(max(rows, 0)) of \(users) users") }
    }

    /// The account's regions: its own list, or every region seen anywhere in the snapshot.
    private func regionIDs(_ everywhere: Set<Symbol>, global: Symbol) -> [Symbol] {
        let known = listedRegions.isEmpty ? everywhere : Set(listedRegions.keys)
        return known.union(regionsSeen).union([global]).sorted { ExactText.compare(vocabulary.text($0), vocabulary.text($1)) < 0 }
    }

    private func region(_ id: Symbol, global: Symbol) -> carena_region {
        let recorder = recorders[id]?.coverage ?? .notCollected
        let isEnabled = id != global && (listedRegions[id] ?? true)
        return carena_region(
            id: arena.string(vocabulary.text(id)).bits, detail: recorder.detail.map { arena.string($0).bits } ?? 0,
            recorded: recorder.state, enabled: isEnabled ? 1 : 0)
    }

    /// A call that was refused or cut short takes nothing from what a complete recorder has delivered.
    private func settledCoverage(_ recordable: Set<Symbol>) -> [CoverageKey: Coverage] {
        coverage.reduce(into: coverage) { settled, entry in
            guard entry.value != .complete, recorders[entry.key.region]?.coverage == .complete,
                recordable.contains(entry.key.type), !leftOut.contains(entry.key)
            else { return }
            settled[entry.key] = .complete
        }
    }

    /// The account's types in the order of their names, recordable ones of which it has none among them.
    private func types(_ cells: [JoinedCell], in snapshot: Surroundings) -> [NamedType] {
        let types = Set(cells.lazy.filter { !$0.order.isEmpty }.map(\.type)).union(coverage.keys.map(\.type))
        let others = types.subtracting(snapshot.recordable).map { NamedType($0, arena) }
        if others.isEmpty { return snapshot.recordableTypes }
        return (snapshot.recordableTypes + others).sorted { ExactText.compare($0.name, $1.name) < 0 }
    }
}
