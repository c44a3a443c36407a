// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

extension DraftCells {
    /// Where a draft is.
    private struct Spot {
        let cell: Int
        let stretch: Int
        let place: Int
    }

    /// Gives an answer's draft the identity that AWS Config uses for the same ARN: a database is `db-...` there, its name here.
    mutating func adoptConfigIdentity(_ arena: ArenaBuilder) {
        let answers = namedAnswers(arena)
        guard !answers.isEmpty else { return }
        let types = Set(cells.filter(\.hasNamedAnswers).map(\.type))
        var adopted: [(spot: Spot, id: Word, region: Symbol)] = []
        for cell in cells where types.contains(cell.type) {
            for item in cell.stretches.joined() where item.shape == .config && item.arn.isString {
                for spot in answers[arena.hash(of: item.arn)] ?? []
                where cells[spot.cell].type == cell.type && arena.equal(draft(spot).arn, item.arn) {
                    adopted.append((spot, item.id, item.region))
                }
            }
        }
        for (spot, id, region) in adopted { identify(spot, id, region) }
        rearrange(Set(adopted.map(\.spot.cell)))
    }

    /// The answers with an ARN, by a hash of it.
    private func namedAnswers(_ arena: ArenaBuilder) -> [Int: [Spot]] {
        var answers: [Int: [Spot]] = [:]
        for (cell, content) in cells.enumerated() where content.hasNamedAnswers {
            for (stretch, drafts) in content.stretches.enumerated() {
                for (place, draft) in drafts.enumerated() where draft.isNamedAnswer {
                    answers[arena.hash(of: draft.arn), default: []].append(Spot(cell: cell, stretch: stretch, place: place))
                }
            }
        }
        return answers
    }

    private func draft(_ spot: Spot) -> ResourceDraft { cells[spot.cell].stretches[spot.stretch][spot.place] }

    private mutating func identify(_ spot: Spot, _ id: Word, _ region: Symbol) {
        cells[spot.cell].stretches[spot.stretch][spot.place].id = id
        cells[spot.cell].stretches[spot.stretch][spot.place].region = region
    }

    /// Moves the drafts whose region has become another one to their cells.
    private mutating func rearrange(_ numbers: Set<Int>) {
        var moved: [ResourceDraft] = []
        for number in numbers.sorted() {
            let region = cells[number].region
            for stretch in cells[number].stretches.indices {
                moved += cells[number].stretches[stretch].filter { $0.region != region }
                cells[number].stretches[stretch].removeAll { $0.region != region }
            }
        }
        for draft in moved { add(draft) }
    }
}
