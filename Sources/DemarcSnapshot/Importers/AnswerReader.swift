// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// Turns one answer into drafts, parts and coverage.
struct AnswerReader {
    let file: ImportedFile
    let scope: AnswerScope
    let builder: SnapshotBuilder

    private var arena: ArenaBuilder { scope.account.arena }
    private func symbol(_ text: String) -> Symbol { builder.vocabulary.symbol(text) }

    /// Whether the answer says that there is more than it holds.
    private var hasMore: Bool {
        guard let root = file.root else { return false }
        if root["IsTruncated"]?.boolean == true { return true }
        return ["NextToken", "nextToken", "Marker", "NextMarker", "ContinuationToken"].contains { root[$0]?.string?.isEmpty == false }
    }

    /// Reads the answer; how many documents it gave.
    func read(_ operation: Operation) throws(DocumentError) -> Int {
        if let fault = AnswerShape(file.root)?.fault { return refuse(operation, fault) }
        switch operation.yield {
        case .resources(let listing): return try read([listing], operation)
        case .several(let listings): return try read(listings, operation)
        case .fact(let type, let path):
            if let fault = fault(path.first) { return refuse(operation, fault) }
            if type == "demarc::Organizations::Organization" { noteOrganization(path.reduce(file.root) { $0?[$1] }) }
            return try fact(type, path)
        case .part(let part):
            if let fault = AnswerShape(file.root)?.fault(part: part) { return refuse(operation, fault) }
            return try self.part(part)
        case .regions: return regions()
        case .accounts: return accounts()
        case .nothing: return 0
        }
    }

    private func fault(_ member: String?) -> String? { member.flatMap { AnswerShape(file.root)?.fault(member: $0) } }

    /// Reports an answer that is none, and leaves open what it was about.
    private func refuse(_ operation: Operation, _ fault: String) -> Int {
        builder.report(Problem(.damage, path: file.path, fault))
        leaveOpen(operation, "its answer can't be read")
        return 0
    }

    private func read(_ listings: [Operation.Listing], _ operation: Operation) throws(DocumentError) -> Int {
        let names = listings.compactMap(\.path.first)
        for name in names {
            if let fault = AnswerShape(file.root)?.fault(list: name, siblings: names) { return refuse(operation, fault) }
        }
        var loaded = 0
        for listing in listings { loaded += try read(listing) }
        return loaded
    }

    /// The elements at the end of `path`; an element on the way that lacks its list is counted in `broken`.
    private func nodes(_ path: [String], _ broken: inout Int) -> [(node: JSONNode, pointer: String)] {
        guard let root = file.root else { return [] }
        var nodes = [(node: root, pointer: "")]
        for (depth, name) in path.enumerated() {
            nodes = nodes.flatMap { entry -> [(node: JSONNode, pointer: String)] in
                guard let list = entry.node[name], list.isArray else {
                    if depth > 0 {
                        broken += 1
                        builder.report(Problem(.damage, path: file.path, place: entry.pointer, "found no list \(name), expected one"))
                    }
                    return []
                }
                return list.elements.enumerated().map { ($1, "\(entry.pointer)/\(name)/\($0)") }
            }
        }
        return nodes
    }

    private func read(_ listing: Operation.Listing) throws(DocumentError) -> Int {
        let type = symbol(listing.type)
        let spans = listing.path.count == 1 ? file.places?.spans(at: listing.path) ?? [] : []
        var loaded = 0
        var rejected = 0
        for (place, entry) in nodes(listing.path, &rejected).enumerated() {
            guard let id = id(of: entry.node, listing), id.isString else {
                rejected += 1
                builder.report(
                    Problem(
                        .damage, path: file.path, place: entry.pointer,
                        "found no \(listing.id ?? "text"), expected one of every \(listing.type)"))
                continue
            }
            let origin = file.origin(arena.string(entry.pointer), place < spans.count ? spans[place] : nil)
            scope.account.add(try draft(entry.node, id, type, listing, origin))
            loaded += 1
        }
        scope.account.list(type, in: scope.region, coverage(rejected: rejected))
        return loaded
    }

    /// Of an answer that goes on elsewhere, or of which a part could not be read, nobody can say that it holds all there is.
    private func coverage(rejected: Int) -> Coverage {
        if rejected > 0 { return .partial(reason: "\(rejected) elements of the answer could not be read") }
        return hasMore ? .partial(reason: "the answer has further pages") : .complete
    }

    /// The member with the id, the ARN where it is missing, or the element itself.
    private func id(of node: JSONNode, _ listing: Operation.Listing) -> JSONNode? {
        guard let id = listing.id else { return node }
        return node[id] ?? listing.arn.flatMap { node[$0] }
    }

    private func draft(
        _ node: JSONNode, _ id: JSONNode, _ type: Symbol, _ listing: Operation.Listing, _ origin: Origin
    ) throws(DocumentError) -> ResourceDraft {
        let region = listing.region.flatMap { node[$0] }.flatMap { builder.vocabulary.symbol($0) } ?? scope.region
        var draft = ResourceDraft(type: type, region: region, id: try arena.copy(id), shape: .api, origin: origin)
        draft.arn = try text(node, listing.arn)
        if draft.arn.isNull, let prefix = listing.arnPrefix { draft.arn = arena.string(prefix + (id.string ?? "")) }
        draft.name = try text(node, listing.name)
        draft.created = try text(node, listing.created)
        draft.isOpen = listing.isOpen
        draft.tags = try tags(node, listing)
        draft.configuration = node.isObject ? try arena.copy(node, embedded: file.embedded) : .emptyObject
        return draft
    }

    private func text(_ node: JSONNode, _ name: String?) throws(DocumentError) -> Word {
        guard let name, let value = node[name], value.isString else { return .null }
        return try arena.copy(value)
    }

    private func tags(_ node: JSONNode, _ listing: Operation.Listing) throws(DocumentError) -> Word {
        guard let name = listing.tags else { return arena.unknown(.notCollected, "this answer carries no tags") }
        return try TagReader.object(node[name], arena)
    }

    /// A fact is the only resource of its type there; an answer without it says that there is none.
    private func fact(_ type: String, _ path: [String]) throws(DocumentError) -> Int {
        let node = path.reduce(file.root) { $0?[$1] }
        let symbol = symbol(type)
        scope.account.list(symbol, in: scope.region, .complete)
        guard let node, !node.isNull else { return 0 }
        let id = arena.string(scope.region == builder.vocabulary.symbol("global") ? scope.account.id : builder.vocabulary.text(scope.region))
        var draft = ResourceDraft(
            type: symbol, region: scope.region, id: id, shape: .api, origin: file.origin(arena.string(path.map { "/\($0)" }.joined())))
        draft.configuration = try arena.copy(node, embedded: file.embedded)
        draft.tags = arena.unknown(.notCollected, "a fact has no tags")
        scope.account.add(draft)
        return 1
    }

    private func part(_ part: Operation.Part) throws(DocumentError) -> Int {
        guard let key = file.facts.key else {
            throw .malformed(place: "the path", found: "no name of the \(part.type)", expected: "<service>/<operation>/<name>.json")
        }
        if hasMore {
            attach(part, key, arena.unknown(.notCollected, "the answer has further pages"))
            return 1
        }
        let node = part.path.reduce(file.root) { $0?[$1] }
        var value =
            try node.map { (node) throws(DocumentError) in
                node.looksLikeJSON ? try file.embedded.decode(node, into: arena) : try arena.copy(node, embedded: file.embedded)
            } ?? (part.path.isEmpty ? .emptyObject : .null)
        if part.target == .tags { value = try TagReader.object(node, arena) }
        if let member = part.member, !value.isNull { value = arena.object([(member, value)]) }
        attach(part, key, value)
        return 1
    }

    private func attach(_ part: Operation.Part, _ key: String, _ value: Word) {
        let isGlobal = scope.region == symbol("global")
        scope.account.attach(
            ResourcePart(
                type: symbol(part.type), region: isGlobal || part.type == "AWS::CloudTrail::Trail" ? nil : scope.region, key: key,
                target: part.target, value: value, origin: file.origin(arena.string(""))))
    }

    private func regions() -> Int {
        let entries = file.root?["Regions"]?.elements ?? []
        for entry in entries {
            guard let name = entry["RegionName"]?.string else { continue }
            scope.account.list(region: symbol(name), isEnabled: entry["OptInStatus"]?.equals("not-opted-in") != true)
        }
        return entries.count
    }

    private func accounts() -> Int {
        let entries = file.root?["Accounts"]?.elements ?? []
        note(members: entries)
        for entry in entries {
            // A suspended or closed account is not there to be secured.
            guard let id = entry["Id"]?.string, PathFacts.isAccount(id), entry["Status"]?.equals("SUSPENDED") != true else { continue }
            builder.account(id).name = entry["Name"]?.string
        }
        return entries.count
    }

    private func noteOrganization(_ node: JSONNode?) {
        var facts = OrganizationFacts()
        facts.id = node?["Id"]?.string
        facts.management = node?["MasterAccountId"]?.string
        builder.organization = builder.organization.completed(by: facts)
    }

    private func note(members entries: [JSONNode]) {
        var facts = OrganizationFacts()
        for entry in entries {
            guard let id = entry["Id"]?.string, PathFacts.isAccount(id) else { continue }
            var member = OrganizationFacts.Member()
            member.name = entry["Name"]?.string
            member.email = entry["Email"]?.string
            member.status = entry["Status"]?.string
            facts.accounts[id] = member
        }
        facts.isComplete = !hasMore && file.root?["Accounts"]?.isArray == true
        builder.organization = builder.organization.completed(by: facts)
    }

    /// Notes that somebody looked and that nobody knows what there is.
    func leaveOpen(_ operation: Operation, _ reason: String) {
        if case .part(let part) = operation.yield {
            if let key = file.facts.key { attach(part, key, arena.unknown(.undecodable, reason)) }
            return
        }
        for type in operation.types { scope.account.cover(symbol(type), in: scope.region, .partial(reason: reason)) }
    }

    /// Notes that the call failed: a known absence is a fact, a refusal and everything else are reasons not to know.
    func fail(_ operation: Operation, _ error: CommandError) {
        switch operation.yield {
        case .part(let part):
            guard let key = file.facts.key else { return }
            attach(part, key, error.isKnownAbsence ? .null : arena.unknown(error.cause, error.code))
        case .resources, .several, .fact:
            for type in operation.types { scope.account.list(symbol(type), in: scope.region, error.coverage) }
        case .regions, .accounts, .nothing:
            if operation.name == "get-credential-report" {
                scope.account.cover(symbol("demarc::IAM::CredentialReportEntry"), in: scope.region, error.coverage)
            }
        }
    }
}
