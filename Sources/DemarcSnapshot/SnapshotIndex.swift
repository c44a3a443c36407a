// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// Which files of a snapshot are about which accounts, and what is known of the whole: enough to load a few of the accounts as if all
/// were there.
///
/// It is made by loading every file and keeping no account, so that nothing is guessed from names.
struct SnapshotIndex {
    /// What there is of an account.
    struct Content {
        /// Bytes of text.
        var size = 0
        /// The files that are about it, by their place among the sources.
        var files: [Int] = []
    }

    let sources: [Source]
    let problems: [Problem]
    /// "Now" for every age.
    let asOf: Instant?
    private let identities: CallerIdentities
    private let organization: OrganizationFacts
    private let memory = PlaceMemory(vocabulary: Vocabulary())
    private var regions: Set<Symbol> = []
    private(set) var accounts: [String: Content] = [:]

    init(
        _ entries: [FileTree.Entry], asOf: Instant?, organization: OrganizationFacts, progress: (_ done: Int, _ of: Int) -> Void
    ) throws(DocumentError) {
        identities = try CallerIdentities(entries)
        let builder = SnapshotBuilder(keeping: [], of: [], memory: memory)
        let loader = try SnapshotLoader(into: builder, identities: identities)
        for (done, entry) in entries.enumerated() {
            guard let read = loader.load(entry) else { continue }
            for account in builder.takePassedOver() {
                // What is no list of items may all be of this account.
                accounts[account.id, default: Content()].size += account.passedOver > 0 ? min(account.passedOver, read.size) : read.size
                accounts[account.id]?.files.append(read.source)
                regions.formUnion(account.regionsSeen)
            }
            progress(done + 1, entries.count)
        }
        self.organization = organization.completed(by: builder.organization)
        let whole = builder.finish(asOf: asOf)
        (sources, problems, self.asOf) = (whole.sources, whole.problems, whole.asOf)
    }

    /// The accounts in `selection`, as they are in the whole snapshot.
    func load(_ selection: Set<String>) throws(DocumentError) -> Snapshot {
        let builder = SnapshotBuilder(keeping: selection, of: sources, memory: memory)
        let loader = try SnapshotLoader(into: builder, identities: identities)
        for source in Set(selection.flatMap { accounts[$0]?.files ?? [] }).sorted() {
            loader.load(sources[source].path, as: source)
            _ = builder.takePassedOver()
        }
        builder.organization = organization
        return builder.finish(asOf: asOf, regions: regions)
    }
}
