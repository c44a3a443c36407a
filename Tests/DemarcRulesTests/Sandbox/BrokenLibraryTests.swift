// SPDX-License-Identifier: Apache-2.0
import DemarcSnapshot
import DemarcTestSupport
import Testing

@testable import DemarcRules

/// A library that stops while it loads stops every check that asks for it, and each says why.
@Suite struct BrokenLibraryTests {
    @Test(arguments: [
        ("local x = time.parse('bad')", "unknown(undecodable): "), ("error('broken library')", "error: t.lib:1: broken library"),
        ("error { 1 }", "error: t.lib:1: it raised something that is not a text"), ("return 1 +", "t.lib:1: unexpected symbol near <eof>"),
        ("require 't.inner' error 'outer'", "error: t.lib:1: outer"), ("return require 't.gone'", "there is no library 't.gone'"),
        ("require 't.cycle'", "library 't.lib' requires itself"), ("pcall(require, 't.lib') error 'after'", "error: t.lib:1: after"),
    ])
    func everyCheckSaysTheSame(library: String, says: String) throws {
        let answers = try Asked.all(
            "require 't.lib' return pass()",
            libraries: ["lib": library, "inner": "return {}", "cycle": "return require 't.lib'"], items: SnapshotFolder.vpcs(3))
        #expect(answers.count == 3 && Set(answers).count == 1 && answers[0].contains(says), "\(answers)")
        let caught = try Asked.all(
            "local _, first = pcall(require, 't.lib') local _, second = pcall(require, 't.lib') return fail('%s', first == second)",
            libraries: ["lib": library, "inner": "return {}", "cycle": "return require 't.lib'"], items: SnapshotFolder.vpcs(2))
        let isCatchable = answers[0].hasPrefix("error: ")
        #expect(caught == Array(repeating: isCatchable && library != "error { 1 }" ? "fail: true" : caught[0], count: 2), "\(caught)")
        if !isCatchable { #expect(caught[0].contains(says), "\(caught)") }
    }

    /// Each of the libraries is asked for by three checks of one evaluator, under the budget that decides.
    @Test(arguments: [
        ("while true do end", "pcall(require, 't.lib')", "stopped: it ran longer than its budget of instructions"),
        ("local s = 'x' while true do s = s .. s end", "pcall(require, 't.lib')", "stopped: it used more than its budget of memory for one text"),
        ("for i = 1, 1e5 do end error 'x'", "while true do pcall(require, 't.lib') end", "stopped: it ran longer than its budget of instructions"),
        (
            "error 'x' --" + String(repeating: "x", count: 200_000), "while true do pcall(require, 't.lib') end",
            "stopped: it ran longer than its budget of instructions"
        ),
    ])
    func loadingAgainCostsWhatItCosts(library: String, check: String, says: String) throws {
        try Folders.withTemporary { folder in
            let files = try PluginFolder(in: folder)
            try files.rule("asked", check: check + " return pass()")
            try files.write("lib/lib.lua", library)
            let snapshot = SnapshotFolder(in: folder)
            try snapshot.region(items: SnapshotFolder.vpcs(3))
            let plugin = try PluginLoader.load(folder: files.path)
            let account = try SnapshotLoader.load(paths: [snapshot.path]).accounts[0]
            let evaluator = try Evaluator(plugin: plugin, selected: plugin.rules.map { RuleSet.Selected(rule: $0, parameters: [:]) })
            let subjects = Evaluator.Subjects.resources(account.resources(of: "AWS::EC2::VPC"))
            for number in 0..<3 {
                let message = try evaluator.record("t.s.asked", over: subjects, at: number, of: account) { $0.answer(0)?.message }
                #expect(message?.hasSuffix(says) == true, "\(message ?? "nothing")")
            }
        }
    }

    @Test func aLibraryThatGivesATruthIsNotOneThatRequiresItself() throws {
        #expect(try Asked.one("return fail('%s', require 't.lib' == require 't.lib')", libraries: ["lib": "return false"]) == "fail: true")
    }
}
