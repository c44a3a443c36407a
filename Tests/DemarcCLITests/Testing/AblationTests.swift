// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// `demarc test` makes each fact that an example reads unknown: a rule that is content without it is found out.
@Suite struct AblationTests {
    private static let logs = #""AWS::EC2::FlowLog""#

    /// Tests one rule about VPCs that has these examples.
    private func test(_ check: String, pass: String, fail: String, unknown: String = "it {}") throws -> Command {
        try Folders.withTemporary { folder in
            let plugin = try PluginFolder(in: folder)
            for type in ["VPC", "FlowLog"] {
                let fixture = Folders.inProject("Plugins/aws/fixtures/AWS--EC2--\(type).json")
                try plugin.write("fixtures/AWS--EC2--\(type).json", String(decoding: try Folders.bytes(fixture), as: UTF8.self))
            }
            let examples = #"pass = { ["p"] = { \#(pass) } }, fail = { ["f"] = { \#(fail) } }, unknown = { ["u"] = { \#(unknown) } }"#
            try plugin.rule("r", check: check, more: "examples = { \(examples) },")
            return try Command.demarc(["test", plugin.path])
        }
    }

    @Test(arguments: ["pass", "skip"])
    func `a rule that is content because nobody looked is reported`(verdict: String) throws {
        let run = try test(
            """
            if not it.region:collected \(Self.logs) and it.tags.judged == nil then return \(verdict) "nobody looked" end
            for _ in it.region:all \(Self.logs) do return pass() end
            return fail "there is none"
            """,
            pass: "it {}, with(\(Self.logs), {})", fail: "it {}, none \(Self.logs)", unknown: #"it { tags = { judged = "yes" } }"#)
        #expect(run.status == 1)
        #expect(run.text.contains("FAIL  t.s.r: fail: f\n"))
        #expect(
            run.text.contains("turns into \(verdict) when AWS::EC2::FlowLog is collected is unknown: a missing fact is never a \(verdict)"),
            "\(run.text)")
    }

    @Test func `a rule that takes what is known for all there is is reported`() throws {
        let run = try test(
            "for _ in it.region:known \(Self.logs) do return fail 'there is one' end it.region:all \(#""AWS::EC2::VPC""#) return pass()",
            pass: "it {}, none \(Self.logs)", fail: "it {}, with(\(Self.logs), {})", unknown: #"it { id = unknown "denied" }"#)
        #expect(run.status == 1)
        #expect(run.text.contains("turns into pass when AWS::EC2::FlowLog is unknown: a missing fact is never a pass"), "\(run.text)")
    }

    @Test func `catching does not turn the unknown into anything else`() throws {
        let run = try test(
            "local ok, value = pcall(function() return it.configuration.isDefault end) if ok and value then return fail 'x' end return pass()",
            pass: "it { configuration = { isDefault = false } }", fail: "it { configuration = { isDefault = true } }",
            unknown: #"it { configuration = { isDefault = unknown "denied" } }"#)
        #expect(run.status == 0, "\(run.text)")
    }

    @Test func `a sound rule is left alone`() throws {
        let run = try test(
            "for _ in it.region:all \(Self.logs) do return fail 'there is one' end return pass()", pass: "it {}, none \(Self.logs)",
            fail: "it {}, with(\(Self.logs), {})")
        #expect(run.status == 0, "\(run.text)")
        #expect(run.text.hasSuffix("3 passed, 0 failed\n"))
    }
}
