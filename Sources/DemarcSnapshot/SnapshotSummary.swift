// SPDX-License-Identifier: Apache-2.0

/// What reports say of a snapshot: its extent, its files and what was wrong with them, in words that outlive its accounts.
public struct SnapshotSummary: Sendable {
    /// What reports say of an account.
    public struct Account: Sendable, Equatable {
        /// Twelve digits.
        public let id: String
        /// The name, where a source knows it.
        public let name: String?
        /// The regions that rules are asked about, in ascending order.
        public let regions: [String]
        /// How many resources there are.
        public let resourceCount: Int
    }

    /// "Now" for every age; nil where nobody knows it.
    public let asOf: Instant?
    /// The files.
    public let sources: [Source]
    /// The accounts, in the order of their ids.
    public internal(set) var accounts: [Account]
    /// What could not be taken as it is, in the order of path and place, each once.
    public internal(set) var problems: [Problem]

    /// Whether something in the input can't be read or was left out.
    public var isDamaged: Bool { problems.contains { $0.severity == .damage } }

    /// Adds something that could not be taken as it is.
    public mutating func add(_ problem: Problem) {
        if !problems.contains(problem) { problems = (problems + [problem]).sorted() }
    }

    /// Adds what is said of accounts that come behind these.
    mutating func add(_ other: SnapshotSummary) {
        accounts += other.accounts
        let others = Set(other.problems).subtracting(problems)
        if !others.isEmpty { problems = (problems + others).sorted() }
    }
}

extension Snapshot {
    /// What reports say of it.
    public var summary: SnapshotSummary {
        let accounts = accounts.map { account in
            SnapshotSummary.Account(
                id: account.id, name: account.name, regions: account.regions.filter(\.isEnabled).map(\.id), resourceCount: account.resourceCount)
        }
        return SnapshotSummary(asOf: asOf, sources: sources, accounts: accounts, problems: problems)
    }
}
