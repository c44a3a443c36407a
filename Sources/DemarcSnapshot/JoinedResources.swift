// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// The resources of an account, each as the one draft that all documents about it were joined to.
struct JoinedResources {
    var drafts: [ResourceDraft]
    /// Which drafts are resources: those of one type and region side by side, in the order of their ids.
    var order: [Int] = []
    /// Where the further documents of a resource are from, by its draft.
    var furtherOrigins: [Int: [Origin]] = [:]

    /// The stretches of `order` that are of one type and region.
    var cells: [Range<Int>] {
        var cells: [Range<Int>] = []
        var first = 0
        for place in order.indices.dropFirst() {
            let (draft, before) = (order[place], order[place - 1])
            if drafts[draft].type != drafts[before].type || drafts[draft].region != drafts[before].region {
                cells.append(first..<place)
                first = place
            }
        }
        if first < order.count { cells.append(first..<order.count) }
        return cells
    }
}
