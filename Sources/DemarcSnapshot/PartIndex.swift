// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// Finds the parts of a resource by any of its spellings: id, name, ARN, or one of these as a file's name.
struct PartIndex {
    struct Key: Hashable {
        let type: Symbol
        let name: ExactText

        init(type: Symbol, name: String) { (self.type, self.name) = (type, ExactText(name)) }
    }

    private let parts: [ResourcePart]
    private var places: [Key: [Int]] = [:]
    private let types: Set<Symbol>

    init(_ parts: [ResourcePart], vocabulary: Vocabulary) {
        self.parts = parts
        types = Set(parts.map(\.type))
        for (index, part) in parts.enumerated() { places[Key(type: part.type, name: part.key), default: []].append(index) }
    }

    /// Whether there are parts of resources of this type.
    func holds(_ type: Symbol) -> Bool { types.contains(type) }

    /// The parts that belong to `draft`, each once, in the order of their origins.
    func parts(of draft: ResourceDraft, builder: ArenaBuilder) -> [(index: Int, part: ResourcePart)] {
        guard types.contains(draft.type) else { return [] }
        var found = Set<Int>()
        for word in [draft.id, draft.name, draft.arn] {
            guard let spelling = builder.value(word).string, !spelling.isEmpty else { continue }
            for name in [spelling, PartIndex.fileName(spelling)] {
                found.formUnion(places[Key(type: draft.type, name: name)] ?? [])
            }
        }
        return found.sorted()
            .filter { parts[$0].region == nil || parts[$0].region == draft.region }
            .map { ($0, parts[$0]) }
    }

    /// How collectors write an id in a file's name: `:` and `/` as `_`.
    static func fileName(_ text: String) -> String {
        String(text.map { $0 == ":" || $0 == "/" ? "_" : $0 })
    }
}
