// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// The drafts of one type and region by what they are about, in the order of their ids.
struct DraftOrder {
    /// A draft, with as much of its id as tells it from most others.
    private struct Entry {
        let index: Int
        let head: UInt64
    }

    /// The drafts, those of one resource side by side as they were read.
    private(set) var order: [Int] = []
    /// Which of `order` are about each resource.
    private(set) var resources: [Range<Int>] = []

    /// Ids mostly begin alike, so what is compared first lies behind what all share.
    init(_ drafts: [ResourceDraft], arena: ArenaBuilder) {
        guard let any = drafts.first else { return }
        let shared = drafts.reduce(Int.max) { min($0, arena.sharedPrefix(any.id, $1.id)) }
        var entries = drafts.indices.map { Entry(index: $0, head: arena.head(of: drafts[$0].id, behind: shared)) }
        entries.sort { left, right in
            if left.head != right.head { return left.head < right.head }
            let order = arena.compare(drafts[left.index].id, drafts[right.index].id)
            return order != 0 ? order < 0 : left.index < right.index
        }
        order = entries.map(\.index)
        resources.reserveCapacity(entries.count)
        var first = 0
        while first < entries.count {
            var end = first + 1
            while end < entries.count, entries[end].head == entries[first].head, arena.equal(drafts[order[end]].id, drafts[order[first]].id) {
                end += 1
            }
            resources.append(first..<end)
            first = end
        }
    }
}
