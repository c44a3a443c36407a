// SPDX-License-Identifier: Apache-2.0
import DemarcRules
import DemarcSnapshot
import DemarcTestSupport
import Testing

/// Rules made by chance over resources made by chance: whatever a rule does, remembering must not show.
@Suite struct RandomRulesTests {
    private static let rulesOfSeed = 40

    @Test("a rule made by chance says the same, remembered or not", arguments: 1...12)
    func sameAnswers(seed: Int) throws { try Self.compare(seeds: (0..<Self.rulesOfSeed).map { UInt64(seed * 10_000 + $0) }) }

    /// Evaluates the rule of each seed with and without.
    private static func compare(seeds: [UInt64]) throws {
        try Folders.withTemporary { folder in
            let plugin = try PluginFolder(in: folder)
            for seed in seeds {
                try plugin.rule("r\(seed)", source: source(seed))
            }
            let snapshot = SnapshotFolder(in: folder)
            try snapshot.region(items: RandomItems.all)
            try snapshot.region("eu-west-1", items: RandomItems.elsewhere)
            let loaded = try PluginLoader.load(folder: plugin.path)
            #expect(loaded.errors.isEmpty, "\(loaded.errors)")
            let rules = try RuleSet(plugins: [loaded], choice: RuleSet.Choice())
            let account = try #require(try SnapshotLoader.load(paths: [snapshot.path]).accounts.first)
            let evaluators = try [true, false].map { try Evaluator(plugin: loaded, selected: rules.selected, remembers: $0) }
            for seed in seeds {
                let before = evaluators[0].counts
                let answers = try evaluators.map { try Self.answers("t.s.r\(seed)", account, $0) }
                let place = zip(answers[0], answers[1]).enumerated().first { $1.0 != $1.1 }
                #expect(evaluators[0].counts.conflicts == before.conflicts, "seed \(seed)\n\(source(seed))")
                #expect(
                    place == nil && answers[0].count == answers[1].count,
                    "seed \(seed): remembered \(place?.element.0 ?? ""), Lua \(place?.element.1 ?? "")\n\(source(seed))")
            }
            // A good part of them must be remembered at all, or nothing was compared.
            #expect(evaluators[0].counts.entries < evaluators[1].counts.entries * 9 / 10, "\(evaluators.map(\.counts.entries))")
        }
    }

    private static func source(_ seed: UInt64) -> String {
        var rule = RandomRule(seed: seed)
        return rule.source()
    }

    /// What a rule says of every resource, twice over.
    private static func answers(_ rule: String, _ account: Account, _ evaluator: Evaluator) throws -> [String] {
        var answers: [String] = []
        for _ in 0..<2 {
            try evaluator.evaluate(rule, over: .resources(account.resources(of: "AWS::EC2::VPC")), of: account) { done, some in
                for place in 0..<some.count {
                    guard let answer = some.answer(place) else { continue }
                    answers.append(
                        "\(done + answer.subject) \(answer.verdict) \(answer.cause.map { "\($0)" } ?? "") \(answer.key) \(answer.message)")
                }
            }
        }
        return answers
    }
}
