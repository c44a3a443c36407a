// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// Turns configuration items of one file into drafts; the loader's hot path.
final class ConfigItemReader {
    /// A recorder that the file holds: what it says decides what the file's silence means.
    struct Recorder {
        let account: AccountBuilder
        let region: Symbol
        let configuration: Word
    }

    private let file: ImportedFile
    private let builder: SnapshotBuilder
    private let vocabulary: Vocabulary
    private let global: Symbol
    private let recorderType: Symbol
    private let publicAccessBlock: Symbol
    private let unknownRegion: Symbol?
    private var account: AccountBuilder?
    private(set) var loaded = 0
    private(set) var recorders: [Recorder] = []
    /// The accounts and regions the file is about.
    private(set) var regions: [(account: AccountBuilder, region: Symbol)] = []
    private var seen: Set<String> = []

    init(file: ImportedFile, builder: SnapshotBuilder) {
        self.file = file
        self.builder = builder
        vocabulary = builder.vocabulary
        global = vocabulary.symbol("global")
        recorderType = vocabulary.symbol("AWS::Config::ConfigurationRecorder")
        publicAccessBlock = vocabulary.symbol("AWS::S3::AccountPublicAccessBlock")
        unknownRegion = file.facts.region.map { [vocabulary] in vocabulary.symbol($0) }
        if let id = file.facts.account, let region = unknownRegion { see(builder.account(id), region) }
    }

    /// The members of an item, found in one pass.
    private struct Envelope {
        var account: JSONNode?
        var region: JSONNode?
        var type: JSONNode?
        var id: JSONNode?
        var name: JSONNode?
        var arn: JSONNode?
        var created: JSONNode?
        var captured: JSONNode?
        var state: JSONNode?
        var status: JSONNode?
        var tags: JSONNode?
        var relationships: JSONNode?
        var configuration: JSONNode?
        var supplementary: JSONNode?

        init(_ item: JSONNode) {
            item.forEachChild { name, value in
                if value.isNull { return }
                if name.equals("awsAccountId") || name.equals("accountId") {
                    account = value
                } else if name.equals("awsRegion") {
                    region = value
                } else if name.equals("resourceType") {
                    type = value
                } else if name.equals("resourceId") {
                    id = value
                } else if name.equals("resourceName") {
                    self.name = value
                } else if name.equals("ARN") || name.equals("arn") {
                    arn = value
                } else if name.equals("resourceCreationTime") {
                    created = value
                } else if name.equals("configurationItemCaptureTime") {
                    captured = value
                } else if name.equals("configurationStateId") {
                    state = value
                } else if name.equals("configurationItemStatus") {
                    status = value
                } else if name.equals("tags") {
                    tags = value
                } else if name.equals("relationships") {
                    relationships = value
                } else if name.equals("configuration") {
                    configuration = value
                } else if name.equals("supplementaryConfiguration") {
                    supplementary = value
                }
            }
        }
    }

    func report(_ place: String, _ message: String) { builder.report(Problem(.damage, path: file.path, place: place, message)) }

    /// Reads one item; what is wrong with it is reported and the rest goes on.
    ///
    /// - Parameter isBase: whether it is of an answer that carries neither tags nor relationships.
    func read(_ item: JSONNode, pointer: String, span: ByteSpan, isBase: Bool) throws(DocumentError) {
        guard item.isObject else { return report(pointer, "found something that is not an object, expected a configuration item") }
        let envelope = Envelope(item)
        guard let type = envelope.type.flatMap({ vocabulary.symbol($0) }) else {
            return report(pointer, "found no resourceType, expected a configuration item")
        }
        guard let id = envelope.id, id.isString, id.string?.isEmpty == false else {
            return report(pointer, "found no resourceId, expected a configuration item")
        }
        guard let account = account(envelope) else {
            return report(pointer, "found no account, in the item or in the path, expected twelve digits")
        }
        guard let region = region(envelope, type: type) else {
            return report(pointer, "found no region, in the item or in the path")
        }
        let arena = account.arena
        let before = arena.repeatedKeys
        var draft = ResourceDraft(
            type: type, region: region, id: try arena.copy(id), shape: .config, origin: file.origin(pointer, span))
        draft.status = status(envelope.status)
        draft.arn = try text(envelope.arn, arena)
        draft.name = try text(envelope.name, arena)
        draft.created = try text(envelope.created, arena)
        draft.state = state(envelope.state)
        draft.captured = envelope.captured.flatMap { $0.string.flatMap { Instant($0)?.seconds } ?? $0.double.map { Int64($0) } } ?? 0
        if draft.status == .existing {
            draft.configuration = try document(envelope.configuration, arena)
            draft.supplementary = try supplementary(envelope.supplementary, arena)
            draft.tags = try tags(envelope.tags, isBase: isBase, arena)
            draft.relationships = try envelope.relationships.map { (node) throws(DocumentError) in try arena.copy(node) } ?? .null
        }
        if arena.repeatedKeys > before { report(pointer, "found a key twice in one object, expected each once; its value is unknown") }
        see(account, region)
        account.add(draft)
        loaded += 1
        if type == recorderType && draft.status == .existing {
            recorders.append(Recorder(account: account, region: region, configuration: draft.configuration))
        }
        if type == publicAccessBlock && draft.status == .existing { account.cover(type, in: global, .complete) }
    }

    private func see(_ account: AccountBuilder, _ region: Symbol) {
        account.see(region: region)
        let key = "\(account.id) \(vocabulary.text(region))"
        if seen.insert(key).inserted { regions.append((account, region)) }
    }

    private func account(_ envelope: Envelope) -> AccountBuilder? {
        let arn = envelope.arn?.string.flatMap { AccountFinder.accountOfARN($0) }
        guard let id = envelope.account?.string ?? file.facts.account ?? arn, !id.isEmpty, PathFacts.isAccount(id) else { return nil }
        if let account, account.id == id { return account }
        let found = builder.account(id)
        account = found
        return found
    }

    private func region(_ envelope: Envelope, type: Symbol) -> Symbol? {
        if type == publicAccessBlock { return global }
        if let region = envelope.region.flatMap({ vocabulary.symbol($0) }) { return region }
        if let unknownRegion { return unknownRegion }
        let parts = envelope.arn?.string?.split(separator: ":", omittingEmptySubsequences: false)
        guard let parts, parts.count >= 6 else { return nil }
        return parts[3].isEmpty ? global : PathFacts.isRegion(String(parts[3])) ? vocabulary.symbol(String(parts[3])) : nil
    }

    private func status(_ node: JSONNode?) -> ResourceDraft.Status {
        guard let node else { return .existing }
        if node.equals("OK") || node.equals("ResourceDiscovered") { return .existing }
        if node.equals("ResourceDeleted") || node.equals("ResourceDeletedNotRecorded") { return .deleted }
        return .notRecorded
    }

    /// The API writes the number as a text; the oldest spelling writes a UUID, which orders nothing.
    private func state(_ node: JSONNode?) -> Int64 { node?.integer ?? node?.string.flatMap { Int64($0) } ?? 0 }

    private func text(_ node: JSONNode?, _ arena: ArenaBuilder) throws(DocumentError) -> Word {
        guard let node, node.isString else { return .null }
        return try arena.copy(node)
    }

    /// The document, which the API writes as a text.
    private func document(_ node: JSONNode?, _ arena: ArenaBuilder) throws(DocumentError) -> Word {
        guard let node else { return .emptyObject }
        return node.isString ? try file.embedded.decode(node, into: arena) : try arena.copy(node, embedded: file.embedded)
    }

    /// The extra documents, each of which may be a document, a plain value, or either as a text.
    private func supplementary(_ node: JSONNode?, _ arena: ArenaBuilder) throws(DocumentError) -> Word {
        guard let node, node.isObject else { return .emptyObject }
        var members: [(name: String, value: Word)] = []
        for (name, value) in node.members {
            let isDocument = value.isString && value.looksLikeJSON
            members.append((name, isDocument ? try file.embedded.decode(value, into: arena) : try arena.copy(value, embedded: file.embedded)))
        }
        return arena.object(members)
    }

    private func tags(_ node: JSONNode?, isBase: Bool, _ arena: ArenaBuilder) throws(DocumentError) -> Word {
        guard let node else { return isBase ? arena.unknown(.notCollected, "this answer carries no tags") : .emptyObject }
        if node.isObject { return try arena.copy(node).exact }
        return try TagReader.object(node, arena)
    }
}
