// SPDX-License-Identifier: Apache-2.0
import DemarcSnapshot
import DemarcTestSupport
import Testing

@testable import DemarcRules

/// What a check keeps in the locals of its file leads to no other account: there it would be read in foreign memory.
@Suite struct KeptTests {
    /// The file's own part, and what the check does with it; each would give what it kept in the account before.
    @Test(arguments: [
        ("local n = 0", "n = n + 1 return fail('%d', n)"),
        ("local kept", "kept = kept or it.configuration return fail('%s', kept == it.configuration)"),
        ("local kept = {}", "kept[1] = kept[1] or it.configuration return fail('%s', kept[1] == it.configuration)"),
        (
            "local kept = { { deep = {} } }",
            "local t = kept[1].deep t[it] = true local n = 0 for _ in pairs(kept[1]) do n = n + 1 end return fail('%d', n)"
        ),
        ("local kept = { 1, 2, 3 }", "table.remove(kept) kept.x = it return fail('%d', #kept)"),
        ("local kept = {}", "kept[#kept + 1] = it return fail('%d', #kept)"),
        ("local step", "step = step or it.region:find('AWS::EC2::VPC', 'id', it.id) local r = step() return fail('%s', r == it)"),
        ("local step", "step = step or it:related() return fail('%s', step() == nil)"),
        ("local step", "step = step or pairs(it.configuration) return fail('%s', step())"),
        ("local f = (function() local kept return function(x) kept = kept or x return kept end end)()", "return fail('%s', f(it) == it)"),
        ("local kept, n <const>\nkept = nil", "kept = kept or it.configuration return fail('%s', kept == it.configuration)"),
        ("local kept", "local n <const>\nkept = kept or it.configuration return fail('%s', kept == it.configuration)"),
        ("local kept = {} local put = table.insert", "put(kept, it) return fail('%d', #kept)"),
        ("local kept = { f = function() end }", "local old = kept.f() function kept.f() return it end return fail('%s', old == nil)"),
        ("local kept local t = { f = function(x) kept, x = kept or x, nil return kept end }", "return fail('%s', t.f(it) == it)"),
        ("local n = 0", "-- a\rn = n + 1\nreturn fail('%d', n)"),
        ("local lib = require('t.' .. 'lib')", "return fail('%s', lib.kept(it) == it)"),
        ("local lib = require('t.lib' and 't.lib')", "return fail('%s', lib.kept(it) == it)"),
        ("local lib = require(('t.libx'):sub(1, 5))", "return fail('%s', lib.kept(it) == it)"),
        ("local get = require", "return fail('%s', get('t.lib').kept(it) == it)"),
        ("local lib = require 't.lib' lib.count(1)", "return fail('%d', lib.count(it))"),
        ("local lib = require 't.lib'", "return fail('%s', lib.kept(it) == it)"), ("", "return fail('%s', require('t.lib').kept(it) == it)"),
        ("", "return fail('%d', require('t.lib').count(it))"),
    ])
    func eachAccountBeginsAnew(lead: String, check: String) throws {
        let library = """
            local kept
            local seen = {}
            return {
              kept = function(value) kept = kept or value return kept end,
              count = function(value) seen[#seen + 1] = value return #seen end,
            }
            """
        try Folders.withTemporary { folder in
            let files = try PluginFolder(in: folder)
            try files.rule("kept", source: lead + "\n" + PluginFolder.source(check: check))
            try files.write("lib/lib.lua", library)
            let plugin = try PluginLoader.load(folder: files.path)
            #expect(plugin.errors.isEmpty, "\(plugin.errors)")
            let evaluator = try Evaluator(plugin: plugin, selected: plugin.rules.map { RuleSet.Selected(rule: $0, parameters: [:]) })
            let first = try Self.answers(evaluator, in: folder, name: "first", count: 1)
            _ = try Self.answers(evaluator, in: folder, name: "large", count: 300)
            #expect(try Self.answers(evaluator, in: folder, name: "other", count: 1) == first)
            #expect(first.count == 1 && first[0].hasPrefix("fail ") && first[0] != "fail false", "\(first)")
        }
    }

    /// What an iterator has gone through is its own: one that was made outside of the check is refused in each.
    @Test(arguments: ["('a b c'):gmatch('%a')", "pairs({ 1, 2, 3 })"]) func anIteratorOfTheFileIsRefused(iterator: String) throws {
        let library = "for _ in \(iterator) do end local step = \(iterator) return { step = step }"
        let answer = try Asked.one("return fail('%s', tostring(require('t.l').step()))", libraries: ["l": library])
        #expect(answer.contains("this iterator was made before the check began"))
    }

    private static func answers(_ evaluator: Evaluator, in folder: String, name: String, count: Int) throws -> [String] {
        let snapshot = SnapshotFolder(in: folder, name: name)
        let items = (0..<count).map { SnapshotFolder.item("AWS::EC2::VPC", "vpc-\($0)", #"{"only\#(name == "large" ? "\($0)" : "")":1}"#) }
        try snapshot.region(items: items)
        let account = try SnapshotLoader.load(paths: [snapshot.path]).accounts[0]
        let subjects = Evaluator.Subjects.resources(account.resources(of: "AWS::EC2::VPC"))
        var all: [String] = []
        try evaluator.evaluate("t.s.kept", over: subjects, of: account) { _, answers in
            all += (0..<answers.count).compactMap { answers.answer($0) }.map { "\($0.verdict.name) \($0.message)" }
        }
        return all
    }
}
