// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// Makes unknown what documents about one resource say differently, where nobody can tell which of them is newer.
struct Contradictions {
    private let arena: ArenaBuilder
    private let sources: [Source]
    private let spoiled: Word

    init(arena: ArenaBuilder, sources: [Source]) {
        self.arena = arena
        self.sources = sources
        spoiled = arena.unknown(.undecodable, "two sources say different things of it")
    }

    // MARK: One family

    /// Merges an item into another one of the same time: what they say differently is unknown.
    func merge(_ second: Int, into first: Int, of cell: inout JoinedCell) {
        let other = cell.drafts[second]
        var comparison = Comparison(arena, .items, spoiled: spoiled)
        for path in [\ResourceDraft.configuration, \.supplementary, \.tags] {
            let same = arena.value(cell.drafts[first][keyPath: path]).isEqual(to: arena.value(other[keyPath: path]))
            if same { continue }
            cell.drafts[first][keyPath: path] = comparison.pair(cell.drafts[first][keyPath: path], other[keyPath: path]).left
        }
        report(comparison, other, cell.drafts[first], &cell.problems)
    }

    // MARK: Several families

    /// The documents of one resource without what two of them say differently.
    func reconcile(_ documents: [ResourceDraft], _ problems: inout [Problem]) -> [ResourceDraft] {
        guard documents.count > 1 else { return documents }
        var documents = documents
        for second in documents.indices.dropFirst() {
            for first in 0..<second {
                let isOneFamily = documents[first].shape == documents[second].shape
                var comparison = Comparison(arena, isOneFamily ? .answers : .families, spoiled: spoiled)
                let pair = comparison.pair(documents[first].configuration, documents[second].configuration)
                documents[first].configuration = pair.left
                documents[second].configuration = pair.right
                report(comparison, documents[second], documents[first], &problems)
            }
        }
        return documents
    }

    /// Makes items unknown that a list of all there are does not have.
    func spoil(_ items: [Int], of cell: inout JoinedCell) {
        let unknown = arena.unknown(.undecodable, "AWS Config has it, and an answer that lists all there are has not")
        for item in items {
            cell.drafts[item].configuration = unknown
            cell.drafts[item].supplementary = unknown
            let origin = cell.drafts[item].origin
            cell.problems.append(
                Problem(
                    .contradiction, path: sources[origin.source].path, place: origin.pointer(in: arena.arena),
                    "is in no answer that lists all \(arena.vocabulary.text(cell.type)) there are; it is unknown"))
        }
    }

    private func place(_ draft: ResourceDraft) -> String {
        [sources[draft.origin.source].path, draft.origin.pointer(in: arena.arena)].filter { !$0.isEmpty }.joined(separator: " ")
    }

    private func report(_ comparison: Comparison, _ draft: ResourceDraft, _ other: ResourceDraft, _ problems: inout [Problem]) {
        guard !comparison.names.isEmpty else { return }
        let names = comparison.names.prefix(4).joined(separator: ", ") + (comparison.names.count > 4 ? " ..." : "")
        problems.append(
            Problem(
                .contradiction, path: sources[draft.origin.source].path, place: draft.origin.pointer(in: arena.arena),
                "says something else of \(names) than \(place(other)); it is unknown"))
    }
}
