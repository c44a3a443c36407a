// SPDX-License-Identifier: Apache-2.0
public import DemarcDocument

/// Where importers put what they read; `finish` joins it into a `Snapshot`.
public final class SnapshotBuilder {
    /// The keys, types and regions of all accounts.
    public let vocabulary = Vocabulary()
    /// The files, in the order in which they were read.
    public private(set) var sources: [Source] = []
    /// What could not be taken as it is.
    public private(set) var problems: [Problem] = []
    private var accounts: [String: AccountBuilder] = [:]

    /// A builder that nothing was read into.
    public init() {}

    /// The account with this id, begun if it is new.
    public func account(_ id: String) -> AccountBuilder {
        if let account = accounts[id] { return account }
        let account = AccountBuilder(id: id, vocabulary: vocabulary)
        accounts[id] = account
        return account
    }

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
    /// - Parameter asOf: "now" for every age; without it the newest stamp of a source.
    public func finish(asOf: Instant?) -> Snapshot {
        let newest = sources.compactMap(\.stamp).max()
        let regions = Set(accounts.values.flatMap(\.regionsSeen))
        let ordered = accounts.values.sorted { $0.id < $1.id }
        let finished = ordered.map { $0.finish(regions: regions, asOf: asOf ?? newest, report: report, sources: sources) }
        // Finishing an account still adds keys, so every account sees the tables only when all are done.
        for account in finished { account.refreshVocabulary() }
        return Snapshot(asOf: asOf ?? newest, sources: sources, accounts: finished, problems: Set(problems).sorted())
    }
}
