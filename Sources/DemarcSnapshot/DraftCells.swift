// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// The drafts of an account by type and region; the cell of a draft that was read earlier comes before others.
struct DraftCells {
    var cells: [DraftCell] = []
    private var numbers: [AccountBuilder.CoverageKey: Int] = [:]

    /// - Parameter pieces: the drafts in the order in which they were read.
    init(_ pieces: [[ResourceDraft]], threads: Int) {
        var stretches = DraftCells.stretches(pieces, threads).map { (pieces: $0, cells: DraftCells()) }
        Threads.change(&stretches, on: threads, unless: { false }, with: { _ in }) { _, stretch in
            for piece in stretch.pieces { for draft in piece { stretch.cells.add(draft) } }
        }
        for stretch in stretches { for cell in stretch.cells.cells { add(cell) } }
    }

    private init() {}

    /// The pieces in stretches of about as many drafts, one a thread.
    private static func stretches(_ pieces: [[ResourceDraft]], _ threads: Int) -> [ArraySlice<[ResourceDraft]>] {
        let share = pieces.reduce(0) { $0 + $1.count } / threads + 1
        var (stretches, first, size) = ([ArraySlice<[ResourceDraft]>](), 0, 0)
        for (place, piece) in pieces.enumerated() {
            size += piece.count
            guard size >= share || place == pieces.count - 1 else { continue }
            stretches.append(pieces[first...place])
            (first, size) = (place + 1, 0)
        }
        return stretches
    }

    mutating func add(_ draft: ResourceDraft) {
        let place = AccountBuilder.CoverageKey(region: draft.region, type: draft.type)
        let number = numbers[place, default: cells.count]
        if number == cells.count {
            numbers[place] = number
            cells.append(DraftCell(type: draft.type, region: draft.region, stretches: [[draft]], hasNamedAnswers: draft.isNamedAnswer))
        } else {
            cells[number].stretches[cells[number].stretches.count - 1].append(draft)
            if draft.isNamedAnswer { cells[number].hasNamedAnswers = true }
        }
    }

    private mutating func add(_ cell: DraftCell) {
        let place = AccountBuilder.CoverageKey(region: cell.region, type: cell.type)
        if let number = numbers[place] {
            cells[number].stretches += cell.stretches
            if cell.hasNamedAnswers { cells[number].hasNamedAnswers = true }
        } else {
            numbers[place] = cells.count
            cells.append(cell)
        }
    }
}
