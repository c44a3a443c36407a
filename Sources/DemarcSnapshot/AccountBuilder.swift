// SPDX-License-Identifier: Apache-2.0
public import DemarcDocument

/// What was read of one account so far.
public final class AccountBuilder {
    /// The account's id, twelve digits.
    public let id: String
    /// Where documents of this account are copied to.
    public let arena: ArenaBuilder
    /// The account's name, where a source knows it.
    public var name: String?
    /// Whether its resources are to be kept; of an account that is passed over only what its files are about matters.
    let isKept: Bool
    /// Bytes of items that were passed over.
    var passedOver = 0
    let vocabulary: Vocabulary
    var drafts: [ResourceDraft] = []
    var parts: [ResourcePart] = []
    var coverage: [CoverageKey: Coverage] = [:]
    private(set) var leftOut: Set<CoverageKey> = []
    /// What recorders that name their types say of them.
    var recorded: [CoverageKey: Coverage] = [:]
    var recorders: [Symbol: (coverage: Coverage, source: Int)] = [:]
    /// Regions that the account's own list names, and whether they are on.
    var listedRegions: [Symbol: Bool] = [:]
    private(set) var regionsSeen: Set<Symbol> = []

    struct CoverageKey: Hashable {
        let region: Symbol
        let type: Symbol
    }

    init(id: String, memory: PlaceMemory) {
        self.id = id
        isKept = true
        arena = ArenaBuilder(memory: memory)
        vocabulary = arena.vocabulary
    }

    /// An account that is passed over; what is copied for it goes to `scratch`.
    init(passingOver id: String, scratch: ArenaBuilder) {
        self.id = id
        vocabulary = scratch.vocabulary
        isKept = false
        arena = scratch
    }

    /// Adds a document about a resource.
    public func add(_ draft: ResourceDraft) {
        drafts.append(draft)
        regionsSeen.insert(draft.region)
    }

    /// Adds documents about resources, whose regions have been seen.
    func add(_ more: [ResourceDraft]) {
        if drafts.isEmpty { drafts = more } else { drafts.append(contentsOf: more) }
    }

    /// Adds a document that belongs to a resource another answer lists.
    public func attach(_ part: ResourcePart) {
        parts.append(part)
        if let region = part.region { regionsSeen.insert(region) }
    }

    /// States how complete `type` is in `region`; of several statements the one that says most counts.
    public func cover(_ type: Symbol, in region: Symbol, _ state: Coverage) {
        let key = CoverageKey(region: region, type: type)
        coverage[key] = state.better(coverage[key] ?? .notCollected)
        regionsSeen.insert(region)
    }

    /// States that AWS Config's recorder in `region` leaves `type` out.
    public func leaveOut(_ type: Symbol, in region: Symbol, reason: String) {
        leftOut.insert(CoverageKey(region: region, type: type))
        cover(type, in: region, .partial(reason: reason))
    }

    /// States how complete `type` is in `region` by a recorder that names it; a resource of it that was not recorded proves it wrong.
    public func coverRecorded(_ type: Symbol, in region: Symbol, _ state: Coverage) {
        let key = CoverageKey(region: region, type: type)
        recorded[key] = state.better(recorded[key] ?? .notCollected)
        regionsSeen.insert(region)
    }

    /// States how complete every type is that AWS Config can record and nobody else covered, in `region`.
    public func coverRecorded(in region: Symbol, _ state: Coverage, source: Int) {
        let known = recorders[region]?.coverage ?? .notCollected
        recorders[region] = (state.better(known), source)
        regionsSeen.insert(region)
    }

    /// States that the account has this region, and whether it is on.
    public func list(region: Symbol, isEnabled: Bool) { listedRegions[region] = isEnabled }

    /// Notes that a source of this account is about `region`.
    public func see(region: Symbol) { regionsSeen.insert(region) }
}
