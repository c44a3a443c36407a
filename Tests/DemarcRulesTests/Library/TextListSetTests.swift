// SPDX-License-Identifier: Apache-2.0
import DemarcSnapshot
import DemarcTestSupport
import Testing

@testable import DemarcRules

/// text, time, list and set where the reference page has no example: nothing, other shapes, and facts that are missing.
@Suite struct TextListSetTests {
    private static let item = SnapshotFolder.item(
        "AWS::EC2::VPC", "vpc-1", #"{"list":["b",null,"a","b"],"deep":{"x":1},"text":"Text","number":7,"when":"2026-03-01T00:00:00Z"}"#)

    private static func value(_ expression: String) throws -> String { try Asked.value(expression, items: [item]) }

    @Test(
        "of nothing there is nothing",
        arguments: [
            ("text.starts_with(nil, 'a')", "false"), ("text.contains(it.configuration.missing, 'a')", "false"), ("text.lower(nil)", "nil"),
            ("text.trim(it.configuration.missing.deeper)", "nil"), ("text.split(nil, ',')", "nil"), ("list.contains(nil, 1)", "false"),
            ("list.count(it.configuration.missing, pass)", "0"), ("list.find(nil, pass)", "nil"), ("#list.map(nil, pass)", "0"),
            ("'<' .. list.join(nil) .. '>'", "<>"), ("#list.sort {}", "0"), ("#set.union(nil, nil)", "0"), ("set.subset(nil, nil)", "true"),
            ("set.equal(nil, it.configuration.list)", "false"), ("set.subset(it.configuration.list, nil)", "false"),
        ])
    func nothing(expression: String, value: String) throws { #expect(try Self.value(expression) == value) }

    @Test(
        "documents are lists and texts like any other",
        arguments: [
            ("list.contains(it.configuration.list, 'a')", "true"), ("list.contains(it.configuration.list, nil)", "true"),
            ("list.join(list.sort(it.configuration.list), '')", "abb"), ("list.join(set.union(it.configuration.list, {}), '')", "ba"),
            ("list.join(list.filter(it.configuration.list, function(x) return x ~= 'b' end), '')", "a"),
            ("list.join(set.difference(it.configuration.list, { 'a' }), '')", "b"), ("text.upper(it.configuration.text)", "TEXT"),
            ("text.ends_with(it.configuration.text, 'xt')", "true"), ("text.ends_with('t', 'text')", "false"),
            ("text.contains('abc', '')", "true"), ("text.contains('ab', 'abc')", "false"), ("text.glob('', '*')", "true"),
            ("text.glob('aab', 'a*b')", "true"), ("text.glob('ab', 'a?b')", "false"), ("text.glob('A', 'a')", "false"),
            ("#text.split(',a,', ',')", "3"), ("list.join(text.split('a::b::c', '::'))", "a, b, c"), ("'<' .. text.trim(' \\t\\n') .. '>'", "<>"),
            ("text.lower('ÄB')", "Äb"), ("time.parse(it.configuration.when)", "1772323200.0"), ("time.parse(1772323200000)", "1772323200.0"),
            ("time.compare(now(), it.configuration.when)", "1"), ("time.duration(it.configuration.when, now())", "1.0"),
        ])
    func documents(expression: String, value: String) throws { #expect(try Self.value(expression) == value) }

    @Test(
        "a question mark stands for one character, whatever bytes it has",
        arguments: [
            ("text.glob('é', '?')", true), ("text.glob('é', '??')", false), ("text.glob('€', '*??')", false), ("text.glob('é€', '*??')", true),
            ("text.glob('😀', '?')", true), ("text.glob('a😀b', 'a?b')", true), ("text.glob('e\u{301}', '?')", false),
            ("text.glob('büro', '*ü?o')", true),
            ("text.glob('\\xE2\\x82', '?')", true), ("text.glob('\\x82\\x82', '??')", true), ("text.glob('', '?')", false),
            (allowed("'arn:aws:s3:::b/?'", denied: "{}", of: "'arn:aws:s3:::b/é'"), true),
            (allowed("'arn:aws:s3:::b/??'", denied: "{}", of: "'arn:aws:s3:::b/é'"), false),
            (allowed("'*'", denied: "'arn:aws:s3:::b/*?'", of: "'arn:aws:s3:::b/é'"), false),
            (allowed("'*'", denied: "'arn:aws:s3:::b/*??'", of: "'arn:aws:s3:::b/é'"), true),
            (allowed("'*'", denied: "'arn:aws:s3:::b/é?'", of: "'arn:aws:s3:::b/??'"), false),
        ])
    func characters(expression: String, is answer: Bool) throws { #expect(try Self.value(expression) == "\(answer)") }

    /// Whether reading a resource is allowed where these resources are allowed and those denied.
    private static func allowed(_ resources: String, denied: String, of resource: String) -> String {
        "iam.allows({ Statement = { { Effect = 'Allow', Action = 's3:*', Resource = \(resources) }, { Effect = 'Deny', Action = 's3:*', Resource = \(denied) } } },"
            + " { action = 's3:GetObject', resource = \(resource), context = {} })"
    }

    @Test(
        "a document of another shape is unknown",
        arguments: [
            "text.lower(it.configuration.deep)", "text.starts_with(it.configuration.deep, 'a')", "list.count(it.configuration.deep, pass)",
            "list.join(it.configuration.deep)", "set.union(it.configuration.deep, {})", "time.parse('soon')", "time.compare('soon', 0)",
        ])
    func shapes(expression: String) throws {
        #expect(try Self.value(expression).hasPrefix("unknown(undecodable): "))
        #expect(try Asked.one("pcall(function() return \(expression) end) return pass()", items: [Self.item]).hasPrefix("unknown(undecodable): "))
    }

    @Test(
        "a mistake is an error",
        arguments: [
            "text.lower({})", "text.starts_with('a')", "text.split('a', '')", "text.split('a')", "list.count({})", "list.map({}, 1)",
            "list.join({ {} })",
            "set.union({ {} }, {})", "time.parse({})", "list.sort({ 1, 'a' })",
        ])
    func mistakes(expression: String) throws { #expect(try Self.value(expression).hasPrefix("error: "), "\(expression)") }

    @Test(
        "a date that is missing, and another value where a list is expected, are unknown, and nothing catches that",
        arguments: [
            ("days_since(nil)", "unknown(not-collected): the date was not collected"),
            ("days_since()", "unknown(not-collected): the date was not collected"),
            ("time.parse(nil)", "unknown(not-collected): the date was not collected"),
            ("time.compare('2026-01-01', nil)", "unknown(not-collected): the date was not collected"),
            ("time.duration('2026-01-01')", "unknown(not-collected): the date was not collected"),
            ("pcall(days_since, nil)", "unknown(not-collected): the date was not collected"),
            ("days_since(true)", "unknown(undecodable): a date was expected: the document has another shape"),
            ("list.contains(7, 1)", "unknown(undecodable): a list was expected: the document has another shape"),
            ("set.equal(7, {})", "unknown(undecodable): a list was expected: the document has another shape"),
            ("any('x', pass)", "unknown(undecodable): a list was expected: the document has another shape"),
            ("ipairs(true)", "unknown(undecodable): a list was expected: the document has another shape"),
            ("pcall(pairs, 7)", "unknown(undecodable): a list was expected: the document has another shape"),
        ])
    func missing(expression: String, answer: String) throws { #expect(try Self.value(expression) == answer) }

    @Test(
        "work that runs no instruction is paid for",
        arguments: [
            "text.glob(s, ('*a'):rep(40) .. 'b')", "text.contains(s, s:sub(1, 9999) .. 'b')", "#text.split(s, 'a')",
            "net.contains(ranges, '10.0.0.0/8')", "iam.allows({ Statement = { Effect = 'Allow', Action = actions } }, { action = s })",
            "list.count(ranges, function() end)", "set.equal(ranges, ranges)",
        ])
    func fuel(expression: String) throws {
        try Folders.withTemporary { folder in
            let files = try PluginFolder(in: folder)
            let lead =
                "local s, ranges, actions = ('a'):rep(20000), {}, {} for i = 1, 2000 do ranges[i] = '10.0.0.' .. i % 256 actions[i] = '*a*b' end"
            try files.rule("endless", check: "\(lead) local v while true do v = \(expression) end")
            let snapshot = SnapshotFolder(in: folder)
            try snapshot.region(items: SnapshotFolder.vpcs(1))
            let plugin = try PluginLoader.load(folder: files.path)
            let account = try SnapshotLoader.load(paths: [snapshot.path]).accounts[0]
            let evaluator = try Evaluator(plugin: plugin, selected: [RuleSet.Selected(rule: plugin.rules[0], parameters: [:])])
            let subjects = Evaluator.Subjects.resources(account.resources(of: "AWS::EC2::VPC"))
            let answer = try evaluator.record("t.s.endless", over: subjects, at: 0, of: account) { $0.answer(0) }
            let message = try #require(answer?.message)
            #expect(message.hasSuffix("endless.lua:10: stopped: it ran longer than its budget of instructions"), "\(message)")
        }
    }
}
