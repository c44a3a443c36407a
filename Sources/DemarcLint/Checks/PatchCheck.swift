// SPDX-License-Identifier: Apache-2.0
internal import DemarcLanguage
internal import DemarcRules

/// The patches of examples: an example that sets a property nothing has proves nothing.
struct PatchCheck: SyntaxVisitor {
    private let source: LintSource
    private let knowledge: Knowledge
    private let subjects: [String]
    private(set) var findings: [LintFinding] = []

    init(_ source: LintSource, _ knowledge: Knowledge) {
        self.source = source
        self.knowledge = knowledge
        subjects = source.declaration?.field("resource")?.texts.map(\.text) ?? []
        walk(source.tree.main.body)
    }

    mutating func visit(_ expression: LuaExpression) {
        guard case .suffixed(let base, let suffixes) = expression.kind, case .name(let word, .global) = base.kind,
            case .call(let arguments)? = suffixes.first?.kind
        else { return }
        switch word {
        case "it":
            guard let patch = arguments.first else { return }
            check(patch, patch.field("type")?.text.map { [$0] } ?? subjects)
        case "with":
            guard arguments.count > 1, let type = arguments[0].text else { return }
            check(arguments[1], [type])
        default: break
        }
    }

    private mutating func check(_ patch: LuaExpression, _ types: [String]) {
        for item in patch.items {
            guard let name = item.key.text, ["configuration", "supplementaryConfiguration"].contains(name) else { continue }
            let trees = types.map { knowledge.catalogue[$0]?.at([name]) }
            // Of a type that nobody knows anything can be said.
            if trees.contains(where: { $0 == nil }) { continue }
            check(item.value, trees.compactMap { $0 }, "\(name) of \(types.joined(separator: " or "))")
        }
    }

    /// A name must be known to one of the types.
    private mutating func check(_ value: LuaExpression, _ trees: [PropertyTree], _ place: String) {
        for item in value.items {
            guard let name = item.key.text, let range = item.key.range else {
                check(item.value, trees, place)
                continue
            }
            let known = trees.filter { !$0.children.isEmpty && !$0.isPolicy }
            if known.count < trees.count || known.isEmpty { continue }
            let below = known.compactMap { tree in tree.spelling(of: name).flatMap { tree.children[$0] } }
            if below.isEmpty && PropertyTree.leavesOut(name) { continue }
            if below.isEmpty {
                let names = known.flatMap(\.names)
                let meant = Suggestion.of(name, among: names.sorted())
                findings.append(
                    LintFinding(
                        .unknownProperty, source.path, range, "found no \"\(name)\" in \(place), in an example",
                        meant.map { "did you mean \"\($0)\"?" }
                            ?? "known are \(names.sorted().prefix(8).joined(separator: ", ")); where a source has it, show it in a fixture or with --snapshot",
                        fix: meant.flatMap { name.isSlip(of: $0) ? source.tree.spelling($0, asAt: range) : nil }))
            } else {
                check(item.value, below, place.split(separator: " ").first.map { "\($0).\(name)" + place.dropFirst($0.count) } ?? place)
            }
        }
    }
}
