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
    private var options: LoadOptions
    private let identities: CallerIdentities
    private let vocabulary = Vocabulary()
    private let regions: Set<Symbol>
    let accounts: [String: Content]

    init(_ entries: [FileTree.Entry], _ options: LoadOptions) throws(DocumentError) {
        identities = try CallerIdentities(entries)
        let arena = Arena(vocabulary: vocabulary)
        let builder = SnapshotBuilder(ArenaBuilder(arena))
        var (accounts, regions) = ([String: Content](), Set<Symbol>())
        try LoadingCrew(Reading.all(entries), identities: identities, options: options).load(into: arena, keeping: []) { reading, file in
            for account in file.passedOver {
                // What is no list of items may all be of this account.
                accounts[account.id, default: Content()].size += account.passedOver > 0 ? min(account.passedOver, file.textSize) : file.textSize
                accounts[account.id]?.files.append(reading.source)
                regions.formUnion(account.regionsSeen)
            }
            builder.add(file)
        }
        self.accounts = accounts
        self.regions = regions
        let organization = options.organization.completed(by: builder.organization)
        let whole = try builder.finish(options)
        (sources, problems, asOf) = (whole.sources, whole.problems, whole.asOf)
        self.options = options
        self.options.asOf = asOf
        self.options.organization = organization
        self.options.progress = { _, _ in }
    }

    /// The accounts in `selection`, as they are in the whole snapshot.
    func load(_ selection: Set<String>) throws(DocumentError) -> Snapshot {
        let arena = Arena(vocabulary: vocabulary)
        let numbers = Set(selection.flatMap { accounts[$0]?.files ?? [] }).sorted()
        let readings = numbers.map { Reading(entry: .file(sources[$0].path), source: $0) }
        let builder = SnapshotBuilder(ArenaBuilder(arena), knowing: sources)
        try LoadingCrew(readings, identities: identities, options: options).load(into: arena, keeping: selection) { _, file in builder.add(file) }
        return try builder.finish(options, regions: regions)
    }
}
