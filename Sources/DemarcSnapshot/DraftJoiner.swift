// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// Makes one resource of all the drafts and parts that are about it.
///
/// Items of AWS Config replace one another, the newest wins. Documents of different families stay beside each other, AWS Config's
/// first, and each keeps its own origin. What no document of an open resource says is unknown.
struct DraftJoiner {
    private let builder: AccountBuilder
    private let arena: ArenaBuilder
    private let sources: [Source]
    private let global: Symbol
    /// What AWS Config leaves out, by type: the same for every resource, and so written once.
    private var gaps: [Symbol: Gaps] = [:]
    /// Where resources were seen of which nothing was recorded.
    private(set) var unrecorded: Set<AccountBuilder.CoverageKey> = []

    init(builder: AccountBuilder, sources: [Source]) {
        self.builder = builder
        self.sources = sources
        arena = builder.arena
        global = builder.vocabulary.symbol("global")
    }

    /// The resources that exist, joined.
    mutating func join(_ drafts: consuming [ResourceDraft], _ parts: [ResourcePart], report: (Problem) -> Void) -> JoinedResources {
        var joined = JoinedResources(drafts: drafts)
        adoptConfigIdentity(&joined.drafts)
        let order = DraftOrder(joined.drafts, arena: arena)
        let attachments = PartIndex(parts, vocabulary: builder.vocabulary)
        var used = Set<Int>()
        joined.order.reserveCapacity(order.resources.count)
        for cell in order.cells {
            let isAlone = !attachments.holds(cell.type)
            let gaps = gaps(of: cell.type)
            for members in order.resources[cell.resources] {
                let first = order.order[members.lowerBound]
                if isAlone && members.count == 1 && joined.drafts[first].isExistingItem {
                    fill(&joined.drafts[first], gaps)
                } else {
                    guard let resource = join(joined.drafts, order.order[members], attachments, &used, report) else { continue }
                    joined.drafts[first] = resource.draft
                    if !resource.further.isEmpty { joined.furtherOrigins[first] = resource.further }
                }
                joined.order.append(first)
            }
        }
        add(orphans(parts, attachments, used), to: &joined)
        return joined
    }

    private func add(_ orphans: [(draft: ResourceDraft, further: [Origin])], to joined: inout JoinedResources) {
        guard !orphans.isEmpty else { return }
        for orphan in orphans {
            joined.order.append(joined.drafts.count)
            if !orphan.further.isEmpty { joined.furtherOrigins[joined.drafts.count] = orphan.further }
            joined.drafts.append(orphan.draft)
        }
        let drafts = joined.drafts
        joined.order.sort { left, right in
            let (left, right) = (drafts[left], drafts[right])
            if left.type != right.type { return builder.vocabulary.text(left.type) < builder.vocabulary.text(right.type) }
            if left.region != right.region { return builder.vocabulary.text(left.region) < builder.vocabulary.text(right.region) }
            return arena.compare(left.id, right.id) < 0
        }
    }

    /// Gives an answer's draft the identity that AWS Config uses for the same ARN: a database is `db-...` there, its name here.
    private func adoptConfigIdentity(_ drafts: inout [ResourceDraft]) {
        var wanted: [Int: [Int]] = [:]
        for index in drafts.indices where drafts[index].shape == .api && drafts[index].arn.isString {
            wanted[arena.hash(of: drafts[index].arn), default: []].append(index)
        }
        guard !wanted.isEmpty else { return }
        for index in drafts.indices where drafts[index].shape == .config && drafts[index].arn.isString {
            for candidate in wanted[arena.hash(of: drafts[index].arn)] ?? []
            where drafts[candidate].type == drafts[index].type && arena.equal(drafts[candidate].arn, drafts[index].arn) {
                drafts[candidate].id = drafts[index].id
                drafts[candidate].region = drafts[index].region
            }
        }
    }

    /// The later of two items: by state, then capture time, then the file's path and the place in it.
    private func newer(_ drafts: [ResourceDraft], _ left: Int, _ right: Int, _ report: (Problem) -> Void) -> Int {
        let order = [left, right].map { (drafts[$0].state, drafts[$0].captured) }
        if order[0].0 != order[1].0 && order[0].0 > 0 && order[1].0 > 0 { return order[0].0 > order[1].0 ? left : right }
        if order[0].1 != order[1].1 { return order[0].1 > order[1].1 ? left : right }
        let origins = [left, right].map { (sources[drafts[$0].origin.source].path, drafts[$0].origin.span.offset) }
        let (first, second) = origins[0] <= origins[1] ? (left, right) : (right, left)
        if !same(drafts[first].configuration, drafts[second].configuration) {
            let kept = drafts[first].origin
            report(
                Problem(
                    .note, path: sources[drafts[second].origin.source].path, place: drafts[second].origin.pointer,
                    "says something else of the same resource at the same time as \(sources[kept.source].path) \(kept.pointer), which is kept"))
        }
        return first
    }

    private mutating func join(
        _ drafts: [ResourceDraft], _ members: ArraySlice<Int>, _ attachments: PartIndex, _ used: inout Set<Int>, _ report: (Problem) -> Void
    ) -> (draft: ResourceDraft, further: [Origin])? {
        let items = members.filter { drafts[$0].shape == .config }
        let item = items.dropFirst().reduce(items.first) { older, index in older.map { newer(drafts, $0, index, report) } }.map { drafts[$0] }
        let answers = members.filter { drafts[$0].shape == .api }.map { drafts[$0] }.sorted {
            sources[$0.origin.source].path < sources[$1.origin.source].path
        }
        if let item, item.status != .existing, answers.isEmpty {
            if item.status == .notRecorded { unrecorded.insert(AccountBuilder.CoverageKey(region: item.region, type: item.type)) }
            return nil
        }
        let documents = (item?.status == .existing ? [item].compactMap { $0 } : []) + distinct(answers)
        guard let first = documents.first else { return nil }
        let own = attachments.parts(of: first, builder: arena)
        used.formUnion(own.map(\.index))
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
        let name = builder.vocabulary.text(type)
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

    /// Parts of resources that no answer listed: the resource exists, and nothing else of it is known.
    private mutating func orphans(_ parts: [ResourcePart], _ attachments: PartIndex, _ used: Set<Int>) -> [(draft: ResourceDraft, further: [Origin])]
    {
        var groups: [PartIndex.Key: [ResourcePart]] = [:]
        for (index, part) in parts.enumerated() where !used.contains(index) {
            groups[PartIndex.Key(type: part.type, name: part.key), default: []].append(part)
        }
        var orphans: [(draft: ResourceDraft, further: [Origin])] = []
        for members in groups.values {
            guard let first = members.first, members.contains(where: { $0.value.cause == nil && !$0.value.isNull }) else { continue }
            var draft = ResourceDraft(
                type: first.type, region: first.region ?? global, id: arena.string(first.key), shape: .api, origin: first.origin)
            draft.isOpen = true
            draft.tags = arena.unknown(.notCollected, "no answer about its tags was saved")
            orphans.append(assemble([draft], members))
        }
        return orphans
    }
}
