// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// Of an example that does not hold `demarc test` says where it stands, what it says, what came, and what was read where.
@Suite struct FailedExampleTests {
    @Test func `what was expected, what came, and what was read on the way`() throws {
        let check = """
            for log in it.region:find("AWS::EC2::FlowLog", "configuration.resourceId", it.id) do
              if log.configuration.flowLogStatus == "ACTIVE" then return pass "logged" end
            end
            return fail "no"
            """
        let example = #"fail = { ["not so"] = { it {}, with("AWS::EC2::FlowLog", { configuration = { resourceId = "vpc-1" } }) } }"#
        let run = try TestedRule.test(check, examples: example)
        let line = TestedRule.checkLine(example)
        let block = run.text.split(separator: "\n").drop { $0 != "FAIL  t.s.r: fail: not so" }.prefix(8)
        #expect(
            block.dropFirst().first?.hasSuffix("rules/s/r.lua:\(TestedRule.examplesLine): found pass (logged), expected fail") == true, "\(run.text)")
        #expect(
            block.dropFirst(2).joined(separator: "\n")
                == """
                        - fail
                        + pass  logged
                        r.lua:\(line)  id = "vpc-1"
                        r.lua:\(line)  AWS::EC2::FlowLog where configuration.resourceId is vpc-1 in us-east-1 = 1
                        r.lua:\(line + 1)  AWS::EC2::FlowLog fl-1 configuration.flowLogStatus = "ACTIVE"
                FAIL  t.s.r: pass
                """, "\(run.text)")
    }

    @Test func `every finding of several is shown`() throws {
        let run = try TestedRule.test(
            "return findings { [\"port 22\"] = fail 'open', [\"port 80\"] = pass() }", examples: #"pass = { ["p"] = { it {} } }"#)
        #expect(run.text.contains("        - pass\n        + fail  port 22: open\n        + pass  port 80\n"), "\(run.text)")
    }

    @Test func `what a library reads is told with the library's name`() throws {
        try Folders.withTemporary { folder in
            let rule = try TestedRule(
                in: folder, check: "return require 't.help'.judge(it)",
                examples: #"fail = { ["f"] = { it { configuration = { isDefault = false } } } }"#)
            try rule.plugin.write(
                "lib/help.lua",
                "local help = {}\nfunction help.judge(it)\n  return it.configuration.isDefault and fail 'x' or pass()\nend\nreturn help\n")
            let run = try Command.demarc(["test", rule.folder])
            #expect(run.text.contains("        - fail\n        + pass\n        t.help:3  configuration.isDefault = false\n"), "\(run.text)")
        }
    }

    @Test func `a secret is in no message`() throws {
        let run = try TestedRule.test(
            "return it.configuration.masterUserPassword and pass() or fail 'x'",
            examples: #"fail = { ["f"] = { it { configuration = { masterUserPassword = "correct horse" } } } }"#)
        #expect(run.text.contains("masterUserPassword = \"[redacted]\"") && !run.text.contains("horse"), "\(run.text)")
    }

    @Test func `what an unknown fact turns into a pass is told with its line`() throws {
        let run = try TestedRule.test(
            "if it.region:collected \(TestedRule.logs) then return fail 'x' end return pass()",
            examples: #"fail = { ["f"] = { it {}, none "AWS::EC2::FlowLog" } }"#)
        #expect(
            run.text.contains(
                "- unknown\n        + pass\n        r.lua:\(TestedRule.checkLine(""))  AWS::EC2::FlowLog is collected is unknown\n"), "\(run.text)")
    }
}
