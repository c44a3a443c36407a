// SPDX-License-Identifier: Apache-2.0
import DemarcRules
import DemarcSnapshot
import DemarcTestSupport
import Testing

/// What a function of the standard library says is remembered as one step, however long the document it looked at.
@Suite struct RememberedLibraryTests {
    private static let checks = [
        #"if net.open(it.configuration.permissions, "tcp", { 22, 3389 }) then return fail "open" end return pass()"#,
        #"if any(it.configuration.permissions, function(p) return net.contains(p.ipRanges, "10.1.0.0/16") end) then return fail "in" end return pass()"#,
        #"if text.starts_with(it.id, "vpc-3") then return fail "three" end return pass()"#,
    ]

    /// Items of which no two have the same permissions.
    private static let items = (0..<1000).map { number in
        let permissions = (0...number % 9).map {
            #"{"ipProtocol":"tcp","fromPort":\#(number + $0),"toPort":\#(number * 3),"ipRanges":["10.\#(number % 3).0.0/16","0.0.0.0/\#(number % 4 == 0 ? $0 % 2 : 8)"]}"#
        }
        return SnapshotFolder.item("AWS::EC2::VPC", "vpc-\(number)", #"{"permissions":[\#(permissions.joined(separator: ","))]}"#)
    }

    @Test("Lua runs for few of a thousand resources that differ in everything but the answer", arguments: checks)
    func entries(check: String) throws {
        try Folders.withTemporary { folder in
            let plugin = try PluginFolder(in: folder)
            try plugin.rule("check", check: check)
            let snapshot = SnapshotFolder(in: folder)
            try snapshot.region(items: Self.items)
            let loaded = try PluginLoader.load(folder: plugin.path)
            let rules = try RuleSet(plugins: [loaded], choice: RuleSet.Choice())
            let account = try #require(try SnapshotLoader.load(paths: [snapshot.path]).accounts.first)
            let evaluator = try Evaluator(plugin: loaded, selected: rules.selected)
            var verdicts: Set<Verdict> = []
            try evaluator.evaluate("t.s.check", over: .resources(account.resources(of: "AWS::EC2::VPC")), of: account) { _, some in
                for place in 0..<some.count { if let answer = some.answer(place) { verdicts.insert(answer.verdict) } }
            }
            #expect(verdicts == [.pass, .fail])
            #expect(evaluator.counts.conflicts == 0 && evaluator.counts.entries <= 20, "\(evaluator.counts)")
        }
    }
}
