// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// The newest whole snapshot file of each region of an account, by whose silence older items are gone.
///
/// A folder that is synchronised with the delivery bucket holds the snapshot of every day: what was deleted in between is still in the
/// older ones.
struct LatestDeliveries {
    /// What is to be made of an item of AWS Config.
    enum Standing {
        /// Nothing newer is silent about it.
        case current
        /// A newer snapshot, which would hold it, does not.
        case gone
        /// The same, but the snapshot may have been on its way when the item was.
        case open
        /// A newer snapshot's recorder leaves the type out: nobody knows what became of the resource since.
        case leftOut
    }

    /// The newest of a region; several files where it was copied.
    private struct Latest {
        var stamp: Instant
        var sources: [Int]
        var recording: Delivery.Recording
    }

    /// How long before a snapshot an item may be recorded that it does not hold yet.
    private static let leeway: Int64 = 3600
    private static let iam = "AWS::IAM::"

    private let vocabulary: Vocabulary
    private let sources: [Source]
    private let recordable: Set<Symbol>
    private var latest: [Symbol: Latest] = [:]
    /// The regions that files' paths name.
    private var regions: [Int: Symbol?] = [:]

    init(_ deliveries: [Delivery], in snapshot: AccountBuilder.Surroundings, vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
        sources = snapshot.sources
        recordable = snapshot.recordable
        for delivery in deliveries.sorted(by: { ($0.stamp, $0.source) < ($1.stamp, $1.source) }) {
            let known = latest[delivery.region].flatMap { $0.stamp == delivery.stamp ? $0.sources : nil } ?? []
            latest[delivery.region] = Latest(stamp: delivery.stamp, sources: known + [delivery.source], recording: delivery.recording)
        }
    }

    /// The files whose items of this type and region are there, whatever others say; nil where no silence says anything of them.
    func current(_ type: Symbol, in region: Symbol, isGlobal: Bool) -> [Int]? {
        let recording = (isGlobal ? Array(latest.values) : latest[region].map { [$0] } ?? []).filter { records(type, $0) || leavesOut(type, $0) }
        return recording.isEmpty ? nil : recording.flatMap(\.sources)
    }

    /// What is to be made of the items of one resource, of which `item` is the newest.
    mutating func standing(of item: ResourceDraft, among items: [ResourceDraft], isGlobal: Bool) -> Standing {
        var standing = Standing.gone
        for other in items where other.isExistingItem {
            switch self.standing(of: other, newest: item, isGlobal) {
            case .current: return .current
            case .open: standing = .open
            case .leftOut: standing = standing == .open ? .open : .leftOut
            case .gone: continue
            }
        }
        return standing
    }

    /// - Parameter newest: the newest item of the resource; what was recorded of it last counts, wherever it was read.
    private mutating func standing(of item: ResourceDraft, newest: ResourceDraft, _ isGlobal: Bool) -> Standing {
        guard let region = isGlobal ? region(of: item.origin.source) : item.region, let latest = latest[region],
            !latest.sources.contains(item.origin.source)
        else { return .current }
        let isLeftOut = leavesOut(item.type, latest)
        guard isLeftOut || records(item.type, latest) else { return .current }
        let captured = max(item.captured, newest.captured)
        if captured > latest.stamp.seconds { return .current }
        if isLeftOut { return .leftOut }
        if captured == 0 { return .open }
        return latest.stamp.seconds - captured < LatestDeliveries.leeway ? .open : .gone
    }

    private func records(_ type: Symbol, _ latest: Latest) -> Bool {
        switch latest.recording {
        case .listed(let types): return types.contains(type)
        case .all(let leftOut, let hasGlobal):
            return recordable.contains(type) && !leftOut.contains(type) && (hasGlobal || !vocabulary.text(type).hasPrefix(LatestDeliveries.iam))
        }
    }

    /// Whether the recorder is known to leave a type out that AWS Config can record.
    private func leavesOut(_ type: Symbol, _ latest: Latest) -> Bool { recordable.contains(type) && !records(type, latest) }

    /// The region that a file's path names: what belongs to the account is in the files of some of its regions only.
    private mutating func region(of source: Int) -> Symbol? {
        if let known = regions[source] { return known }
        let region = PathFacts(sources[source].path).region.map { vocabulary.symbol($0) }
        regions[source] = region
        return region
    }
}
