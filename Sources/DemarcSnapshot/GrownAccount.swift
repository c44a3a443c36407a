// SPDX-License-Identifier: Apache-2.0
internal import CArena
internal import DemarcDocument

/// A larger account made of a real one, to see what of a rule's cost grows with it.
///
/// Nothing about what was there before is different: a join finds the same resources, a loop over everything finds more.
public struct GrownAccount: Sendable {
    /// What grows.
    public enum Growth: Sendable {
        /// Every resource gets a twin beside it. Its names are others, and so are the names by which twins know each other. What there
        /// is one of in a region, such as a setting, stays alone.
        case resources
        /// The lists of all documents hold every element twice.
        case lists
    }

    /// The larger account.
    public let account: Account
    /// By the index of a resource of the account as it was, its index in the larger one.
    public let places: [Int]

    /// `original`, grown.
    public init(_ original: Account, by growth: Growth) {
        var grower = AccountGrower(original)
        switch growth {
        case .resources: grower.addTwins()
        case .lists: grower.lengthenLists()
        }
        account = grower.finish()
        places = grower.places
    }
}

/// Copies an account group by group.
private struct AccountGrower {
    private let original: Account
    private let builder: ArenaBuilder
    private var resources: [carena_resource] = []
    private var groups: [carena_group] = []
    private(set) var places: [Int] = []

    init(_ original: Account) {
        self.original = original
        builder = ArenaBuilder(Arena(vocabulary: original.arena.vocabulary))
    }

    mutating func addTwins() {
        var twin = ArenaBuilder.Change()
        twin.renamed = (names(), "~twin")
        copy { grower, resource, isAlone in
            // The twin comes first, so that a loop that ends when it has found the original meets twins on its way.
            if !isAlone { grower.append(resource, twin) }
            grower.places.append(grower.resources.count)
            grower.append(resource, ArenaBuilder.Change())
        }
    }

    mutating func lengthenLists() {
        var longer = ArenaBuilder.Change()
        longer.doublesLists = true
        copy { grower, resource, _ in
            grower.places.append(grower.resources.count)
            grower.append(resource, longer)
        }
    }

    private func value(_ bits: UInt64) -> Value { original.arena.value(Word(bits: bits)) }
    private func copied(_ bits: UInt64) -> UInt64 { builder.copy(value(bits)).bits }

    /// Every text by which another resource may name one, those without a twin among them: a twin belongs to nothing that was there.
    private func names() -> Set<String> {
        var names = Set<String>()
        for index in 0..<original.resourceCount {
            let resource = unsafe original.view.pointee.resources[index]
            for name in [resource.id, resource.arn, resource.name] { if let text = value(name).string { names.insert(text) } }
        }
        return names
    }

    private mutating func copy(_ body: (inout Self, carena_resource, _ isAlone: Bool) -> Void) {
        let count = unsafe Int(original.view.pointee.group_count)
        for index in 0..<count {
            var group = unsafe original.view.pointee.groups[index]
            let members = Int(group.first)..<Int(group.first + group.count)
            group.first = UInt32(resources.count)
            group.detail = copied(group.detail)
            for member in members { body(&self, unsafe original.view.pointee.resources[member], members.count == 1) }
            group.count = UInt32(resources.count) - group.first
            groups.append(group)
        }
    }

    private mutating func append(_ resource: carena_resource, _ change: ArenaBuilder.Change) {
        func changed(_ bits: UInt64) -> UInt64 { builder.copy(value(bits), change).bits }
        resources.append(
            carena_resource(
                id: changed(resource.id), arn: changed(resource.arn), name: changed(resource.name), created: changed(resource.created),
                tags: changed(resource.tags), configuration: changed(resource.configuration),
                supplementary: changed(resource.supplementary), relationships: changed(resource.relationships), type: resource.type,
                region: resource.region, origin: resource.origin, documents: resource.documents))
    }

    func finish() -> Account {
        let view = unsafe original.view
        var types: [carena_type] = []
        for index in original.types.indices {
            var type = unsafe view.pointee.types[index]
            type.name = copied(type.name)
            types.append(type)
        }
        var regions: [carena_region] = []
        for index in original.regions.indices {
            var region = unsafe view.pointee.regions[index]
            region.id = copied(region.id)
            region.detail = copied(region.detail)
            regions.append(region)
        }
        let id = unsafe Word(bits: copied(view.pointee.id))
        let name = unsafe Word(bits: copied(view.pointee.name))
        let organization = unsafe Word(bits: copied(view.pointee.organization))
        let storage = unsafe AccountStorage(
            id: id, name: name, organization: organization, asOf: view.pointee.as_of, arena: builder.arena,
            resources: AccountStorage.allocate(resources), groups: groups, types: types, regions: regions)
        return Account(
            id: original.id, name: original.name, organization: original.organization, arena: builder.arena, regions: original.regions,
            types: original.types,
            origins: original.origins.map { $0.moved(copied) }, storage: storage)
    }
}
