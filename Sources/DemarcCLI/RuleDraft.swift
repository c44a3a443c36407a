// SPDX-License-Identifier: Apache-2.0
internal import Demarc
internal import FoundationEssentials

/// What `demarc rule new` was told of a rule, put together to its files.
struct RuleDraft {
    private let name: RuleName
    private let plugin: Plugin
    private let arguments: Arguments
    private let questions: Questions
    private let known: [Plugin]
    /// What the author has to know of the files.
    private(set) var notes: [String] = []

    init(name: RuleName, plugin: Plugin, arguments: Arguments) {
        (self.name, self.plugin, self.arguments) = (name, plugin, arguments)
        questions = Questions(arguments)
        known = PluginPlaces.around([plugin])
    }

    /// The rule's file, and its fixture's where the plugin has none of the type.
    mutating func files() throws -> [(path: String, text: String)] {
        let path = file(name.file)
        let resource = try self.resource()
        if Session.exists(path) { throw UsageError("\(path) is there already; nothing was written") }
        let type = try resource?.type ?? questions.text("resource", "resource type, region or account", proposal: "")
        if type.isEmpty { throw UsageError("say what the rule is about: --from SNAPSHOT RESOURCE, or --resource TYPE") }
        let fixture = resource.map(Fixture.init)
        let isScope = type == "region" || type == "account"
        let subject = isScope ? try scope(type) : try property(of: type, fixture)
        let rule = RuleScaffold(
            why: try questions.text("why", "why it matters, in a sentence", proposal: "\(name.title): \(LintCheck.unwritten)."),
            title: try questions.text("title", "what is true when it passes", proposal: name.title),
            severity: try questions.text("severity", "severity", proposal: "medium", among: Severity.allCases.map(\.name)),
            layer: try layer(for: type), remedy: try questions.text("remedy", "what to do about a failure (empty: as the check says)", proposal: ""),
            subject: subject)
        var files = [(path, rule.text)]
        if let fixture, let file = newFixture(of: type) { files.append((file, fixture.text)) }
        return files
    }

    private func file(_ path: String) -> String { plugin.folder == "." ? path : "\(plugin.folder)/\(path)" }

    /// The resource of `--from`.
    private func resource() throws -> Resource? {
        guard let path = arguments.value("from") else {
            if arguments.positional.count > 1 { throw UsageError("name the snapshot of \"\(arguments.positional[1])\" with --from") }
            return nil
        }
        guard arguments.positional.count == 2 else { throw UsageError("--from: name the resource behind the rule's id, by its id, name or ARN") }
        let name = arguments.positional[1]
        let snapshot = try Session.snapshot([path], arguments)
        let found = ResourceSearch.resources(named: name, of: arguments.value("resource"), in: snapshot)
        if found.count == 1 { return found[0] }
        if found.isEmpty { throw UsageError("\(path): there is no resource \"\(name)\"") }
        throw UsageError(
            "\"\(name)\" is \(found.count) resources; name one by its ARN, or its type with --resource",
            details: found.prefix(10).map { "\($0.account.id) \($0.region) \($0.type) \($0.arn ?? $0.id)" })
    }

    /// Where the fixture goes; nil where the plugin has one.
    private mutating func newFixture(of type: String) -> String? {
        let path = file("fixtures/\(Fixture.file(of: type))")
        guard plugin.fixtures[type] == nil else {
            notes.append("\(path) was there and stays: its rules' examples patch it")
            return nil
        }
        notes.append("read the fixture through before you publish it: what no pattern knows was not replaced")
        return path
    }

    private mutating func property(of type: String, _ fixture: Fixture?) throws -> RuleScaffold.Subject {
        let own = plugin.fixtures[type]
        guard let bytes = fixture.map({ Array($0.text.utf8) }) ?? own ?? known.lazy.compactMap({ $0.fixtures[type] }).first else {
            let types = known.flatMap(\.fixtures.keys)
            let suggestion = Suggestion.of(type, among: types + ["region", "account"]).map { "; did you mean \($0)?" } ?? ""
            throw UsageError("there is no fixture of \(type)\(suggestion); take one from a snapshot with --from SNAPSHOT RESOURCE")
        }
        guard let likeliest = try ScaffoldProperty.likeliest(in: bytes, of: type, for: name) else {
            throw UsageError("\(type) has no text, number or truth value outside of lists there: there is nothing to ask it")
        }
        let path = try questions.text("property", "property that it asks first", proposal: likeliest.text)
        guard let property = try ScaffoldProperty.at(path, in: bytes) else {
            let paths = try ScaffoldProperty.all(in: bytes).map(\.text)
            let suggestion = Suggestion.of(path, among: paths).map { "; did you mean \($0)?" } ?? ""
            throw UsageError("--property: \(type) has no text, number or truth value at \"\(path)\" there\(suggestion)")
        }
        if !arguments.has("property") && path == likeliest.text { notes.append("it asks about \(path); --property PATH chooses another") }
        return .resource(type: type, property, isInFixture: try ScaffoldProperty.at(path, in: own ?? bytes) == property)
    }

    private func scope(_ scope: String) throws -> RuleScaffold.Subject {
        let type = try questions.text("about", "the type that must be there in each \(scope)", proposal: "")
        if type.isEmpty { throw UsageError("--about: name the type that must be there in each \(scope), such as AWS::GuardDuty::Detector") }
        guard known.contains(where: { $0.fixtures[type] != nil }) else {
            let suggestion = Suggestion.of(type, among: known.flatMap(\.fixtures.keys)).map { "; did you mean \($0)?" } ?? ""
            throw UsageError("--about: expected a type that has a fixture, found \"\(type)\"\(suggestion)")
        }
        return .scope(scope, type: type)
    }

    private func layer(for type: String) throws -> String {
        let services = known.flatMap(\.services)
        let rows = services.filter { $0.types.contains(type) }.flatMap(\.rows).filter { $0.party != .aws }.map(\.id)
        let question = rows.isEmpty ? "row of a service's matrix" : "row of a service's matrix (\(rows.joined(separator: ", ")))"
        let layer = try questions.text("layer", question, proposal: "")
        let all = services.flatMap(\.rows).map(\.id)
        if layer.isEmpty || all.contains(layer) { return layer }
        let suggestion = Suggestion.of(layer, among: all).map { "; did you mean \($0)?" } ?? ""
        throw UsageError("--layer: there is no row \"\(layer)\"\(suggestion)")
    }
}
