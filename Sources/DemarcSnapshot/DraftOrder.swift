// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// The drafts of an account by what they are about: those of one type and region side by side, in the order of their ids.
struct DraftOrder {
    /// A type and a region, and which of `resources` are of them.
    struct Cell {
        let type: Symbol
        let region: Symbol
        var resources = 0..<0
    }

    /// A draft, with as much of its id as tells it from most others.
    private struct Entry {
        let index: Int
        let head: UInt64
    }

    private struct Place: Hashable {
        let type: Symbol
        let region: Symbol
    }

    private(set) var cells: [Cell] = []
    /// Which of `order` are about each resource.
    private(set) var resources: [Range<Int>] = []
    /// The drafts, those of one resource side by side as they were read.
    private(set) var order: [Int] = []
    private let arena: ArenaBuilder

    init(_ drafts: [ResourceDraft], arena: ArenaBuilder) {
        self.arena = arena
        var numbers: [Place: Int] = [:]
        var members: [[Int]] = []
        for index in drafts.indices {
            let place = Place(type: drafts[index].type, region: drafts[index].region)
            if let number = numbers[place] {
                members[number].append(index)
            } else {
                numbers[place] = members.count
                members.append([index])
                cells.append(Cell(type: place.type, region: place.region))
            }
        }
        resources.reserveCapacity(drafts.count)
        order.reserveCapacity(drafts.count)
        for number in cells.indices { add(members[number], to: number, drafts) }
    }

    /// Adds the drafts of one cell. Their ids mostly begin alike, so what is compared first lies behind what all share.
    private mutating func add(_ members: [Int], to cell: Int, _ drafts: [ResourceDraft]) {
        let shared = members.reduce(Int.max) { min($0, arena.sharedPrefix(drafts[members[0]].id, drafts[$1].id)) }
        var entries = members.map { Entry(index: $0, head: arena.head(of: drafts[$0].id, behind: shared)) }
        entries.sort { left, right in
            if left.head != right.head { return left.head < right.head }
            let order = arena.compare(drafts[left.index].id, drafts[right.index].id)
            return order != 0 ? order < 0 : left.index < right.index
        }
        let before = resources.count
        var first = 0
        while first < entries.count {
            var end = first + 1
            while end < entries.count, entries[end].head == entries[first].head,
                arena.equal(drafts[entries[end].index].id, drafts[entries[first].index].id)
            {
                end += 1
            }
            resources.append(order.count..<order.count + end - first)
            for entry in entries[first..<end] { order.append(entry.index) }
            first = end
        }
        cells[cell].resources = before..<resources.count
    }
}
