// SPDX-License-Identifier: Apache-2.0
public import DemarcRules
public import DemarcSnapshot

/// What there is to name: properties, resource types, globals, rules, layers and packs.
public struct Knowledge: Sendable {
    let catalogue: PropertyCatalogue
    let environment: RuleEnvironment
    /// The resource types that some source has.
    let types: Set<String>
    let rules: [String: Set<String>]
    /// The rows of services, as rules name them.
    let rows: Set<String>
    /// The layers of the responsibility model, as services name them.
    let layers: Set<String>
    let packs: Set<String>

    /// What `plugins` say, and of properties what the snapshots have.
    public init(plugins: [Plugin], snapshots: [Snapshot] = []) throws {
        var catalogue = try PropertyCatalogue(plugins: plugins)
        for snapshot in snapshots { catalogue.learn(snapshot) }
        try self.init(plugins: plugins, catalogue: catalogue)
    }

    init(plugins: [Plugin], catalogue: PropertyCatalogue) throws {
        self.catalogue = catalogue
        environment = try RuleEnvironment()
        types = Set(catalogue.types).union(ResourceTypes.all)
        rules = Dictionary(plugins.flatMap(\.rules).map { ($0.id, Set($0.parameters.map(\.name))) }) { first, _ in first }
        rows = Set(plugins.flatMap(\.services).flatMap(\.rows).map(\.id))
        layers = Set(plugins.flatMap(\.layers).map(\.id))
        packs = Set(plugins.flatMap(\.packs).flatMap { [$0.id, $0.name] })
    }

    /// Where in the documents of `type` a property of this name is; nil where it is in none or in several places.
    func place(of name: String, in type: String) -> String? {
        var found: [String] = []
        search(for: name, in: catalogue[type] ?? PropertyTree(), [], &found)
        return found.count == 1 ? found.first : nil
    }

    private func search(for name: String, in tree: PropertyTree, _ path: [String], _ found: inout [String]) {
        if let spelling = tree.spelling(of: name) { found.append((path + [spelling]).joined(separator: ".")) }
        for child in tree.names {
            guard let below = tree.children[child], found.count < 2 else { continue }
            search(for: name, in: below, path + [child], &found)
        }
    }
}
