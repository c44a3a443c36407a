// SPDX-License-Identifier: Apache-2.0
public import DemarcDocument

/// What was read of one account so far.
public final class AccountBuilder {
    /// The account's id, twelve digits.
    public let id: String
    /// Where documents of this account are copied to.
    public private(set) var arena: ArenaBuilder
    /// The account's name, where a source knows it.
    public var name: String?
    /// Whether its resources are to be kept; of an account that is passed over only what its files are about matters.
    let isKept: Bool
    /// Bytes of items that were passed over.
    var passedOver = 0
    /// Drafts in pieces that follow one another: an account may hold very many, and a piece is never copied.
    private var drafts: [[ResourceDraft]] = []
    var parts: [ResourcePart] = []
    var coverage: [CoverageKey: Coverage] = [:]
    private(set) var leftOut: Set<CoverageKey> = []
    /// What recorders say of types by name, each of its region.
    var recorded: [CoverageKey: [Symbol: RecorderStatement]] = [:]
    var recorders: [Symbol: RecorderStatement] = [:]
    /// Whole snapshot files that AWS Config delivered.
    var deliveries: [Delivery] = []
    /// Types of which an answer lists all there are.
    private(set) var listed: Set<CoverageKey> = []
    /// Regions that the account's own list names, and whether they are on.
    var listedRegions: [Symbol: Bool] = [:]
    private(set) var regionsSeen: Set<Symbol> = []

    struct CoverageKey: Hashable {
        let region: Symbol
        let type: Symbol
    }

    var vocabulary: Vocabulary { arena.vocabulary }

    /// An account that nothing was read of; what is copied for it goes to `arena`.
    init(id: String, arena: ArenaBuilder, isKept: Bool = true) {
        self.id = id
        self.arena = arena
        self.isKept = isKept
    }

    /// Adds a document about a resource.
    public func add(_ draft: ResourceDraft) {
        if drafts.isEmpty { drafts.append([]) }
        drafts[drafts.count - 1].append(draft)
        regionsSeen.insert(draft.region)
    }

    /// How many documents about resources there are.
    var draftCount: Int { drafts.reduce(0) { $0 + $1.count } }

    /// The documents about resources, which are then gone.
    func takeDrafts() -> [[ResourceDraft]] {
        defer { drafts = [] }
        return drafts
    }

    /// Adds documents about resources, whose regions have been seen.
    func add(_ more: [[ResourceDraft]]) { drafts += more }

    /// Adds what was read of this account in files that follow.
    func add(_ other: AccountBuilder) {
        drafts += other.drafts
        parts += other.parts
        name = other.name ?? name
        deliveries += other.deliveries
        listed.formUnion(other.listed)
        leftOut.formUnion(other.leftOut)
        regionsSeen.formUnion(other.regionsSeen)
        coverage.merge(other.coverage) { $1.better($0) }
        recorded.merge(other.recorded) { $0.merging($1) { $1.newer($0) } }
        recorders.merge(other.recorders) { $1.newer($0) }
        listedRegions.merge(other.listedRegions) { $1 }
    }

    /// Copies to `arena` from now on, as another thread goes on.
    func moveOn(to arena: ArenaBuilder) { self.arena = arena }

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

    /// States how complete `type` is in `region` by an answer of AWS's API that lists it.
    func list(_ type: Symbol, in region: Symbol, _ state: Coverage) {
        if state == .complete { listed.insert(CoverageKey(region: region, type: type)) }
        cover(type, in: region, state)
    }

    /// States that AWS Config's recorder in `region` leaves `type` out.
    public func leaveOut(_ type: Symbol, in region: Symbol, reason: String) {
        leftOut.insert(CoverageKey(region: region, type: type))
        cover(type, in: region, .partial(reason: reason))
    }

    /// States how complete `type` is in `region` by a recorder that names it; a resource of it that was not recorded proves it wrong.
    ///
    /// - Parameters:
    ///   - recorder: the region of the recorder.
    ///   - stamp: when that was so: what the recorder records as a whole at a later time takes its place.
    public func coverRecorded(_ type: Symbol, in region: Symbol, _ state: Coverage, by recorder: Symbol, at stamp: Instant?) {
        let statement = RecorderStatement(coverage: state, stamp: stamp)
        let key = CoverageKey(region: region, type: type)
        recorded[key, default: [:]][recorder] = recorded[key]?[recorder].map { statement.newer($0) } ?? statement
        regionsSeen.insert(region)
    }

    /// What recorders say of types by name as far as it still holds: all is complete, or the reason why something is left out.
    var standingRecorded: [CoverageKey: Coverage] {
        recorded.compactMapValues { statements in
            let standing = statements.filter { !$1.isOvertaken(by: recorders[$0]) }.values
            return standing.map(\.coverage).reduce(nil) { $1.better($0 ?? .notCollected) }
        }
    }

    /// States how complete every type is that AWS Config can record and nobody else covered, in `region`.
    ///
    /// - Parameter stamp: when that was so: of several statements the newest counts.
    public func coverRecorded(in region: Symbol, _ state: Coverage, at stamp: Instant? = nil) {
        let statement = RecorderStatement(coverage: state, stamp: stamp)
        recorders[region] = recorders[region].map { statement.newer($0) } ?? statement
        regionsSeen.insert(region)
    }

    /// States that the account has this region, and whether it is on.
    public func list(region: Symbol, isEnabled: Bool) { listedRegions[region] = isEnabled }

    /// Notes that a source of this account is about `region`.
    public func see(region: Symbol) { regionsSeen.insert(region) }
}
