// SPDX-License-Identifier: Apache-2.0
import DemarcDocument
import DemarcSnapshot
import DemarcTestSupport
import Foundation
import Testing

@testable import DemarcRules

/// Everything that can raise, raises: thousands of times, below one machine, and what is left is a machine that works.
///
/// No `longjmp` crosses a Swift frame. If one did, references that a skipped frame holds would never be released, so that memory
/// grows, or the process would end.
@Suite(.serialized) struct RaisedErrorTests {
    /// Statements that raise in the bridge, each in another place, and the beginning or a part of what the check then says.
    static let statements: [(text: String, says: String)] = [
        ("local x = it.nothing", "a resource has no member 'nothing'"), ("local x = it.region.nothing", "a region has no member 'nothing'"),
        ("local x = it.account.nothing", "an account has no member 'nothing'"), ("local x = it[{}]", ""), ("local x = it[nil]", ""),
        ("local x = it.configuration[1.5]", ""), ("local x = it.configuration.vpcId.deeper", "a text: the document has another shape"),
        ("it.id = 1", ""), ("it.configuration.vpcId = 1", ""), ("params.x = 1", ""), ("string.len = 1", ""), ("unheard = 1", ""),
        ("local x = unheard", "there is no 'unheard' in a rule's environment"), ("it()", ""), ("it.configuration()", ""),
        ("local x = it + 1", ""), ("local x = it < it.configuration", ""), ("local x = it .. 'x'", ""), ("local x = #it", ""),
        ("local x = -it.configuration", ""), ("local x = #it.configuration.isDefault", ""), ("local x = it.configuration.broken", "unknown"),
        ("it.region:all()", ""), ("it.region.all()", ""), ("it.region:all(7, 8)", ""), ("it.region:all {}", ""),
        ("it.region:all 'AWS::No::Such'", "unknown"),
        ("it.region:find('AWS::EC2::VPC')", ""), ("it.region:find('AWS::EC2::VPC', 'id', 7)", "find compares texts"),
        ("it.region:find('AWS::EC2::VPC', {}, 'x')", ""), ("it.region:count()", ""), ("it.region:count 'AWS::No::Such'", "unknown"),
        ("it.region:known()", ""), ("it.region:collected()", ""), ("it.account.all(it, 'AWS::EC2::VPC')", ""),
        ("it.related()", "call it with a colon: resource:related()"), ("it:related {}", ""), ("it.related(7)", ""),
        ("for v in it:related 'AWS::EC2::VPC' do error('inside') end", "inside"),
        ("for v in it.region:all 'AWS::EC2::VPC' do error('inside') end", "inside"),
        ("for v in it.account:regions() do error('inside') end", "inside"),
        ("for v in it.region:all 'AWS::EC2::VPC' do local x = v.configuration.broken end", "unknown"),
        ("for k, v in pairs(it.configuration) do error(k) end", ""), ("for k, v in ipairs(it.configuration.list) do error('at ' .. k) end", "at 1"),
        ("pairs()", ""), ("pairs(7)", ""), ("ipairs()", ""), ("ipairs('x')", ""), ("for k in pairs(it) do end", ""),
        ("any()", ""), ("any(7, 8)", ""), ("any({ 1 }, 7)", ""), ("any({ 1, 2 }, function() error('in any') end)", "in any"),
        ("all({ 1, 2 }, function() error('in all') end)", "in all"),
        ("all({ 1 }, function() error({}) end)", "it raised something that is not a text"),
        ("any(it.configuration.list, function(x) error('in any ' .. x) end)", "in any a"),
        ("any({ 1 }, function() local x = it.configuration.broken return x end)", "unknown"),
        ("table.sort({ 3, 2, 1 }, function() error('in sort') end)", "in sort"), ("table.sort({ 1, 2, 3, {} })", ""),
        ("('x'):gsub('x', function() error('in gsub') end)", "in gsub"), ("('x'):gsub('x', it)", ""),
        ("('x'):rep(1 << 40)", "resulting string too large"),
        ("matches()", ""), ("matches('x', '[')", ""), ("matches(it, 'x')", ""), ("days_since()", ""), ("days_since({})", ""),
        ("days_since('never')", "\"never\" is not a date"), ("now(1, 2, error('no'))", "no"), ("tostring()", ""), ("string.format('%p', it)", ""),
        ("string.format('%d', 'x')", ""), ("string.format('%y', 1)", ""), ("string.format()", ""), ("select(0)", ""), ("tonumber()", ""),
        ("tonumber('7', 99)", ""), ("table.concat({ {} })", ""), ("table.insert({}, 1, 2, 3)", ""), ("table.unpack({}, 1, 1e8)", ""),
        ("assert(false)", ""),
        ("assert(nil, 'said so')", "said so"), ("assert(false, {})", "it raised something that is not a text"), ("error()", "it raised something"),
        ("error(nil)", "it raised something"), ("error(7)", "it raised a number"), ("error({})", "it raised something that is not a text"),
        ("error(it)", "it raised something that is not a text"), ("error(pass())", "it raised something"), ("error(error)", "it raised something"),
        ("error(('long'):rep(10000))", "long"), ("error('a\\0b\\27[31m')", "a"), ("pcall()", ""), ("pcall(error)", "nothing"),
        ("pcall(function() return it.configuration.broken end)", "unknown"), ("fail()", "fail needs a message"), ("fail({})", ""),
        ("fail('%d', 'x')", ""),
        ("pass({})", ""), ("unknown(7)", ""), ("skip('%d', 'x')", ""), ("findings()", ""), ("findings(7)", ""), ("require()", ""),
        ("require 'nowhere'", ""),
        ("require 't.raises'", "the library raised"), ("rule()", ""), ("with()()", ""),

        ("local t = {} t[nil] = 1", ""), ("local t = {} t[0/0] = 1", ""), ("local x = 1 // 0", ""), ("local x = 1 < 'x'", ""),
        ("local x = {} .. {}", ""),
        ("goto done ::done:: error('at the end')", "at the end"), ("return findings { a = 7 }", "findings needs a table of verdicts"),
        ("return findings {}", "silence is not compliance"), ("return 7", ""), ("return {}", ""), ("return it", ""),
        ("return nil", "the check returned nothing"),
    ]

    /// A rule for each statement, and a sound one.
    private func inSnapshot(vpcs: Int, _ body: (Evaluator, Account, _ rules: [String]) throws -> Void) throws {
        try Folders.withTemporary { folder in
            let files = try PluginFolder(in: folder)
            try files.write("lib/raises.lua", "error('the library raised')")
            for (number, statement) in RaisedErrorTests.statements.enumerated() {
                try files.rule("r\(1000 + number)", check: "if true then \(statement.text) end")
            }
            try files.rule("sound", check: "return it.configuration.vpcId == it.id and pass() or fail 'another'")
            let plugin = try PluginLoader.load(folder: files.path)
            try #require(plugin.errors.isEmpty, "\(plugin.errors)")
            let snapshot = SnapshotFolder(in: folder)
            let items = (1...vpcs).map { number in
                SnapshotFolder.item(
                    "AWS::EC2::VPC", "vpc-\(number)", #"{"vpcId":"vpc-\#(number)","isDefault":false,"list":["a","b"],"broken":1,"broken":2}"#,
                    relationships: #"[{"resourceType":"AWS::EC2::VPC","resourceId":"vpc-1","name":"Is"}]"#)
            }
            try snapshot.region(items: items)
            let loaded = try SnapshotLoader.load(paths: [snapshot.path], options: LoadOptions(asOf: Instant("2026-03-02T00:00:00Z")))
            let selected = plugin.rules.map { RuleSet.Selected(rule: $0, parameters: [:]) }
            try body(Evaluator(plugin: plugin, selected: selected), loaded.accounts[0], plugin.rules.map(\.id).filter { $0 != "t.s.sound" })
        }
    }

    private func answers(_ evaluator: Evaluator, _ rule: String, _ account: Account) throws -> [(verdict: Verdict, message: String)] {
        var found: [(verdict: Verdict, message: String)] = []
        try evaluator.evaluate(rule, over: .resources(account.resources(of: "AWS::EC2::VPC")), of: account) { _, answers in
            found += (0..<answers.count).compactMap { answers.answer($0) }.map { ($0.verdict, $0.message) }
        }
        return found
    }

    @Test func `each place says what was wrong, and no check that raised passes`() throws {
        try inSnapshot(vpcs: 1) { evaluator, account, rules in
            for (rule, statement) in zip(rules, RaisedErrorTests.statements) {
                let found = try answers(evaluator, rule, account)
                #expect(found.count == 1 && found.allSatisfy { $0.verdict == .error || $0.verdict == .unknown }, "\(statement.text): \(found)")
                #expect(found.allSatisfy { RaisedErrorTests.says($0, statement.says) }, "\(statement.text): \(found)")
            }
        }
    }

    /// In a process of its own: what other tests hold must not count.
    @Test func `a million raised errors leave no object behind, and the machine works`() async {
        await #expect(processExitsWith: .success) { try RaisedErrorTests().raiseOften() }
    }

    private func raiseOften() throws {
        try inSnapshot(vpcs: 20) { evaluator, account, rules in
            let machine = ObjectIdentifier(evaluator.machine)
            // Warmed up, so that caches and buffers have the size they keep.
            for rule in rules { _ = try answers(evaluator, rule, account) }
            let before = try RaisedErrorTests.residentBytes()
            var raised = 0
            while raised < 1_000_000 {
                for rule in rules { raised += try answers(evaluator, rule, account).count { $0.verdict == .error || $0.verdict == .unknown } }
            }
            // An object of the smallest size for one error in ten would be more; demarc-bench --gate counts blocks.
            let growth = try RaisedErrorTests.residentBytes() - before
            #expect(growth < Sanitizer.room(1 << 20), "grew by \(growth) bytes over \(raised) errors")
            #expect(ObjectIdentifier(evaluator.machine) == machine, "an error that a rule raises costs no machine")
            let sound = try answers(evaluator, "t.s.sound", account)
            #expect(sound.count == 20 && sound.allSatisfy { $0.verdict == .pass })
        }
    }

    static let endless = [
        "while true do end", "local t = {} while true do t[#t + 1] = ('x'):rep(100000 + #t) end", "local s = 'x' while true do s = s .. s end",
        "local f f = function() return 1 + f() end f()", "while true do pcall(error) end", "any({ 1 }, function() while true do end end)",
        "for v in it.region:all 'AWS::EC2::VPC' do while true do end end",
    ]

    @Test func `a check that is stopped again and again leaves nothing behind`() async {
        await #expect(processExitsWith: .success) { for check in RaisedErrorTests.endless { try RaisedErrorTests.stopOften(check) } }
    }

    private static func stopOften(_ check: String) throws {
        try Folders.withTemporary { folder in
            let files = try PluginFolder(in: folder)
            try files.rule("stopped", check: check)
            try files.rule("sound", check: "return pass()")
            let plugin = try PluginLoader.load(folder: files.path)
            let snapshot = SnapshotFolder(in: folder)
            try snapshot.region(items: SnapshotFolder.vpcs(1))
            let account = try SnapshotLoader.load(paths: [snapshot.path]).accounts[0]
            let selected = plugin.rules.map { RuleSet.Selected(rule: $0, parameters: [:]) }
            let evaluator = try Evaluator(plugin: plugin, selected: selected, limits: RaisedErrorTests.smallLimits)
            let subjects = Evaluator.Subjects.resources(account.resources(of: "AWS::EC2::VPC"))
            var before = 0
            for round in 0..<120 {
                // Without a watcher only a recorded check runs under the budget.
                let answer = try evaluator.record("t.s.stopped", over: subjects, at: 0, of: account) { $0.answer(0) }
                #expect(answer?.verdict == .error && answer?.message.contains("stopped: it ") == true, "\(String(describing: answer))")
                let sound = try evaluator.record("t.s.sound", over: subjects, at: 0, of: account) { $0.answer(0) }
                #expect(sound?.verdict == .pass)
                if round == 20 { before = try RaisedErrorTests.residentBytes() }
            }
            let growth = try RaisedErrorTests.residentBytes() - before
            #expect(growth < Sanitizer.room(8 << 20), "\(check): grew by \(growth) bytes over 100 stopped checks")
        }
    }

    /// Small, so that many checks are stopped in a second.
    private static var smallLimits: Machine.Limits {
        var limits = Machine.Limits()
        limits.instructions = 100_000
        limits.memory = 4 << 20
        limits.block = 2 << 20
        return limits
    }

    /// Whether the answer is what a statement leads to; one that returned, where it had to raise, is told by what it left unsaid.
    private static func says(_ answer: (verdict: Verdict, message: String), _ text: String) -> Bool {
        switch text {
        case "unknown": answer.verdict == .unknown && !answer.message.isEmpty
        case "": !answer.message.isEmpty && !answer.message.contains("the check returned nothing")
        default: answer.message.contains(text)
        }
    }

    private static func residentBytes() throws -> Int {
        let text = String(decoding: try Data(contentsOf: URL(filePath: "/proc/self/statm")), as: UTF8.self)
        return try #require(text.split(separator: " ").dropFirst().first.flatMap { Int($0) }) * 4096
    }
}
