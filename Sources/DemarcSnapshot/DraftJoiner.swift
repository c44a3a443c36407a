// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// Makes one resource of all the drafts and parts that are about it.
///
/// Items of AWS Config replace one another, the newest wins. Documents of different families stay beside each other, AWS Config's
/// first, and each keeps its own origin. What no document of an open resource says is unknown.
struct DraftJoiner {
    private let vocabulary: Vocabulary
    private let arena: ArenaBuilder
    private let sources: [Source]
    private let attachments: PartIndex
    private var deliveries: LatestDeliveries
    /// The files whose items of the cell that is joined are there, whatever others say.
    private var current: [Int]?
    /// Types of which an answer lists all there are.
    private let listed: Set<AccountBuilder.CoverageKey>
    private let contradictions: Contradictions
    private let global: Symbol
    /// What AWS Config leaves out, by type: the same for every resource, and so written once.
    private var gaps: [Symbol: Gaps] = [:]

    init(
        arena: ArenaBuilder, sources: [Source], attachments: PartIndex, deliveries: LatestDeliveries, listed: Set<AccountBuilder.CoverageKey>
    ) {
        self.deliveries = deliveries
        self.listed = listed
        contradictions = Contradictions(arena: arena, sources: sources)
        vocabulary = arena.vocabulary
        self.arena = arena
        self.sources = sources
        self.attachments = attachments
        global = arena.vocabulary.symbol("global")
    }

    /// Joins the drafts of a cell.
    mutating func join(_ cell: inout JoinedCell) {
        cell.drafts = cell.unjoined.count == 1 ? cell.unjoined[0] : Array(cell.unjoined.joined())
        cell.unjoined = []
        let order = DraftOrder(cell.drafts, arena: arena)
        let isAlone = !attachments.holds(cell.type)
        let gaps = gaps(of: cell.type)
        current = deliveries.current(cell.type, in: cell.region, isGlobal: cell.region == global)
        var listing = listed.contains(cell.place) ? Listing() : nil
        cell.order.reserveCapacity(order.resources.count)
        for members in order.resources {
            let first = order.order[members.lowerBound]
            let shapes = listing == nil ? [] : order.order[members].map { cell.drafts[$0].shape }
            if isAlone && members.count == 1 && cell.drafts[first].isExistingItem && isCurrent(cell.drafts[first]) {
                fill(&cell.drafts[first], gaps)
            } else {
                guard let resource = join(order.order[members], of: &cell) else { continue }
                cell.drafts[first] = resource.draft
                if !resource.further.isEmpty { cell.furtherOrigins[first] = resource.further }
            }
            cell.order.append(first)
            listing?.note(first, shapes)
        }
        if let listing, listing.contradicts { contradictions.spoil(listing.onlyItems, of: &cell) }
    }

    /// Whether no newer snapshot is to be asked for an item.
    private func isCurrent(_ item: ResourceDraft) -> Bool { current?.contains(item.origin.source) ?? true }

    /// Which resources of a cell a complete list of them has.
    private struct Listing {
        /// Resources that AWS Config knows and the list does not.
        var onlyItems: [Int] = []
        private var hasBoth = false
        private var hasAnswers = false

        mutating func note(_ draft: Int, _ shapes: [ResourceDraft.Shape]) {
            let isAnswered = shapes.contains(.api)
            if isAnswered { hasAnswers = true } else { onlyItems.append(draft) }
            hasBoth = hasBoth || isAnswered && shapes.contains(.config)
        }

        /// Whether the list can be held against the items: it is empty, or names resources as they do.
        var contradicts: Bool { !onlyItems.isEmpty && (hasBoth || !hasAnswers) }
    }

    /// The later of two items: by state, then capture time, then the snapshot they are in; where nobody can tell, one that has of both what
    /// they agree in.
    private func newer(_ left: Int, _ right: Int, in cell: inout JoinedCell) -> Int {
        let drafts = cell.drafts
        let order = [left, right].map { (drafts[$0].state, drafts[$0].captured) }
        if order[0].0 != order[1].0 && order[0].0 > 0 && order[1].0 > 0 { return order[0].0 > order[1].0 ? left : right }
        if order[0].1 != order[1].1 { return order[0].1 > order[1].1 ? left : right }
        let stamps = [left, right].map { sources[drafts[$0].origin.source].stamp }
        if let first = stamps[0], let second = stamps[1], first != second { return first > second ? left : right }
        let origins = [left, right].map { (sources[drafts[$0].origin.source].path, drafts[$0].origin.span.offset) }
        let (first, second) = origins[0] <= origins[1] ? (left, right) : (right, left)
        contradictions.merge(second, into: first, of: &cell)
        return first
    }

    /// The items of AWS Config among `members`, by path and place.
    private func items(_ members: ArraySlice<Int>, of cell: JoinedCell) -> [Int] {
        let items = members.filter { cell.drafts[$0].shape == .config }
        guard items.count > 1 else { return items }
        func place(_ index: Int) -> (ExactText, Int) {
            (ExactText(sources[cell.drafts[index].origin.source].path), cell.drafts[index].origin.span.offset)
        }
        return items.sorted { place($0) < place($1) }
    }

    private mutating func join(_ members: ArraySlice<Int>, of cell: inout JoinedCell) -> (draft: ResourceDraft, further: [Origin])? {
        var item: Int?
        for index in items(members, of: cell) { item = item.map { newer($0, index, in: &cell) } ?? index }
        let answers = members.map { cell.drafts[$0] }.filter { $0.shape == .api }.sorted {
            ExactText(sources[$0.origin.source].path) < ExactText(sources[$1.origin.source].path)
        }
        var existing = item.map { cell.drafts[$0] }.flatMap { $0.status == .existing ? $0 : nil }
        let items = members.map { cell.drafts[$0] }.filter(\.isExistingItem)
        if let draft = existing, !items.contains(where: isCurrent) {
            let standing = deliveries.standing(of: draft, among: items, isGlobal: draft.region == global)
            if standing != .current { existing = nil }
            if standing == .open && answers.isEmpty { cell.hasUnrecorded = true }
        }
        if let item, existing == nil, answers.isEmpty {
            if cell.drafts[item].status == .notRecorded { cell.hasUnrecorded = true }
            return nil
        }
        let documents = contradictions.reconcile((existing.map { [$0] } ?? []) + distinct(answers), &cell.problems)
        guard let first = documents.first else { return nil }
        let own = attachments.parts(of: first, builder: arena)
        cell.usedParts.formUnion(own.map(\.index))
        return assemble(documents, own.map(\.part))
    }

    /// Leaves out an answer that says the same again: a trail is listed in every region.
    private func distinct(_ drafts: [ResourceDraft]) -> [ResourceDraft] {
        var kept: [ResourceDraft] = []
        for draft in drafts where !kept.contains(where: { same($0.configuration, draft.configuration) }) { kept.append(draft) }
        return kept
    }

    private func same(_ left: Word, _ right: Word) -> Bool { arena.value(left).isEqual(to: arena.value(right)) }

    private mutating func assemble(
        _ documents: [ResourceDraft], _ parts: [ResourcePart]
    ) -> (draft: ResourceDraft, further: [Origin]) {
        let first = documents[0]
        var configuration = documents.map(\.configuration).filter { !$0.isNull }
        var supplementary = documents.map(\.supplementary).filter { !$0.isNull && $0 != .emptyObject }
        var tags = documents.map(\.tags).first { $0.cause == nil && $0 != .emptyObject } ?? first.tags
        var members: [(name: String, value: Word)] = []
        for part in parts {
            switch part.target {
            case .configuration: configuration.append(part.value)
            case .supplementary(let name): members.append((name, part.value))
            case .tags: tags = part.value.isNull ? .emptyObject : part.value
            }
        }
        if !members.isEmpty { supplementary.append(arena.object(members)) }
        let hasItem = documents.contains { $0.shape == .config }
        if !hasItem { supplementary.append(arena.unknown(.notCollected, "no answer about it was saved")) }
        let gaps = gaps(of: first.type)
        if hasItem && !gaps.supplementary.isNull { supplementary.append(gaps.supplementary) }
        if hasItem && documents.count == 1 && !gaps.configuration.isNull { configuration.append(gaps.configuration) }
        if documents.contains(where: \.isOpen) && !hasItem && !parts.contains(where: { $0.target == .configuration }) {
            configuration.append(arena.unknown(.notCollected, "only its id was collected"))
        }
        var draft = first
        draft.arn = text(documents, \.arn)
        draft.name = text(documents, \.name)
        draft.created = text(documents, \.created)
        draft.tags = tags
        draft.configuration = arena.joined(configuration)
        draft.supplementary = supplementary.isEmpty ? .emptyObject : arena.joined(supplementary)
        draft.relationships = documents.map(\.relationships).first { !$0.isNull } ?? .null
        return (draft, documents.dropFirst().map(\.origin) + parts.map(\.origin))
    }

    private func text(_ documents: [ResourceDraft], _ path: KeyPath<ResourceDraft, Word>) -> Word {
        documents.lazy.map { $0[keyPath: path] }.first { !$0.isNull } ?? .null
    }

    /// Makes a resource of an item of AWS Config that nothing else belongs to.
    private func fill(_ item: inout ResourceDraft, _ gaps: Gaps) {
        if !gaps.supplementary.isNull {
            let isEmpty = item.supplementary == .emptyObject
            item.supplementary = isEmpty ? gaps.supplementary : arena.joined([item.supplementary, gaps.supplementary])
        }
        if !gaps.configuration.isNull { item.configuration = arena.joined([item.configuration, gaps.configuration]) }
    }

    /// What AWS Config leaves out of the items of a type: unknown where no answer gives it. Null where it leaves out nothing.
    private struct Gaps {
        var configuration = Word.null
        var supplementary = Word.null
    }

    /// Documents that AWS Config never records of a type.
    private static let neverRecorded: [String: [String]] = [
        "AWS::CloudTrail::Trail": ["Status", "EventSelectors"],
        "AWS::Lambda::Function": ["FunctionUrlConfig", "RuntimeManagementConfig"],
        "AWS::EC2::Instance": ["UserData"],
        "AWS::IAM::User": ["MFADevices", "AccessKeyMetadata", "LoginProfile"],
    ]

    private mutating func gaps(of type: Symbol) -> Gaps {
        if let known = gaps[type] { return known }
        var new = Gaps()
        let name = vocabulary.text(type)
        if let names = DraftJoiner.neverRecorded[name] {
            let reason = arena.unknown(.notCollected, "AWS Config does not record it, and no answer about it was saved")
            new.supplementary = arena.object(names.map { ($0, reason) })
        }
        if name == "AWS::Lambda::Function" {
            // A function's environment, which `list-functions` gives.
            let reason = arena.unknown(.notCollected, "AWS Config does not record environment variables")
            new.configuration = arena.object([("environment", reason)])
        }
        gaps[type] = new
        return new
    }

    /// Adds the resources of which only parts are known: no answer listed them, they exist, and nothing else of them is known.
    mutating func addOrphans(_ parts: [ResourcePart], to cells: inout [JoinedCell]) {
        let used = cells.reduce(into: Set<Int>()) { $0.formUnion($1.usedParts) }
        var groups: [PartIndex.Key: [ResourcePart]] = [:]
        for (index, part) in parts.enumerated() where !used.contains(index) {
            groups[PartIndex.Key(type: part.type, name: part.key), default: []].append(part)
        }
        var changed: Set<Int> = []
        for members in groups.values {
            guard let orphan = orphan(members) else { continue }
            let number = cells.firstIndex { $0.type == orphan.draft.type && $0.region == orphan.draft.region } ?? cells.count
            if number == cells.count { cells.append(JoinedCell(type: orphan.draft.type, region: orphan.draft.region)) }
            let index = cells[number].drafts.count
            cells[number].drafts.append(orphan.draft)
            cells[number].order.append(index)
            if !orphan.further.isEmpty { cells[number].furtherOrigins[index] = orphan.further }
            changed.insert(number)
        }
        for number in changed {
            let drafts = cells[number].drafts
            cells[number].order.sort { arena.compare(drafts[$0].id, drafts[$1].id) < 0 }
        }
    }

    private mutating func orphan(_ parts: [ResourcePart]) -> (draft: ResourceDraft, further: [Origin])? {
        guard let first = parts.first, parts.contains(where: { $0.value.cause == nil && !$0.value.isNull }) else { return nil }
        var draft = ResourceDraft(
            type: first.type, region: first.region ?? global, id: arena.string(first.key), shape: .api, origin: first.origin)
        draft.isOpen = true
        draft.tags = arena.unknown(.notCollected, "no answer about its tags was saved")
        return assemble([draft], parts)
    }
}
