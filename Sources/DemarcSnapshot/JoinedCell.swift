// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// The resources of one type and region, each as the one draft that all documents about it were joined to.
struct JoinedCell {
    /// Where its resources go to in their account.
    struct Spot {
        var group = 0
        var resource = 0
        var origin = 0
    }

    let type: Symbol
    let region: Symbol
    /// Drafts that are yet to be joined.
    var unjoined: [[ResourceDraft]] = []
    var drafts: [ResourceDraft] = []
    /// Which drafts are resources, in the order of their ids.
    var order: [Int] = []
    /// Where the further documents of a resource are from, by its draft.
    var furtherOrigins: [Int: [Origin]] = [:]
    /// The parts that belong to its resources, by their numbers.
    var usedParts: Set<Int> = []
    /// Whether resources were seen of which nothing was recorded.
    var hasUnrecorded = false
    var problems: [Problem] = []
    var spot = Spot()

    init(type: Symbol, region: Symbol) {
        self.type = type
        self.region = region
    }

    /// Of the drafts of a cell, which are not joined yet.
    init(_ cell: DraftCell) {
        type = cell.type
        region = cell.region
        unjoined = cell.stretches
    }

    var place: AccountBuilder.CoverageKey { AccountBuilder.CoverageKey(region: region, type: type) }

    /// How many documents its resources are made of.
    var documentCount: Int { order.count + furtherOrigins.values.reduce(0) { $0 + $1.count } }
}
