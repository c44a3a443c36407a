// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// What one thread loads with.
final class LoadingDesk {
    /// More than that is not kept of what was copied for accounts that are passed over.
    private static let scratchSize = 1 << 20

    let crew: LoadingCrew
    let parser: JSONParser
    let embedded: EmbeddedDocuments
    let piece: JSONListPiece
    private let arena: ArenaBuilder
    /// The accounts that are kept; nil for all.
    private let selection: Set<String>?
    private lazy var scratch = LoadingDesk.scratch(arena.vocabulary)

    init(_ crew: LoadingCrew, into arena: Arena, keeping selection: Set<String>?) throws(DocumentError) {
        self.crew = crew
        self.arena = ArenaBuilder(arena)
        self.selection = selection
        parser = try JSONParser()
        embedded = try EmbeddedDocuments()
        piece = try JSONListPiece(parser, blockSize: crew.blockSize)
    }

    /// Where what is copied of accounts that are passed over goes to, apart from what stays.
    private static func scratch(_ vocabulary: Vocabulary) -> ArenaBuilder { ArenaBuilder(Arena(vocabulary: vocabulary)) }

    /// A builder for what this thread reads of the files from number `source` on.
    func builder(from source: Int) -> SnapshotBuilder {
        guard let selection else { return SnapshotBuilder(arena, from: source) }
        if scratch.arena.byteCount > LoadingDesk.scratchSize { scratch = LoadingDesk.scratch(arena.vocabulary) }
        return SnapshotBuilder(arena, from: source, keeping: (selection, scratch))
    }
}
