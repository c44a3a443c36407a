// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// An example holds however it is run; a rule that hangs on something else is found out.
@Suite struct MultiplicationTests {
    private static let kept = "something outlives the check: a local of the file, or a table in one, is not what it was before"

    private static let examples = """
        pass = { ["p"] = { it { configuration = { isDefault = false } } } },
        fail = { ["f"] = { it { configuration = { isDefault = true } } } },
        unknown = { ["u"] = { it { configuration = { isDefault = unknown "denied" } } } }
        """

    @Test func `what outlives a check is told where a check changes it`() throws {
        let run = try TestedRule.test(
            "if first == nil then first = it.configuration.isDefault end if first then return fail 'default' end return pass()",
            examples: MultiplicationTests.examples, head: "local first")
        #expect(run.status == 1)
        #expect(run.text.hasSuffix("1 passed, 2 failed\n"), "\(run.text)")
        #expect(run.text.contains(": \(Self.kept)\n"))
    }

    @Test func `a rule that counts its checks shows at once`() throws {
        let run = try TestedRule.test(
            "calls = calls + 1 if calls % 2 == 0 then return fail 'even' end return pass()", examples: MultiplicationTests.examples,
            head: "local calls = 0")
        #expect(run.status == 1 && run.text.contains(": \(Self.kept)\n"), "\(run.text)")
    }

    @Test(arguments: [
        ("local seen = {}", "seen[it.id] = true return pass()"), ("local seen = { { a = 1 } }", "seen[1].a = nil return pass()"),
        ("local list = { 2, 1 }", "table.sort(list) return pass()"), ("local last", "last = it.id return pass()"),
        ("local f = (function() local n = 0 return function() n = n + 1 end end)()", "f() return pass()"),
    ])
    func `what no verdict shows is found too`(head: String, check: String) throws {
        let run = try TestedRule.test(check, examples: #"pass = { ["p"] = { it {} } }"#, head: head)
        #expect(run.status == 1 && run.text.contains(": \(Self.kept)\n"), "\(run.text)")
    }

    @Test(arguments: [
        ("it { tgas = { a = 'b' } }", "\"tgas\" of a resource", "did you mean \"tags\"?"),
        ("with('AWS::EC2::VPC', { id = 'vpc-2', configuraton = {} }), it {}", "\"configuraton\" of a resource", "did you mean \"configuration\"?"),
    ])
    func `an example that sets what nothing reads is refused`(example: String, found: String, meant: String) throws {
        let run = try TestedRule.test("return pass()", examples: #"pass = { ["p"] = { \#(example) } }"#)
        #expect(run.status == 1 && run.text.contains(found) && run.text.contains(meant), "\(run.text)")
    }

    @Test func `an example may use AWS Config's own names`() throws {
        let item = "ARN = 'arn:aws:ec2:us-east-1:111111111111:vpc/v', resourceId = 'v', Tags = {}, awsRegion = 'eu-west-1'"
        let run = try TestedRule.test("return it.id == 'v' and pass() or fail 'id'", examples: #"pass = { ["p"] = { it { \#(item) } } }"#)
        #expect(run.text.contains("\n1 passed"), "\(run.text)")
    }

    @Test func `what is as it was before is nothing that is kept`() throws {
        let check = "n = n + 1 t.a = 2 t.a = 1 n = n - 1 local own = {} own[1] = n return pass()"
        let run = try TestedRule.test(check, examples: #"pass = { ["p"] = { it {} } }"#, head: "local n, t = 0, { a = 1 }")
        #expect(run.text.contains("\n1 passed") && !run.text.contains(Self.kept), "\(run.text)")
    }

    @Test func `a message that hangs on the checks before is no less of a difference`() throws {
        let run = try TestedRule.test(
            "local is = it.configuration.isDefault calls = calls + 1 if is then return fail('call %d', calls) end return pass()",
            examples: MultiplicationTests.examples, head: "local calls = 0")
        #expect(run.status == 1 && run.text.contains(": \(Self.kept)\n"), "\(run.text)")
    }

    @Test(arguments: [
        #"if it.region:count "AWS::EC2::VPC" > 1 then return fail "two" end return pass()"#,
        #"local n = 0 for _ in it.account:all "AWS::EC2::VPC" do n = n + 1 end return n > 1 and fail "two" or pass()"#,
    ])
    func `a verdict that hangs on another resource of the type is told`(check: String) throws {
        let run = try TestedRule.test(check, examples: #"pass = { ["p"] = { it {} } }"#)
        #expect(run.text.contains("found fail (two), expected pass beside an unrelated resource\n"), "\(run.text)")
    }

    @Test func `a verdict that hangs on the case of a name is told`() throws {
        let run = try TestedRule.test(
            "for key in pairs(it.configuration) do if key == 'IsDefault' then return fail 'upper' end end return pass()",
            examples: #"pass = { ["p"] = { it {} } }"#)
        #expect(run.text.contains("found fail (upper), expected pass with the first letter of each key in the other case\n"), "\(run.text)")
    }

    @Test(arguments: [
        "if it.configuration.isDefault then return pass() end return fail 'no'",
        "if not it.configuration.isDefault then return fail 'no' end return pass()",
    ])
    func `a text in the place of false is no truth`(check: String) throws {
        let examples = """
            pass = { ["p"] = { it { configuration = { isDefault = true } } } },
            fail = { ["f"] = { it { configuration = { isDefault = false } } } },
            unknown = { ["u"] = { it { configuration = { isDefault = unknown "denied" } } } }
            """
        let run = try TestedRule.test(check, examples: examples)
        let complaint = "turns into pass when true and false are texts: compare with == true and == false, and let anything else be unknown\n"
        #expect(run.status == 1 && run.text.hasSuffix("2 passed, 1 failed\n"), "\(run.text)")
        #expect(run.text.contains(complaint) && run.text.contains("isDefault = \"false\""), "\(run.text)")
        let compared = try TestedRule.test(
            "local is = it.configuration.isDefault if is == true then return pass() end if is == false then return fail 'no' end return unknown 'no'",
            examples: examples)
        #expect(compared.status == 0, "\(compared.text)")
    }

    @Test func `a check that does not end breaks its example and no other`() throws {
        let run = try TestedRule.test(
            "while it.configuration.isDefault do end if it.id == 'x' then return fail 'x' end return pass()",
            examples: """
                pass = { ["p"] = { it { configuration = { isDefault = false } } }, ["endless"] = { it { configuration = { isDefault = true } } } },
                fail = { ["f"] = { it { id = "x", configuration = { isDefault = false } } } },
                unknown = { ["u"] = { it { configuration = { isDefault = unknown "denied" } } } }
                """)
        #expect(run.status == 1 && run.text.hasSuffix("3 passed, 1 failed\n"), "\(run.text)")
        #expect(run.text.contains(": stopped: it ran longer than its budget of instructions), expected pass\n"))
    }

    @Test func `an example sets the rule's parameters`() throws {
        let check = "if it.configuration.isDefault and not params.accepts then return fail 'default' end return pass()"
        let examples = """
            pass = { ["accepted"] = { it { configuration = { isDefault = true } }, params { accepts = true } } },
            fail = { ["by default"] = { it { configuration = { isDefault = true } } } },
            unknown = { ["u"] = { it { configuration = { isDefault = unknown "denied" } } } }
            """
        let more = #"params = { accepts = { false, "whether" } },"#
        let run = try TestedRule.test(check, examples: examples, more: more)
        #expect(run.status == 0 && run.text.hasSuffix("3 passed, 0 failed\n"), "\(run.text)")
    }

    @Test func `the shipped rules hold on any number of threads, and say the same`() throws {
        let runs = try ["1", "2", "8"].map { try Command.demarc(["test", "--rule", "aws.s3.*", "--verbose", "--jobs", $0]) }
        #expect(runs[0].status == 0 && runs[0].text.contains(" passed, 0 failed\n"), "\(runs[0].text)")
        #expect(runs.allSatisfy { $0.output == runs[0].output })
    }
}
