// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// Which members of its items an answer of AWS Config carries.
struct ItemMembers {
    /// How much of a document the answer carries.
    enum Extent {
        /// All of it.
        case whole
        /// No more than the properties that a query names.
        case selected

        /// The document, where what it does not hold is unknown if it is not whole.
        func limit(_ document: Word, _ arena: ArenaBuilder) -> Word {
            guard self == .selected, document.isObject else { return document }
            return arena.joined([document, arena.unknown(.notCollected, "the query did not select it")])
        }
    }

    var hasTags = true
    var configuration = Extent.whole
    var supplementary = Extent.whole

    /// What delivered items carry.
    static let all = ItemMembers()
    /// What the items of `batch-get-resource-config` carry: neither tags nor relationships.
    static let base = ItemMembers(hasTags: false)

    /// What the results of a query carry, whose answer `root` names the fields that were selected.
    static func selected(in root: JSONNode) -> ItemMembers {
        let names = Set((root["QueryInfo"]?["SelectFields"]?.elements ?? []).compactMap { $0["Name"]?.string })
        return ItemMembers(
            hasTags: false, configuration: names.contains("configuration") ? .whole : .selected,
            supplementary: names.contains("supplementaryConfiguration") ? .whole : .selected)
    }
}
