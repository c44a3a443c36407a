// SPDX-License-Identifier: Apache-2.0
import DemarcSnapshot
import DemarcTestSupport
import Testing

@testable import DemarcRules

/// What a check may return, and what becomes of everything else.
@Suite struct VerdictTests {
    @Test(arguments: [
        ("return pass()", "pass"), ("return pass 'fine'", "pass: fine"), ("return pass('%d of %s', 2, 'x')", "pass: 2 of x"),
        ("return fail 'bad'", "fail: bad"), ("return fail('%s is %d days old', it.id, 90)", "fail: vpc-1 is 90 days old"),
        ("return fail '100%'", "fail: 100%"), ("return skip()", "skip"), ("return skip 'why'", "skip: why"),
        ("return skip('%q', 'x')", #"skip: "x""#),
        ("return unknown()", "unknown(not-collected)"), ("return unknown('no %s', 'data')", "unknown(not-collected): no data"),
        ("fail 'not returned' return pass()", "pass"),
    ])
    func aVerdictIsReturned(check: String, answer: String) throws { #expect(try Asked.one(check) == answer) }

    @Test(arguments: [
        ("", "the check returned nothing: every path must return pass, fail, skip or unknown"), ("fail 'not returned'", "the check returned nothing"),
        ("return nil", "the check returned nothing"),
        ("return pass(), fail 'never'", "the check returned more than one value"),
        ("return true", "the check returned a boolean: it must return pass(), fail(), skip() or unknown()"),
        ("return 'pass'", "the check returned a string"), ("return 1", "the check returned a number"), ("return {}", "the check returned a table"),
        ("return pass", "the check returned a function"), ("return it", "the check returned a userdata"),
        ("return it.region", "the check returned a userdata"), ("return absent", "the check returned a userdata"),
        ("return fail()", "fail needs a message"), ("return fail(nil)", "fail needs a message"), ("return fail({})", "string expected, got table"),
        ("return pass(5)", "string expected, got number"), ("return fail('%d', 'x')", "bad argument"), ("return fail('%s')", "pass"),
        ("return findings {}", "findings {} without a verdict"), ("return findings { fail 'x' }", "findings needs a table of verdicts under names"),
        ("return findings { a = 'x' }", "findings needs a table of verdicts under names"),
        ("return findings { a = it }", "something that is not a verdict"),
        ("return findings { a = findings { b = pass() } }", "something that is not a verdict"), ("return findings()", "table expected"),
        ("local t = {} for i = 1, 101 do t['k' .. i] = pass() end return findings(t)", "more than 100 findings for one subject"),
    ])
    func everythingElseIsAnError(check: String, message: String) throws {
        let answer = try Asked.one(check)
        if message == "pass" { return #expect(answer == "fail: %s") }
        #expect(answer.contains("error: ") && answer.contains(message), "\(answer)")
    }

    @Test func severalFindingsComeInTheOrderOfTheirKeys() throws {
        let answers = try Asked.all("return findings { b = fail('%d', 2), a = pass(), c = unknown 'no', ['a b'] = skip 'x' }")
        #expect(answers == ["[a] pass", "[a b] skip: x", "[b] fail: 2", "[c] unknown(not-collected): no"])
        let hundred = try Asked.all("local t = {} for i = 1, 100 do t['k' .. i] = fail('%d', i) end return findings(t)")
        #expect(hundred.count == 100 && hundred.first == "[k1] fail: 1" && hundred.last == "[k99] fail: 99")
    }

    /// A verdict is a number of a message; one kept in an upvalue must not become the message of another subject.
    @Test func aVerdictOfAnotherSubjectCannotBeReturned() throws {
        let check = """
            if kept[1] then return kept[1] end
            for i = 1, 50 do kept[1] = fail('%s-%d', it.id, i) end
            return kept[1]
            """
        let answers = try Asked.all(
            "return kept(it)", resource: #""AWS::EC2::VPC""#, libraries: ["k": "local kept = {} return function(it) \(check) end"],
            items: SnapshotFolder.vpcs(2))
        #expect(answers.count == 2 && answers[0].hasPrefix("error: "), "\(answers)")
        try Folders.withTemporary { folder in
            let files = try PluginFolder(in: folder), snapshot = SnapshotFolder(in: folder)
            try files.rule("kept", source: "local kept = {}\n" + PluginFolder.source(resource: #""region""#, check: check))
            try snapshot.region(items: SnapshotFolder.vpcs(1))
            let plugin = try PluginLoader.load(folder: files.path)
            let account = try SnapshotLoader.load(paths: [snapshot.path]).accounts[0]
            let evaluator = try Evaluator(plugin: plugin, selected: [RuleSet.Selected(rule: plugin.rules[0], parameters: [:])])
            var messages: [String] = []
            for region in 0..<2 {
                try evaluator.evaluate("t.s.kept", over: .region(region), of: account) { _, answers in
                    messages += (0..<answers.count).compactMap { answers.answer($0) }.map { "\($0.verdict.name): \($0.message)" }
                }
            }
            #expect(messages.count == 2 && messages[0] == "fail: global-50" && messages[1].hasPrefix("error: "), "\(messages)")
        }
    }

    @Test func aLongMessageIsCut() throws {
        #expect(try Asked.one("return fail(('x'):rep(100000))").count == "fail: ".count + 4096)
        #expect(try Asked.one("error(('x'):rep(100000))").count == "error: ".count + 4096)
    }

    @Test func bytesThatAreNoTextBecomeReplacements() throws {
        #expect(try Asked.one(#"return fail("a\xFFb\0c")"#) == "fail: a\u{FFFD}b\0c")
    }
}
