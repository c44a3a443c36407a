// SPDX-License-Identifier: Apache-2.0
internal import DemarcEngine
internal import DemarcRules
internal import DemarcSnapshot

/// A check of one line, tried on every resource of a type.
struct CheckTrial {
    private static let id = "repl.line.check"
    private let type: String
    private let evaluator: Evaluator

    /// The check that returns `check`, or does what its statements say.
    init(type: String, check: String, plugins: [Plugin]) throws(RuleError) {
        guard let plugin = plugins.first else { throw .noSuch(what: "plugin", name: "", suggestion: nil) }
        self.type = type
        let rule: Rule
        do throws(RuleError) {
            rule = try PluginLoader.rule(Self.source(type, "return " + check), id: Self.id, in: plugin)
        } catch {
            rule = try PluginLoader.rule(Self.source(type, check), id: Self.id, in: plugin)
        }
        evaluator = try Evaluator(plugin: plugin, selected: [RuleSet.Selected(rule: rule, parameters: [:])])
    }

    private static func source(_ type: String, _ body: String) -> [UInt8] {
        let text = """
            return rule { title = "t", severity = "info", remedy = "r", resource = \(LuaText.quoted(type)), check = function(it) \(body)
            end }
            """
        return Array(text.utf8)
    }

    /// How many resources it gave each verdict, and what it said of the first.
    func run(over snapshot: Snapshot, limit: Int, onStart: (InquiryStop) -> Void) throws(RuleError) -> [String] {
        var counts: [Verdict: Int] = [:]
        var lines: [String] = []
        for account in snapshot.accounts {
            for index in account.resources(of: type) {
                onStart(evaluator.stop)
                let resource = account.resource(index)
                var isKilled = false
                try evaluator.record(Self.id, over: .resources(index..<index + 1), at: 0, of: account) { answers in
                    isKilled = answers.isSpoiled
                    for answer in (0..<answers.count).compactMap({ answers.answer($0) }) {
                        counts[answer.verdict, default: 0] += 1
                        guard answer.verdict != .pass, lines.count < limit else { continue }
                        let message = EvidenceReader(account: account, sources: []).screened(answer.message, answers)
                        lines.append(
                            "\(answer.verdict.name)  \(account.id) \(resource.region) \(SafeText.name(resource.id)): \(SafeText.message(message))")
                    }
                }
                // What was stopped once would be stopped each time.
                if isKilled { return lines + ["stopped"] }
            }
        }
        if counts.isEmpty { return ["there is no \(type) in the snapshot"] }
        return lines + [Verdict.allCases.compactMap { verdict in counts[verdict].map { "\($0) \(verdict.name)" } }.joined(separator: ", ")]
    }
}
