// SPDX-License-Identifier: Apache-2.0
public import DemarcDocument

/// A snapshot that comes a few accounts at a time, in the order of their ids, as many at once as memory is to hold.
///
/// One that surely fits comes as a whole, and nothing of it is read twice.
public struct SnapshotStream {
    /// What is known of the snapshot; of its accounts, those that have come.
    public private(set) var summary: SnapshotSummary
    /// Accounts that alone need more memory than there is to be; they come all the same.
    public private(set) var oversized: [String] = []
    private var whole: Snapshot?
    private var index: SnapshotIndex?
    /// Ids, the last to come first.
    private var groups: [[String]] = []

    /// The snapshot in `paths`.
    ///
    /// - Parameter memory: bytes that its accounts may use at once.
    public init(paths: [String], memory: Int, options: LoadOptions = LoadOptions()) throws(DocumentError) {
        let entries = FileTree.entries(paths, threads: options.jobs)
        if MemoryEstimate.bytes(entries, memory: memory) <= memory {
            let snapshot = try SnapshotLoader.load(entries, options)
            (whole, summary) = (snapshot, snapshot.summary)
            return
        }
        let index = try SnapshotIndex(entries, options)
        summary = SnapshotSummary(asOf: index.asOf, sources: index.sources, accounts: [], problems: index.problems)
        self.index = index
        var room = 0
        for (account, content) in index.accounts.sorted(by: { $0.key < $1.key }) {
            let need = MemoryEstimate.bytes(text: content.size)
            if need > memory { oversized.append(account) }
            if need > room {
                groups.append([])
                room = memory
            }
            groups[groups.count - 1].append(account)
            room -= need
        }
        groups.reverse()
    }

    /// The ids of the accounts that have not come yet, in ascending order.
    public var rest: [String] { whole?.accounts.map(\.id) ?? groups.reversed().flatMap { $0 } }

    /// The next accounts; nil when all have come.
    public mutating func next() throws(DocumentError) -> Snapshot? {
        if let snapshot = whole {
            whole = nil
            return snapshot
        }
        guard let index, let group = groups.popLast() else { return nil }
        let snapshot = try index.load(Set(group))
        summary.add(snapshot.summary)
        return snapshot
    }
}
