// SPDX-License-Identifier: Apache-2.0
public import CArena
public import DemarcDocument

/// One account of a snapshot: its resources in the order (type, region, id), and how complete they are.
public final class Account: Sendable {
    /// Twelve digits.
    public let id: String
    /// The name, where a source knows it.
    public let name: String?
    /// What is known of the organisation it belongs to.
    public let organization: OrganizationFacts
    /// The values of its resources, and of all others of the snapshot.
    public let arena: Arena
    /// Regions in ascending order, "global" among them where something is in it.
    public let regions: [Region]
    /// Resource types in the order of their bytes, as C looks for them; recordable ones that have no resource among them.
    public let types: [String]
    /// Where each document was read; a resource's stand side by side.
    public let origins: [Origin]
    private nonisolated(unsafe) let storage: AccountStorage

    /// A region as the account knows it.
    public struct Region: Sendable, Equatable {
        /// "us-east-1", or "global".
        public let id: String
        /// Whether rules are asked about it: a real region that is on.
        public let isEnabled: Bool
    }

    init(
        id: String, name: String?, organization: OrganizationFacts, arena: Arena, regions: [Region], types: [String], origins: [Origin],
        storage: AccountStorage
    ) {
        self.id = id
        self.name = name
        self.organization = organization
        self.arena = arena
        self.regions = regions
        self.types = types
        self.origins = origins
        unsafe self.storage = storage
    }

    /// The account as C reads it; valid as long as the account.
    public var view: UnsafePointer<carena_account> { unsafe UnsafePointer(storage.view) }

    /// How many resources there are.
    public var resourceCount: Int { unsafe Int(storage.view.pointee.resource_count) }

    /// The resource at `index`.
    public func resource(_ index: Int) -> Resource { Resource(account: self, index: index) }

    /// The index of `type`, if the account has it.
    public func typeIndex(_ type: String) -> Int? {
        var low = 0
        var high = types.count
        while low < high {
            let middle = (low + high) / 2
            if ExactText.compare(types[middle], type) < 0 { low = middle + 1 } else { high = middle }
        }
        return low < types.count && ExactText.compare(types[low], type) == 0 ? low : nil
    }

    /// The indices of the resources of `type` in all regions.
    public func resources(of type: String) -> Range<Int> {
        guard let type = typeIndex(type) else { return 0..<0 }
        let groups = groups(of: type)
        guard let first = groups.first, let last = groups.last else { return 0..<0 }
        return Int(first.first)..<Int(last.first + last.count)
    }

    /// How complete `type` is in the region at `region`: what was said of it there, else of the whole account, else of the recorder.
    public func coverage(of type: String, in region: Int) -> Coverage { coverage(of: type)[region] }

    /// How complete `type` is in each of the regions.
    public func coverage(of type: String) -> [Coverage] {
        guard let type = typeIndex(type) else { return regions.map { _ in .notCollected } }
        let stated = groups(of: type).map { (region: Int($0.region), coverage: coverage($0.coverage, $0.detail)) }
        let global = regions.firstIndex { $0.id == "global" }
        return regions.indices.map { coverage(of: type, in: $0, global, stated) }
    }

    private func coverage(of type: Int, in region: Int, _ global: Int?, _ stated: [(region: Int, coverage: Coverage)]) -> Coverage {
        let here = [region, global].compactMap { wanted in stated.first { $0.region == wanted }?.coverage }.max { $0.rank < $1.rank }
        if let here, here != .notCollected { return here }
        guard unsafe storage.view.pointee.types[type].recordable != 0 else { return .notCollected }
        let entry = unsafe storage.view.pointee.regions[region]
        return coverage(entry.recorded, entry.detail)
    }

    private func coverage(_ state: UInt32, _ detail: UInt64) -> Coverage {
        let text = arena.value(Word(bits: detail)).string ?? ""
        switch Int(state) {
        case CARENA_COVERAGE_COMPLETE: return .complete
        case CARENA_COVERAGE_PARTIAL: return .partial(reason: text)
        case CARENA_COVERAGE_DENIED: return .denied(code: text)
        default: return .notCollected
        }
    }

    private func groups(of type: Int) -> [carena_group] {
        let first = unsafe Int(storage.view.pointee.types[type].first_group)
        let last = unsafe type + 1 < types.count ? Int(storage.view.pointee.types[type + 1].first_group) : Int(storage.view.pointee.group_count)
        return (first..<last).map { unsafe storage.view.pointee.groups[$0] }
    }
}
