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
    /// Where resources were seen of which nothing was recorded.
    private(set) var unrecorded: Set<AccountBuilder.CoverageKey> = []

    init(builder: AccountBuilder, sources: [Source]) {
        self.builder = builder
        self.sources = sources
        arena = builder.arena
        global = builder.vocabulary.symbol("global")
    }

    /// The identity of a resource within the account, compared by the bytes of its id.
    private struct Key: Hashable {
        let type: Symbol
        let region: Symbol
        let id: Word
        let hash: Int
        let arena: ArenaBuilder

        static func == (left: Key, right: Key) -> Bool {
            left.type == right.type && left.region == right.region && left.arena.equal(left.id, right.id)
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(type)
            hasher.combine(hash)
        }
    }

    private func key(_ type: Symbol, _ region: Symbol, _ id: Word) -> Key {
        Key(type: type, region: region, id: id, hash: arena.hash(of: id), arena: arena)
    }

    /// The resources that exist, joined, in no particular order.
    mutating func join(_ drafts: [ResourceDraft], _ parts: [ResourcePart], report: (Problem) -> Void) -> [JoinedResource] {
        var drafts = drafts
        adoptConfigIdentity(&drafts)
        var places: [Key: Int] = [:]
        places.reserveCapacity(drafts.count)
        var groups: [(config: Int?, api: [Int])] = []
        for index in drafts.indices {
            let key = key(drafts[index].type, drafts[index].region, drafts[index].id)
            let place = places[key] ?? groups.count
            if place == groups.count {
                places[key] = place
                groups.append((nil, []))
            }
            if drafts[index].shape == .api {
                groups[place].api.append(index)
            } else if let older = groups[place].config {
                groups[place].config = newer(drafts, older, index, report)
            } else {
                groups[place].config = index
            }
        }
        let attachments = PartIndex(parts, vocabulary: builder.vocabulary)
        var used = Set<Int>()
        var joined: [JoinedResource] = []
        joined.reserveCapacity(groups.count)
        for group in groups {
            if let resource = join(drafts, config: group.config, api: group.api, attachments, &used) { joined.append(resource) }
        }
        joined.append(contentsOf: orphans(parts, attachments, used))
        return joined
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
        _ drafts: [ResourceDraft], config: Int?, api: [Int], _ attachments: PartIndex, _ used: inout Set<Int>
    ) -> JoinedResource? {
        let ordered = api.sorted { sources[drafts[$0].origin.source].path < sources[drafts[$1].origin.source].path }
        let item = config.map { drafts[$0] }
        if let item, item.status != .existing, ordered.isEmpty {
            if item.status == .notRecorded { unrecorded.insert(AccountBuilder.CoverageKey(region: item.region, type: item.type)) }
            return nil
        }
        let documents = (item?.status == .existing ? [item].compactMap { $0 } : []) + distinct(ordered.map { drafts[$0] })
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

    private func assemble(_ documents: [ResourceDraft], _ parts: [ResourcePart]) -> JoinedResource {
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
        if hasItem { supplementary.append(contentsOf: neverRecorded(first)) }
        if hasItem && documents.count == 1 { configuration.append(contentsOf: missingEnvironment(first)) }
        if documents.contains(where: \.isOpen) && !hasItem && !parts.contains(where: { $0.target == .configuration }) {
            configuration.append(arena.unknown(.notCollected, "only its id was collected"))
        }
        return JoinedResource(
            type: first.type, region: first.region, id: first.id, arn: text(documents, \.arn), name: text(documents, \.name),
            created: text(documents, \.created), tags: tags, configuration: arena.joined(configuration),
            supplementary: supplementary.isEmpty ? .emptyObject : arena.joined(supplementary),
            relationships: documents.map(\.relationships).first { !$0.isNull } ?? .null,
            origins: documents.map(\.origin) + parts.map(\.origin))
    }

    private func text(_ documents: [ResourceDraft], _ path: KeyPath<ResourceDraft, Word>) -> Word {
        documents.lazy.map { $0[keyPath: path] }.first { !$0.isNull } ?? .null
    }

    /// Documents that AWS Config never records of a type: unknown where no answer gives them.
    private static let neverRecorded: [String: [String]] = [
        "AWS::CloudTrail::Trail": ["Status", "EventSelectors"],
        "AWS::Lambda::Function": ["FunctionUrlConfig", "RuntimeManagementConfig"],
        "AWS::EC2::Instance": ["UserData"],
        "AWS::IAM::User": ["MFADevices", "AccessKeyMetadata", "LoginProfile"],
    ]

    private func neverRecorded(_ draft: ResourceDraft) -> [Word] {
        let names = DraftJoiner.neverRecorded[builder.vocabulary.text(draft.type)] ?? []
        guard !names.isEmpty else { return [] }
        let reason = arena.unknown(.notCollected, "AWS Config does not record it, and no answer about it was saved")
        return [arena.object(names.map { ($0, reason) })]
    }

    /// A function's environment, which AWS Config leaves out and `list-functions` gives.
    private func missingEnvironment(_ draft: ResourceDraft) -> [Word] {
        guard builder.vocabulary.text(draft.type) == "AWS::Lambda::Function" else { return [] }
        let reason = arena.unknown(.notCollected, "AWS Config does not record environment variables")
        return [arena.object([("environment", reason)])]
    }

    /// Parts of resources that no answer listed: the resource exists, and nothing else of it is known.
    private func orphans(_ parts: [ResourcePart], _ attachments: PartIndex, _ used: Set<Int>) -> [JoinedResource] {
        var groups: [PartIndex.Key: [ResourcePart]] = [:]
        for (index, part) in parts.enumerated() where !used.contains(index) {
            groups[PartIndex.Key(type: part.type, name: part.key), default: []].append(part)
        }
        return groups.values.compactMap { members in
            guard let first = members.first, members.contains(where: { $0.value.cause == nil && !$0.value.isNull }) else { return nil }
            var draft = ResourceDraft(
                type: first.type, region: first.region ?? global, id: arena.string(first.key), shape: .api, origin: first.origin)
            draft.isOpen = true
            draft.tags = arena.unknown(.notCollected, "no answer about its tags was saved")
            return assemble([draft], members)
        }
    }
}
