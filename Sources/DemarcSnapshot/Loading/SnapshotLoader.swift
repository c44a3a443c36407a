// SPDX-License-Identifier: Apache-2.0
public import DemarcDocument

/// Loads a snapshot from files and folders: every file is loaded, or named with the reason why not.
public enum SnapshotLoader {
    /// The snapshot in `paths`; whatever their order, and however many threads load it, it is the same.
    public static func load(paths: [String], options: LoadOptions = LoadOptions()) throws(DocumentError) -> Snapshot {
        try load(FileTree.entries(paths, threads: options.jobs), options)
    }

    static func load(_ entries: [FileTree.Entry], _ options: LoadOptions, vocabulary: Vocabulary = Vocabulary()) throws(DocumentError) -> Snapshot {
        let arena = Arena(vocabulary: vocabulary)
        let builder = SnapshotBuilder(ArenaBuilder(arena))
        let crew = LoadingCrew(Reading.all(entries), identities: try CallerIdentities(entries), options: options)
        try crew.load(into: arena) { _, file in builder.add(file) }
        return try builder.finish(options)
    }
}
