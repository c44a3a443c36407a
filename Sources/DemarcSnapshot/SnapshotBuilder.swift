// SPDX-License-Identifier: Apache-2.0
public import DemarcDocument

/// Where importers put what they read; `finish` joins it into a `Snapshot`.
public final class SnapshotBuilder {
    /// The keys, types and regions of all accounts.
    public let vocabulary: Vocabulary
    let memory: PlaceMemory
    /// The files, in the order in which they were read.
    public private(set) var sources: [Source]
    /// What could not be taken as it is.
    public private(set) var problems: [Problem] = []
    /// What is known of the organisation.
    public var organization = OrganizationFacts()
    private var accounts: [String: AccountBuilder] = [:]
    /// The accounts that are kept; nil for all.
    private let selection: Set<String>?
    private var passedOver: [String: AccountBuilder] = [:]
    private lazy var scratch = ArenaBuilder(memory: memory)

    /// A builder that nothing was read into and that keeps every account.
    public init() {
        memory = PlaceMemory(vocabulary: Vocabulary())
        vocabulary = memory.vocabulary
        sources = []
        selection = nil
    }

    /// A builder that keeps only the accounts in `selection`, read from files that are known already.
    init(keeping selection: Set<String>, of sources: [Source], memory: PlaceMemory) {
        self.memory = memory
        vocabulary = memory.vocabulary
        self.sources = sources
        self.selection = selection
    }

    /// The account with this id, begun if it is new.
    public func account(_ id: String) -> AccountBuilder {
        if let account = accounts[id] ?? passedOver[id] { return account }
        if let selection, !selection.contains(id) {
            let account = AccountBuilder(passingOver: id, scratch: scratch)
            passedOver[id] = account
            return account
        }
        let account = AccountBuilder(id: id, memory: memory)
        accounts[id] = account
        return account
    }

    /// The accounts that were passed over since this was last asked.
    func takePassedOver() -> [AccountBuilder] {
        defer {
            passedOver = [:]
            if scratch.byteCount > SnapshotBuilder.scratchSize { scratch = ArenaBuilder(memory: memory) }
        }
        return Array(passedOver.values)
    }

    private static let scratchSize = 1 << 20

    /// Opens a file; its index is the `source` of the origins of what is read from it.
    public func begin(_ source: Source) -> Int {
        sources.append(source)
        return sources.count - 1
    }

    /// Changes what is known of an opened file.
    public func update(_ source: Int, _ change: (inout Source) -> Void) { change(&sources[source]) }

    /// Reports a problem.
    public func report(_ problem: Problem) { problems.append(problem) }

    /// Joins everything that was read. Accounts, resources and problems come out in one order whatever the order of the files.
    ///
    /// - Parameters:
    ///   - asOf: "now" for every age; without it the newest stamp of a source.
    ///   - everywhere: the regions of the whole snapshot, where these accounts are not all of it.
    public func finish(asOf: Instant?, regions everywhere: Set<Symbol>? = nil) -> Snapshot {
        let newest = sources.compactMap(\.stamp).max()
        let regions = everywhere ?? Set(accounts.values.flatMap(\.regionsSeen))
        let ordered = accounts.values.sorted { $0.id < $1.id }
        let finished = ordered.map {
            $0.finish(regions: regions, organization: organization, asOf: asOf ?? newest, report: report, sources: sources)
        }
        // Finishing an account still adds keys, so every account sees the tables only when all are done.
        for account in finished { account.refreshVocabulary() }
        return Snapshot(asOf: asOf ?? newest, sources: sources, accounts: finished, problems: Set(problems).sorted())
    }
}
