// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// Turns configuration items into drafts; the loader's hot path.
struct ConfigItemReader {
    private let file: ImportedFile
    private let builder: SnapshotBuilder
    private let vocabulary: Vocabulary
    private let envelope: ConfigEnvelope
    private let global: Symbol
    private let recorderType: Symbol
    private let publicAccessBlock: Symbol
    private let regionOfPath: Symbol?
    private let accountOfPath: AccountBuilder?
    private var account: AccountBuilder?
    private(set) var items = ConfigItems()

    init(file: ImportedFile, builder: SnapshotBuilder) {
        self.file = file
        self.builder = builder
        vocabulary = builder.vocabulary
        envelope = ConfigEnvelope(memory: builder.arena.memory)
        global = vocabulary.symbol("global")
        recorderType = vocabulary.symbol("AWS::Config::ConfigurationRecorder")
        publicAccessBlock = vocabulary.symbol("AWS::S3::AccountPublicAccessBlock")
        regionOfPath = file.facts.region.map { [vocabulary] in vocabulary.symbol($0) }
        accountOfPath = file.facts.account.map { builder.account($0) }
        if let accountOfPath, let regionOfPath { items.see(accountOfPath, regionOfPath) }
    }

    /// The shortest item that may hold something too large to be copied: it is copied even where it is passed over, to see.
    private static let refusableLength = 1 << 16

    /// What was read since this was last asked.
    mutating func take() -> ConfigItems {
        defer { items = ConfigItems() }
        return items
    }

    /// A place in the file, in words, as an origin has it.
    func place(_ pointer: String) -> Word { builder.arena.string(pointer) }

    private func spelled(_ origin: Origin) -> String { origin.pointer(in: builder.arena.arena) }

    private mutating func reject(_ origin: Origin, _ message: String) { reject(spelled(origin), message) }

    /// Reports an item that can't be taken; the rest goes on, and no longer is all that there is.
    mutating func reject(_ place: String, _ message: String) {
        items.rejected += 1
        items.problems.append(Problem(.damage, path: file.path, place: place, message))
    }

    /// Reads one item.
    ///
    /// - Parameter members: which of its members the answer carries whole.
    mutating func read(_ item: JSONNode, _ origin: Origin, _ members: ItemMembers) throws(DocumentError) {
        guard item.isObject else { return reject(origin, "found something that is not an object, expected a configuration item") }
        envelope.look(at: item)
        guard !envelope.hasRepeatedNames else { return reject(origin, "found a key twice in the item, expected each once") }
        guard let type = envelope.type.flatMap({ vocabulary.symbol($0) }) else {
            return reject(origin, "found no resourceType, expected a configuration item")
        }
        guard let id = envelope.id, id.isString, !id.isEmptyText else {
            return reject(origin, "found no resourceId, expected a configuration item")
        }
        guard let account = accountOfItem() else {
            return reject(origin, "found no account, in the item or in the path, expected twelve digits")
        }
        guard let region = region(of: type) else { return reject(origin, "found no region, in the item or in the path") }
        items.see(account, region)
        if !account.isKept { items.passOver(account, origin.span.length) }
        guard account.isKept || origin.span.length >= ConfigItemReader.refusableLength else { return }
        let repeated = account.arena.repeatedKeys
        let draft = try draft(
            ResourceDraft(type: type, region: region, id: try account.arena.copy(id), shape: .config, origin: origin), account.arena, members)
        if account.arena.repeatedKeys > repeated {
            items.problems.append(
                Problem(.damage, path: file.path, place: spelled(origin), "found a key twice in one object, expected each once; its value is unknown")
            )
        }
        guard account.isKept else { return }
        items.add(draft, to: account)
        guard draft.status == .existing else { return }
        if type == publicAccessBlock { items.blockedPublicAccess.append(account) }
        if type == recorderType {
            items.recorders.append(ConfigItems.Recorder(account: account, region: region, configuration: draft.configuration))
        }
    }

    private mutating func draft(
        _ identity: ResourceDraft, _ arena: ArenaBuilder, _ members: ItemMembers
    ) throws(DocumentError) -> ResourceDraft {
        var draft = identity
        draft.status = status(envelope.status)
        draft.arn = try text(envelope.arn, arena)
        draft.name = try text(envelope.name, arena)
        draft.created = try text(envelope.created, arena)
        draft.state = state(envelope.state)
        draft.captured = captured(envelope.captured)
        guard draft.status == .existing else { return draft }
        draft.configuration = members.configuration.limit(try configuration(identity.origin, arena), arena)
        draft.supplementary = members.supplementary.limit(try supplementary(identity.origin, arena), arena)
        draft.tags = try tags(envelope.tags, members, arena)
        if let node = envelope.relationships { draft.relationships = try arena.copy(node) }
        return draft
    }

    private mutating func accountOfItem() -> AccountBuilder? {
        guard let node = envelope.account else {
            let ofARN = envelope.arn?.string.flatMap { AccountFinder.accountOfARN($0) }
            return accountOfPath ?? ofARN.map { builder.account($0) }
        }
        if let account, node.equals(account.id) { return account }
        guard let id = node.string, PathFacts.isAccount(id) else { return nil }
        account = builder.account(id)
        return account
    }

    private func region(of type: Symbol) -> Symbol? {
        if type == publicAccessBlock { return global }
        if let region = envelope.region.flatMap({ vocabulary.symbol($0) }) { return region }
        if let regionOfPath { return regionOfPath }
        let parts = envelope.arn?.string?.split(separator: ":", omittingEmptySubsequences: false)
        guard let parts, parts.count >= 6 else { return nil }
        return parts[3].isEmpty ? global : PathFacts.isRegion(String(parts[3])) ? vocabulary.symbol(String(parts[3])) : nil
    }

    private func status(_ node: JSONNode?) -> ResourceDraft.Status {
        guard let node else { return .existing }
        if node.equals("OK" as StaticString) || node.equals("ResourceDiscovered" as StaticString) { return .existing }
        if node.equals("ResourceDeleted" as StaticString) || node.equals("ResourceDeletedNotRecorded" as StaticString) { return .deleted }
        return .notRecorded
    }

    /// The API writes the number as a text; the oldest spelling writes a UUID, which orders nothing.
    private func state(_ node: JSONNode?) -> Int64 { node?.integer ?? node?.string.flatMap { Int64($0) } ?? 0 }

    private func captured(_ node: JSONNode?) -> Int64 {
        unsafe node?.withText { unsafe Instant(utf8: $0)?.seconds } ?? node?.double.flatMap { Int64(exactly: $0.rounded()) } ?? 0
    }

    private func text(_ node: JSONNode?, _ arena: ArenaBuilder) throws(DocumentError) -> Word {
        guard let node, node.isString else { return .null }
        return try arena.copy(node)
    }

    /// The document, which the API writes as a text; an unknown where it is missing or anything but an object.
    private mutating func configuration(_ origin: Origin, _ arena: ArenaBuilder) throws(DocumentError) -> Word {
        guard let node = envelope.configuration else { return arena.unknown(.notCollected, "the item has no configuration") }
        let document = node.isString ? try file.embedded.decode(node, into: arena) : try arena.copy(node, embedded: file.embedded)
        if document.isObject { return document }
        let found = document.cause == nil ? "found a configuration that is not an object" : "found a configuration that can't be read"
        items.problems.append(Problem(.damage, path: file.path, place: spelled(origin), "\(found), expected an object; it is unknown"))
        return document.cause == nil ? arena.unknown(.undecodable, "the configuration is not an object") : document
    }

    /// The further documents. Delivered items have the member even where there are none, so that its absence says nothing.
    private mutating func supplementary(_ origin: Origin, _ arena: ArenaBuilder) throws(DocumentError) -> Word {
        guard let node = envelope.supplementary else {
            return arena.unknown(.notCollected, "the item has no supplementaryConfiguration")
        }
        if node.isObject { return try arena.copyDocuments(node, embedded: file.embedded) }
        items.problems.append(
            Problem(
                .damage, path: file.path, place: spelled(origin),
                "found a supplementaryConfiguration that is not an object, expected an object; it is unknown"))
        return arena.unknown(.undecodable, "the supplementaryConfiguration is not an object")
    }

    private func tags(_ node: JSONNode?, _ members: ItemMembers, _ arena: ArenaBuilder) throws(DocumentError) -> Word {
        guard let node else { return members.hasTags ? .emptyObject : arena.unknown(.notCollected, "this answer carries no tags") }
        if node.isObject { return try arena.copyExact(node) }
        return try TagReader.object(node, arena)
    }
}
