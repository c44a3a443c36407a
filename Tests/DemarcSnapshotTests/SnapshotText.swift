// SPDX-License-Identifier: Apache-2.0
import CArena
import DemarcDocument

@testable import DemarcSnapshot

/// Everything a snapshot holds, as lines that a person can review.
struct SnapshotText {
    /// A type that no fixture holds: what is said of it is said of every type that AWS Config can record.
    private static let probe = "AWS::ACM::Certificate"

    let snapshot: Snapshot
    /// The folder that paths are told without.
    let folder: String

    private func path(_ path: String) -> String { path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : path }

    var text: String { object(members, indent: 0) + "\n" }

    private var members: [(String, String)] {
        [
            ("asOf", optional(snapshot.asOf?.description)),
            ("sources", list(snapshot.sources.map(source), indent: 1)),
            ("problems", list(snapshot.problems.map(problem), indent: 1)),
            ("accounts", list(snapshot.accounts.map(account), indent: 1)),
        ]
    }

    private func source(_ source: Source) -> String {
        oneLine([
            ("path", quoted(path(source.path))), ("format", optional(source.format)), ("stamp", optional(source.stamp?.description)),
            ("loaded", "\(source.loaded)"),
        ])
    }

    private func problem(_ problem: Problem) -> String {
        quoted("\(problem.severity.name): \(problem.description.replacing(folder, with: ""))")
    }

    private func account(_ account: Account) -> String {
        object(
            [
                ("id", quoted(account.id)), ("name", optional(account.name)),
                ("regions", "[" + account.regions.map { quoted($0.isEnabled ? $0.id : "\($0.id) (off)") }.joined(separator: ", ") + "]"),
                ("coverage", object(coverage(account), indent: 3)),
                ("resources", list((0..<account.resourceCount).map { resource(account.resource($0)) }, indent: 3)),
            ], indent: 2)
    }

    private func coverage(_ account: Account) -> [(String, String)] {
        account.regions.indices.flatMap { region -> [(String, String)] in
            let recorded = account.coverage(of: SnapshotText.probe, in: region)
            let own = account.types.filter { $0 != SnapshotText.probe && account.coverage(of: $0, in: region) != recorded }
            return [("\(account.regions[region].id) what can be recorded", quoted("\(recorded)"))]
                + own.map { ("\(account.regions[region].id) \($0)", quoted("\(account.coverage(of: $0, in: region))")) }
        }
    }

    private func resource(_ resource: Resource) -> String {
        let record = unsafe resource.account.view.pointee.resources[resource.index]
        let relationships = resource.account.arena.value(Word(bits: record.relationships))
        let arena = resource.account.arena
        let origins = resource.origins.map { origin in
            let place = "\(origin.pointer(in: arena)) \(origin.span.offset)+\(origin.span.length)"
            return quoted("\(path(snapshot.sources[origin.source].path)) \(place)")
        }
        return object(
            [
                ("type", quoted(resource.type)), ("region", quoted(resource.region)), ("id", quoted(resource.id)), ("arn", optional(resource.arn)),
                ("name", optional(resource.name)), ("created", json(resource.account.arena.value(Word(bits: record.created)))),
                ("tags", json(resource.tags)), ("configuration", json(resource.configuration)),
                ("supplementaryConfiguration", json(resource.supplementaryConfiguration)), ("relationships", json(relationships)),
                ("origins", list(origins, indent: 5)),
            ], indent: 4)
    }

    private func json(_ value: Value) -> String {
        if let cause = value.word.cause { return oneLine([("unknown", quoted(cause.name)), ("detail", optional(value.detail))]) }
        if let text = value.string { return quoted(text) }
        if let flag = value.boolean { return flag ? "true" : "false" }
        if let number = value.integer { return "\(number)" }
        if let number = value.double { return "\(number)" }
        if value.word.isArray { return "[" + value.elements.map(json).joined(separator: ", ") + "]" }
        if value.word.isObject { return oneLine(value.members.map { ($0.name, json($0.value)) }) }
        let documents = value.documents
        return documents.count > 1 ? oneLine([("joined", "[" + documents.map(json).joined(separator: ", ") + "]")]) : "null"
    }

    private func optional(_ text: String?) -> String { text.map(quoted) ?? "null" }

    private func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
    }

    private func oneLine(_ members: [(String, String)]) -> String {
        "{" + members.map { "\(quoted($0.0)): \($0.1)" }.joined(separator: ", ") + "}"
    }

    private func object(_ members: [(String, String)], indent: Int) -> String {
        block(members.map { "\(quoted($0.0)): \($0.1)" }, "{", "}", indent)
    }

    private func list(_ items: [String], indent: Int) -> String { block(items, "[", "]", indent) }

    private func block(_ lines: [String], _ open: String, _ close: String, _ indent: Int) -> String {
        guard !lines.isEmpty else { return open + close }
        let blanks = String(repeating: "  ", count: indent)
        return open + "\n" + lines.map { "\(blanks)  \($0)" }.joined(separator: ",\n") + "\n\(blanks)\(close)"
    }
}
