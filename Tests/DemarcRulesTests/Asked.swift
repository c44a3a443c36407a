// SPDX-License-Identifier: Apache-2.0
import DemarcDocument
import DemarcSnapshot
import DemarcTestSupport

@testable import DemarcRules

/// Asks checks written in a test about a tiny snapshot: one VPC in us-east-1 unless the test says otherwise.
enum Asked {
    /// `pass`, `fail: message`, `unknown(cause): message` ... for each answer, and `[key]` before it where there is one.
    static func all(
        _ check: String, resource: String = #""AWS::EC2::VPC""#, more: String = "", parameters: [String: LuaValue]? = nil,
        libraries: [String: String] = [:], items: [String] = SnapshotFolder.vpcs(1), hasRecorder: Bool = true,
        asOf: Instant? = Instant("2026-03-02T00:00:00Z"), organization: OrganizationFacts = OrganizationFacts(),
        limits: Machine.Limits = Machine.Limits()
    ) throws -> [String] {
        try Folders.withTemporary { folder in
            let files = try PluginFolder(in: folder)
            try files.rule("asked", resource: resource, check: check, more: more)
            for (name, text) in libraries { try files.write("lib/\(name).lua", text) }
            let plugin = try PluginLoader.load(folder: files.path)
            if let error = plugin.errors.first { return ["not loadable: \(error.description.replacing(files.path + "/", with: ""))"] }
            let snapshot = SnapshotFolder(in: folder)
            try snapshot.region(hasRecorder: hasRecorder, items: items)
            return try answers(
                plugin, parameters: parameters,
                in: SnapshotLoader.load(paths: [snapshot.path], options: LoadOptions(asOf: asOf, organization: organization)), limits: limits)
        }
    }

    /// The only answer.
    static func one(
        _ check: String, resource: String = #""AWS::EC2::VPC""#, more: String = "", parameters: [String: LuaValue]? = nil,
        libraries: [String: String] = [:], items: [String] = SnapshotFolder.vpcs(1), hasRecorder: Bool = true,
        asOf: Instant? = Instant("2026-03-02T00:00:00Z"), organization: OrganizationFacts = OrganizationFacts()
    ) throws -> String {
        let all = try all(
            check, resource: resource, more: more, parameters: parameters, libraries: libraries, items: items, hasRecorder: hasRecorder,
            asOf: asOf, organization: organization)
        return all.count == 1 ? all[0] : "\(all.count) answers: \(all)"
    }

    /// What the expression is, as the check's message.
    static func value(_ expression: String, items: [String] = SnapshotFolder.vpcs(1)) throws -> String {
        let answer = try one("local v = \(expression) return fail('%s', tostring(v))", items: items)
        return answer.hasPrefix("fail: ") ? String(answer.dropFirst(6)) : answer
    }

    private static func answers(
        _ plugin: Plugin, parameters: [String: LuaValue]?, in snapshot: Snapshot, limits: Machine.Limits
    ) throws -> [String] {
        let standard = Dictionary(uniqueKeysWithValues: plugin.rules[0].parameters.map { ($0.name, $0.standard) })
        let selected = [RuleSet.Selected(rule: plugin.rules[0], parameters: parameters ?? standard)]
        let evaluator = try Evaluator(plugin: plugin, selected: selected, limits: limits)
        let account = snapshot.accounts[0]
        let subjects: Evaluator.Subjects
        switch plugin.rules[0].subject {
        case .organization: subjects = .organization
        case .account: subjects = .account
        case .region: subjects = .region(account.regions.firstIndex { $0.id == "us-east-1" } ?? 0)
        case .resources(let types): subjects = .resources(account.resources(of: types[0]))
        }
        var texts: [String] = []
        try evaluator.evaluate(plugin.rules[0].id, over: subjects, of: account) { _, answers in
            texts += (0..<answers.count).compactMap { answers.answer($0) }.map(spelled)
        }
        return texts
    }

    private static func spelled(_ answer: Answers.Answer) -> String {
        let key = answer.key.isEmpty ? "" : "[\(answer.key)] "
        let cause = answer.verdict == .unknown ? "(\(answer.cause?.name ?? "no cause"))" : ""
        return key + answer.verdict.name + cause + (answer.message.isEmpty ? "" : ": \(answer.message)")
    }
}
