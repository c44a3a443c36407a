// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// What was read of a file's items.
///
/// Nothing of the file reaches the snapshot before `commit`: what was read before a damaged place counts for nothing.
struct ConfigItems {
    /// A recorder that the file holds: what it says decides what the file's silence means.
    struct Recorder {
        let account: AccountBuilder
        let region: Symbol
        let configuration: Word
    }

    /// An account and a region that the file is about.
    struct Place: Hashable {
        let account: AccountBuilder
        let region: Symbol

        static func == (left: Place, right: Place) -> Bool { left.account === right.account && left.region == right.region }

        func hash(into hasher: inout Hasher) {
            hasher.combine(ObjectIdentifier(account))
            hasher.combine(region)
        }
    }

    var problems: [Problem] = []
    var recorders: [Recorder] = []
    var blockedPublicAccess: [AccountBuilder] = []
    /// Items that can't be taken.
    var rejected = 0
    private(set) var places: [Place] = []
    private var seen: Set<Place> = []
    /// What was read of each account, in pieces that follow one another; where each is, and the one that was read of last.
    private var read: [(account: AccountBuilder, pieces: [[ResourceDraft]])] = []
    private var readers: [ObjectIdentifier: Int] = [:]
    private var last = 0
    /// Items of accounts that are passed over, and their bytes.
    private var passedOver: [(account: AccountBuilder, items: Int, size: Int)] = []

    /// How many items were read.
    var count: Int { read.reduce(0) { $0 + $1.pieces.reduce(0) { $0 + $1.count } } + passedOver.reduce(0) { $0 + $1.items } }

    mutating func add(_ draft: ResourceDraft, to account: AccountBuilder) {
        turn(to: account)
        read[last].pieces[read[last].pieces.count - 1].append(draft)
    }

    private mutating func turn(to account: AccountBuilder) {
        if last < read.count && read[last].account === account { return }
        last = readers[ObjectIdentifier(account), default: read.count]
        guard last == read.count else { return }
        readers[ObjectIdentifier(account)] = last
        read.append((account, [[]]))
    }

    mutating func see(_ account: AccountBuilder, _ region: Symbol) {
        let place = Place(account: account, region: region)
        if places.last != place && seen.insert(place).inserted { places.append(place) }
    }

    mutating func passOver(_ account: AccountBuilder, _ size: Int, items: Int = 1) {
        let place = passedOver.firstIndex { $0.account === account } ?? passedOver.count
        if place == passedOver.count { passedOver.append((account, 0, 0)) }
        passedOver[place].items += items
        passedOver[place].size += size
    }

    /// Adds what was read of the items that follow, whose accounts may be another builder's.
    mutating func add(_ other: ConfigItems, of builder: SnapshotBuilder) {
        func own(_ account: AccountBuilder) -> AccountBuilder { builder.account(account.id) }
        problems += other.problems
        rejected += other.rejected
        for recorder in other.recorders {
            recorders.append(Recorder(account: own(recorder.account), region: recorder.region, configuration: recorder.configuration))
        }
        blockedPublicAccess += other.blockedPublicAccess.map(own)
        for place in other.places { see(own(place.account), place.region) }
        for (account, pieces) in other.read {
            turn(to: own(account))
            read[last].pieces += pieces
        }
        for (account, items, size) in other.passedOver { passOver(own(account), size, items: items) }
    }

    /// Hands everything to its accounts.
    func commit(to builder: SnapshotBuilder) {
        let vocabulary = builder.vocabulary
        for place in places { place.account.see(region: place.region) }
        for (account, pieces) in read { account.add(pieces) }
        for (account, _, size) in passedOver { account.passedOver += size }
        for account in blockedPublicAccess {
            account.cover(vocabulary.symbol("AWS::S3::AccountPublicAccessBlock"), in: vocabulary.symbol("global"), .complete)
        }
        problems.forEach(builder.report)
    }
}
