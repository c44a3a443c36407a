// SPDX-License-Identifier: Apache-2.0
internal import DemarcLanguage
internal import DemarcRules

/// What a file declares: whether the names in it exist, and whether a rule has the examples it needs.
struct DeclarationCheck {
    private let source: LintSource
    private let knowledge: Knowledge
    private(set) var findings: [LintFinding] = []

    init(_ source: LintSource, _ knowledge: Knowledge) {
        self.source = source
        self.knowledge = knowledge
        guard let declaration = source.declaration else { return }
        switch source.kind {
        case .rule:
            checkRule(declaration)
            for comment in source.tree.comments where comment.text.contains(LintCheck.unwritten) {
                add(.scaffold, comment.range, "found \"\(LintCheck.unwritten)\"", "say why the rule matters, in a sentence")
            }
        case .pack: checkPack(declaration)
        case .service: checkService(declaration)
        case .artifacts:
            for artifact in declaration.items {
                check(artifact.value.field("covers"), among: knowledge.layers.union(["of"]), "layer")
            }
        case .layers, .manifest, .library, .configuration: break
        }
    }

    private mutating func checkRule(_ rule: LuaExpression) {
        check(rule.field("layer"), among: knowledge.rows, "row of a service")
        let types = knowledge.types.union(["region", "account", "organization"])
        for (text, range) in rule.field("resource")?.texts ?? [] where !types.contains(text) {
            let meant = Suggestion.of(text, among: types.sorted())
            add(
                .unknownType, range, "found the resource \"\(text)\", which no source has",
                meant.map { "did you mean \"\($0)\"?" } ?? "name a resource type, \"region\" or \"account\"",
                fix: meant.flatMap { text.isSlip(of: $0) ? "\"\($0)\"" : nil })
        }
        checkExamples(rule)
    }

    /// A rule needs an example for each verdict; where code makes them, nothing is said.
    private mutating func checkExamples(_ rule: LuaExpression) {
        let examples = rule.field("examples")
        guard examples?.isTable ?? true else { return }
        for verdict in ["pass", "fail", "unknown"] {
            let group = examples?.field(verdict)
            guard group?.isTable ?? true, group?.items.isEmpty ?? true else { continue }
            let place = rule.items.first { $0.key.text == "examples" }?.key.range ?? SourceRange(rule.range.start, rule.range.start)
            add(.missingExample, place, "found no example that comes to \(verdict)", "add \(verdict) = { [\"the situation\"] = { it { ... } } }")
        }
    }

    private mutating func checkPack(_ pack: LuaExpression) {
        check(pack.field("extends"), among: knowledge.packs, "pack")
        let rules = Set(knowledge.rules.keys)
        for requirement in pack.field("requirements")?.items ?? [] { check(requirement.value.field("rules"), among: rules, "rule") }
        for parameters in pack.field("params")?.items ?? [] {
            guard let rule = parameters.key.text, let range = parameters.key.range else { continue }
            check([(rule, range)], among: rules, "rule")
            for parameter in parameters.value.items {
                guard let known = knowledge.rules[rule], let name = parameter.key.text, let place = parameter.key.range else { continue }
                check([(name, place)], among: known, "parameter of \(rule)", isName: true)
            }
        }
    }

    private mutating func checkService(_ service: LuaExpression) {
        for row in service.field("rows")?.items ?? [] {
            check(row.value.field("layer"), among: knowledge.layers, "layer")
            check(row.value.field("rules"), among: Set(knowledge.rules.keys), "rule")
            for condition in row.value.field("when")?.items ?? [] {
                check(condition.value.field("rule"), among: Set(knowledge.rules.keys), "rule")
                checkPath(condition.value)
            }
        }
    }

    /// `type` and `path` of a condition.
    private mutating func checkPath(_ condition: LuaExpression) {
        guard let type = condition.field("type")?.text, let path = condition.field("path"), let text = path.text,
            let tree = knowledge.catalogue[type]
        else { return }
        var known: [String] = []
        for name in text.split(separator: ".").map(String.init) {
            guard let here = tree.at(known), !here.children.isEmpty, !here.isPolicy else { return }
            if PropertyTree.leavesOut(name) && here.spelling(of: name) == nil { return }
            guard let spelling = here.spelling(of: name) else {
                let meant = Suggestion.of(name, among: here.names)
                return add(
                    .unknownProperty, path.range, "found no \"\(name)\" in \(known.isEmpty ? type : known.joined(separator: ".") + " of " + type)",
                    meant.map { "did you mean \"\($0)\"?" } ?? "known are \(here.names.prefix(8).joined(separator: ", "))")
            }
            known.append(spelling)
        }
    }

    private mutating func check(_ value: LuaExpression?, among known: Set<String>, _ what: String) {
        check(value?.texts ?? [], among: known, what)
    }

    /// Where nothing of the kind is known, its plugin is not here, and nothing is said.
    private mutating func check(_ names: [(text: String, range: SourceRange)], among known: Set<String>, _ what: String, isName: Bool = false) {
        guard !known.isEmpty || isName else { return }
        for (text, range) in names where !known.contains(text) {
            let meant = Suggestion.of(text, among: known.sorted())
            add(
                .unknownName, range, "found \"\(text)\", and there is no such \(what)",
                meant.map { "did you mean \"\($0)\"?" } ?? "name one that exists",
                fix: meant.flatMap { text.isSlip(of: $0) ? source.tree.spelling($0, asAt: range) : nil })
        }
    }

    private mutating func add(_ check: LintCheck, _ range: SourceRange, _ message: String, _ remedy: String, fix: String? = nil) {
        findings.append(LintFinding(check, source.path, range, message, remedy, fix: fix))
    }
}
