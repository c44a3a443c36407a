// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// `demarc test --mutate` tells which changes of a rule its examples would not notice.
@Suite struct MutationTests {
    private static let examples = """
        pass = { ["p"] = { it { configuration = { isDefault = false, size = 1 } } } },
        fail = { ["f"] = { it { configuration = { isDefault = true, size = 9 } } } },
        unknown = { ["u"] = { it { configuration = { isDefault = unknown "denied" } } } }
        """

    @Test func `a survivor is told with its line and its change, and a floor is held`() throws {
        try Folders.withTemporary { folder in
            let check = "if it.configuration.isDefault and it.configuration.size > 3 then return fail 'default' end\nreturn pass()"
            let rule = try TestedRule(in: folder, check: check, examples: MutationTests.examples)
            let run = try Command.demarc(["test", rule.folder, "--mutate"])
            #expect(run.status == 0 && run.errors.isEmpty)
            let survivors = run.text.split(separator: "\n").filter { $0.hasPrefix("survives") }
            let place = "survives  \(rule.folder)/rules/s/r.lua:\(TestedRule.checkLine(MutationTests.examples)): "
            let rest = "it.configuration.size > 3 then return fail 'default' end"
            let expected = [
                "if it.configuration.isDefault [-and-]{+or+} \(rest)",
                "if it.configuration.isDefault[-and it.configuration.size > 3-] then return fail 'default' end",
                "if it.configuration.isDefault and it.configuration.size [->-]{+>=+} 3 then return fail 'default' end",
            ]
            #expect(Set(survivors.map(String.init)) == Set(expected.map { place + $0 }), "\(run.text)")
            #expect(run.text.split(separator: "\n").last?.hasPrefix("t: ") == true, "\(run.text)")
            #expect(try Command.demarc(["test", rule.folder, "--min-score", "100"]).status == 1)
            #expect(try Command.demarc(["test", rule.folder, "--min-score", "20"]).status == 0)
        }
    }

    @Test func `a mutant that does not end is stopped, and noticed`() throws {
        let check = "local n = 0\nwhile n < it.configuration.size do n = n + 1 end\nif n > 3 then return fail 'large' end\nreturn pass()"
        let examples = """
            pass = { ["p"] = { it { configuration = { size = 3 } } }, ["0"] = { it { configuration = { size = 0 } } } },
            fail = { ["f"] = { it { configuration = { size = 4 } } } },
            unknown = { ["u"] = { it { configuration = { size = unknown "denied" } } } }
            """
        let run = try TestedRule.test(check, examples: examples, options: ["--mutate"])
        #expect(run.status == 0 && !run.text.contains("survives  "), "\(run.text)")
        #expect(run.text.hasSuffix(" noticed, score 100.0\n"))
    }

    @Test func `a rule whose examples do not hold is not tried, and that is told`() throws {
        let run = try TestedRule.test("return pass()", examples: MutationTests.examples, options: ["--mutate"])
        #expect(
            run.status == 1 && run.text.hasSuffix("not tried t.s.r: its examples do not hold as they are\nt: 0 mutants, 0 noticed\n"), "\(run.text)")
    }

    @Test func `any number of threads tell the same`() throws {
        let runs = try ["1", "4"].map { try Command.demarc(["test", "--rule", "aws.s3.*", "--mutate", "--jobs", $0]) }
        #expect(runs[0].output == runs[1].output && runs[0].text.contains("aws: "), "\(runs[0].text)")
    }
}
