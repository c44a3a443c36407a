// SPDX-License-Identifier: Apache-2.0

/// Finds packs by name and puts together what they extend.
struct PackFinder {
    private let packs: [Pack]
    private let rules: Set<String>

    init(_ plugins: [Plugin]) {
        packs = plugins.flatMap(\.packs)
        rules = Set(plugins.flatMap(\.rules).map(\.id))
    }

    /// The names of packs.
    var names: [String] { packs.map(\.name) }

    /// The pack with this name or id, the requirements of those it extends first; every rule it names must exist.
    func pack(_ name: String) throws(RuleError) -> Pack {
        let pack = try whole(name, above: [])
        for id in Set(pack.requirements.flatMap(\.rules)).sorted() where !rules.contains(id) {
            throw .field(
                file: pack.file, line: nil, field: "requirements", found: "\"\(id)\"",
                expected: "a rule" + (Suggestion.of(id, among: rules.sorted()).map { "; did you mean \"\($0)\"?" } ?? ""))
        }
        return pack
    }

    /// Whether there is one with this name or id.
    func has(_ name: String) -> Bool { packs.contains { $0.id == name || $0.name == name } }

    private func whole(_ name: String, above: [String]) throws(RuleError) -> Pack {
        guard let pack = packs.first(where: { $0.id == name || $0.name == name }) else {
            throw .noSuch(what: "pack", name: name, suggestion: Suggestion.of(name, among: names))
        }
        if above.contains(pack.id) {
            throw .field(file: pack.file, line: nil, field: "extends", found: "\"\(pack.name)\" extending itself", expected: "another pack")
        }
        var requirements: [Requirement] = []
        var parameters = pack.parameters
        for base in pack.extends {
            let extended = try whole(base, above: above + [pack.id])
            requirements += extended.requirements
            parameters.merge(extended.parameters) { own, other in own.merging(other) { mine, _ in mine } }
        }
        return Pack(
            id: pack.id, name: pack.name, title: pack.title, version: pack.version, extends: pack.extends,
            requirements: requirements + pack.requirements, parameters: parameters, file: pack.file)
    }
}
