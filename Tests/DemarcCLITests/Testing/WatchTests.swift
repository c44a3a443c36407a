// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Foundation
import Testing

/// `demarc test --watch` runs again what changed, says what is different then, and ends when it is told to.
@Suite struct WatchTests {
    private static let examples = """
        pass = { ["p"] = { it { configuration = { isDefault = false } } } },
        fail = { ["f"] = { it { configuration = { isDefault = true } } } },
        unknown = { ["u"] = { it { configuration = { isDefault = unknown "denied" } } } }
        """
    private static let sound = "if it.configuration.isDefault then return fail 'default' end return pass()"
    private static let inverted = "if it.configuration.isDefault then return pass() end return fail 'no default'"

    /// Starts `demarc test --watch`, runs each of `steps` when the count before has been written, and presses Ctrl-C at the end.
    private func watch(_ rule: TestedRule, _ steps: [String]) throws -> Command {
        let waiting = steps.enumerated().map { place, step in "wait_for \(place + 1)\n\(step)\n" }.joined()
        return try Command.shell(
            """
            set -m
            $DEMARC test \(rule.folder) --watch > out 2> err &
            pid=$!
            wait_for() { for _ in $(seq 600); do [ "$(cat out err | grep -c 'passed\\|plugin.lua')" -ge $1 ] && return; sleep 0.1; done; }
            \(waiting)wait_for \(steps.count + 1)
            kill -INT $pid
            wait $pid
            status=$?
            cat out; cat err >&2
            exit $status
            """, in: rule.folder + "/..")
    }

    @Test func `only what changed is shown, and Ctrl-C ends it cleanly`() throws {
        try Folders.withTemporary { folder in
            let rule = try TestedRule(in: folder, check: WatchTests.sound, examples: WatchTests.examples)
            for (name, check) in [("next", WatchTests.inverted), ("last", WatchTests.sound)] {
                let other = try TestedRule(in: "\(folder)/\(name)", check: check, examples: WatchTests.examples)
                try other.plugin.rule("other", source: "return rule {")
            }
            let file = "\(rule.folder)/rules/s/r.lua"
            let run = try watch(
                rule,
                [
                    "cp \(folder)/next/t/rules/s/r.lua \(file)", "cp \(file) \(folder)/new.lua; mv \(folder)/new.lua \(rule.folder)/rules/s/s.lua",
                    "mkdir \(rule.folder)/rules/u; cp \(folder)/last/t/rules/s/r.lua \(file); rm \(rule.folder)/rules/s/s.lua",
                    "cp \(folder)/last/t/rules/s/r.lua \(rule.folder)/rules/u/v.lua",
                ])
            #expect(run.status == 0 && run.errors.hasSuffix("demarc: stopping; once more ends at once\n"), "\(run.errors)")
            let lines = run.text.split(separator: "\n").filter { !$0.hasPrefix("      ") }
            // A rule has three examples; the unknown one holds throughout.
            #expect(lines.first?.hasPrefix("1 rule, ") == true && lines[1] == "3 passed, 0 failed", "\(run.text)")
            #expect(lines[2...4] == ["FAIL  t.s.r: pass: p", "FAIL  t.s.r: fail: f", "1 passed, 2 failed"], "\(run.text)")
            #expect(lines[5...8] == ["FAIL  t.s.s: pass: p", "FAIL  t.s.s: fail: f", "pass  t.s.s: unknown: u", "2 passed, 4 failed"], "\(run.text)")
            let rest = lines.dropFirst(9).filter { !$0.hasSuffix("failed") }
            #expect(
                Set(rest)
                    == [
                        "pass  t.s.r: pass: p", "pass  t.s.r: fail: f", "gone  t.s.s: pass: p", "gone  t.s.s: fail: f", "gone  t.s.s: unknown: u",
                        "pass  t.u.v: pass: p", "pass  t.u.v: fail: f", "pass  t.u.v: unknown: u",
                    ], "\(run.text)")
            #expect(lines.last == "6 passed, 0 failed")
        }
    }

    @Test func `a file that does not load is told, and watching goes on`() throws {
        try Folders.withTemporary { folder in
            let rule = try TestedRule(in: folder, check: WatchTests.sound, examples: WatchTests.examples)
            let manifest = "\(rule.folder)/plugin.lua"
            let run = try watch(rule, ["cp \(manifest) good; echo 'return plugin {' > \(manifest)", "cp good \(manifest)"])
            #expect(run.status == 0 && run.errors.contains("plugin.lua:") && run.errors.contains("unexpected symbol near <eof>"), "\(run.errors)")
            #expect(run.text.split(separator: "\n").filter { $0 == "3 passed, 0 failed" }.count == 2, "\(run.text)")
        }
    }

    @Test(arguments: ["format=junit", "output=x", "verbose"])
    func `it does not go with`(option: String) throws {
        let run = try Command.demarc(["test", "--watch", "--\(option)"])
        #expect(run.status == 2 && run.errors == "demarc: --watch does not go with --\(option.prefix { $0 != "=" })\n")
    }
}
