// SPDX-License-Identifier: Apache-2.0
public import DemarcDocument

/// Where importers put what they read, of one file or of many; `finish` joins it into a `Snapshot`.
public final class SnapshotBuilder {
    /// The keys, types and regions of all accounts.
    public var vocabulary: Vocabulary { arena.vocabulary }
    /// The files, in the order in which they were read.
    public private(set) var sources: [Source]
    /// What could not be taken as it is.
    public private(set) var problems: [Problem] = []
    /// What is known of the organisation.
    public var organization = OrganizationFacts()
    /// Bytes of text that were read.
    var textSize = 0
    let arena: ArenaBuilder
    /// The number of the first of the sources among those of the snapshot.
    private let firstSource: Int
    private var accounts: [String: AccountBuilder] = [:]
    /// The accounts that are kept, and where what is copied of others goes to; nil for all.
    private let selection: (accounts: Set<String>, scratch: ArenaBuilder)?

    /// A builder for a snapshot in miniature, of which a process may hold many at once.
    public convenience init() { self.init(ArenaBuilder(Arena(vocabulary: Vocabulary(), size: 1 << 30))) }

    /// A builder for a whole snapshot, of which `sources` are known already.
    init(_ arena: ArenaBuilder, knowing sources: [Source] = []) {
        self.arena = arena
        self.sources = sources
        firstSource = 0
        selection = nil
    }

    /// A builder for the files from number `source` on, which keeps the accounts in `selection`, or all.
    init(_ arena: ArenaBuilder, from source: Int, keeping selection: (accounts: Set<String>, scratch: ArenaBuilder)? = nil) {
        self.arena = arena
        sources = []
        firstSource = source
        self.selection = selection
    }

    /// The account with this id, begun if it is new.
    public func account(_ id: String) -> AccountBuilder {
        if let account = accounts[id] { return account }
        let isKept = selection?.accounts.contains(id) ?? true
        let account = AccountBuilder(id: id, arena: isKept ? arena : selection?.scratch ?? arena, isKept: isKept)
        accounts[id] = account
        return account
    }

    /// The accounts that are not kept, and of which something was read.
    var passedOver: [AccountBuilder] { accounts.values.filter { !$0.isKept } }

    /// Adds what was read of the files that follow, which `other` is not asked for again.
    func add(_ other: SnapshotBuilder) {
        for (place, source) in other.sources.enumerated() {
            let number = other.firstSource + place
            if number < sources.count { sources[number] = source } else { sources.append(source) }
        }
        problems += other.problems
        organization = organization.completed(by: other.organization)
        textSize += other.textSize
        for (id, account) in other.accounts where account.isKept {
            if let known = accounts[id] { known.add(account) } else { accounts[id] = account }
        }
    }

    /// Opens a file; its index is the `source` of the origins of what is read from it.
    public func begin(_ source: Source) -> Int {
        sources.append(source)
        return firstSource + sources.count - 1
    }

    /// Changes what is known of an opened file.
    public func update(_ source: Int, _ change: (inout Source) -> Void) { change(&sources[source - firstSource]) }

    /// Reports a problem.
    public func report(_ problem: Problem) { problems.append(problem) }

    /// Joins everything that was read. Accounts, resources and problems come out in one order whatever the order of the files.
    ///
    /// - Parameter asOf: "now" for every age; without it the newest stamp of a source.
    public func finish(asOf: Instant?) -> Snapshot {
        let surroundings = surroundings(asOf, nil)
        let crew = FinishingCrew([arena], isCancelled: { false })
        return snapshot(accounts.values.map { $0.finish(in: surroundings, by: crew) }, surroundings.asOf)
    }

    /// Joins everything that was read, on several threads.
    ///
    /// - Parameter everywhere: the regions of the whole snapshot, where these accounts are not all of it.
    func finish(_ options: LoadOptions, regions everywhere: Set<Symbol>? = nil) throws(DocumentError) -> Snapshot {
        organization = options.organization.completed(by: organization)
        let surroundings = surroundings(options.asOf, everywhere)
        // The largest first, so that no thread is left alone with one.
        var waiting = accounts.values.sorted { ($0.draftCount, $1.id) > ($1.draftCount, $0.id) }[...]
        accounts = [:]
        var left = waiting.reduce(0) { $0 + $1.draftCount }
        var finished: [Finished] = []
        let everybody = FinishingCrew((0..<options.jobs).map { _ in ArenaBuilder(arena.arena) }, isCancelled: options.isCancelled)
        // One that is more than a thread's share is everybody's; all others are one thread's each.
        while let largest = waiting.first, options.jobs > 1, largest.draftCount > left / options.jobs {
            left -= largest.draftCount
            finished.append(waiting.removeFirst().finish(in: surroundings, by: everybody))
        }
        finished += finish(Array(waiting), surroundings, by: everybody)
        if options.isCancelled() { throw .cancelled }
        return snapshot(finished, surroundings.asOf)
    }

    private typealias Finished = (account: Account, problems: [Problem])

    /// Finishes accounts side by side, each by one thread.
    private func finish(_ accounts: [AccountBuilder], _ surroundings: AccountBuilder.Surroundings, by crew: FinishingCrew) -> [Finished] {
        var results = accounts.map { (builder: $0, finished: Finished?.none) }
        Threads.change(&results, on: crew.threads, unless: crew.isCancelled, with: crew.alone) { alone, result in
            result.finished = result.builder.finish(in: surroundings, by: alone)
        }
        return results.compactMap(\.finished)
    }

    private func surroundings(_ asOf: Instant?, _ regions: Set<Symbol>?) -> AccountBuilder.Surroundings {
        let recordable = RecordableTypes.all.map { AccountBuilder.NamedType(vocabulary.symbol($0), arena) }
        return AccountBuilder.Surroundings(
            regions: regions ?? Set(accounts.values.flatMap(\.regionsSeen)), organization: organization,
            organizationWord: OrganizationWords(arena: arena).word(organization), asOf: asOf ?? sources.compactMap(\.stamp).max(), sources: sources,
            recordable: Set(recordable.map(\.symbol)), recordableTypes: recordable)
    }

    private func snapshot(_ finished: [Finished], _ asOf: Instant?) -> Snapshot {
        problems += finished.flatMap(\.problems)
        return Snapshot(asOf: asOf, sources: sources, accounts: finished.map(\.account).sorted { $0.id < $1.id }, problems: Set(problems).sorted())
    }
}
