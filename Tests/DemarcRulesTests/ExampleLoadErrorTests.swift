// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

@testable import DemarcRules

/// What a rule's parameters and examples may look like.
@Suite struct ExampleLoadErrorTests {
    private func complaint(_ more: String) throws -> String {
        try LoadedPlugin.complaint("rules/s/broken.lua", PluginFolder.source(check: "return pass()", more: more))
    }

    @Test(arguments: [
        ("params = 5", "params: found a number, expected named parameters"),
        ("params = { 5 }", "params: found a table, expected named parameters"),
        ("params = { days = 90 }", "params.days: found a number, expected a table"),
        ("params = { days = { 90 } }", "days: found 1 values, expected { default,"),
        ("params = { days = { 90, 90 } }", "expected { default,"),
        (
            #"params = { days = { 90, "days", mim = 1 } }"#,
            #"params.days.mim: found an unknown field, expected one of min, max, values; did you mean "min"?"#
        ),
        ("examples = 1", "examples: found a number, expected a table"),
        ("examples = { passes = {} }", #"examples.passes: found an unknown field, expected one of pass, fail, skip, unknown; did you mean "pass"?"#),
        ("examples = { pass = { { it {} } } }", "examples.pass: found an example without a name"),
        (#"examples = { pass = { a = { none "AWS::EC2::VPC" } } }"#, "examples.pass.a: found 0 times it {}"),
        ("examples = { pass = { a = { it {}, it {} } } }", "examples.pass.a: found 2 times it {}"),
        ("examples = { pass = { a = { it {}, {} } } }", "examples.pass.a: found a table, expected it {}, with(type, {})"),
        ("examples = { pass = { a = { it {}, with {} } } }", "examples.pass.a: found a table, expected it {}, with(type, {})"),
        ("examples = { pass = { a = { it {}, pass() } } }", "examples.pass.a: found a verdict"),
        (#"examples = { pass = { a = { it {}, wiht("x", {}) } } }"#, "there is no 'wiht' in a rule's environment"),
    ])
    func isNamed(more: String, message: String) throws {
        let complaint = try complaint(more + ",")
        #expect(complaint.contains("rules/s/broken.lua:8: "))
        #expect(complaint.contains(message), "\(complaint)")
    }

    /// A limit nobody can read would be no limit.
    @Test(arguments: [
        (#"params = { days = { 90, "days", min = "1" } }"#, "min"), (#"params = { days = { 90, "days", max = true } }"#, "max"),
        (#"params = { days = { 90, "days", values = 5 } }"#, "values"), (#"params = { days = { 90, "days", max = 30 } }"#, "at most 30"),
        (#"params = { kind = { "a", "kind", values = { "b" } } }"#, #"one of "b""#), (#"params = { kind = { pass, "kind" } }"#, "a function"),
    ])
    func aParameterThatCannotBeCheckedIsRefused(more: String, message: String) throws {
        let complaint = try complaint(more + ",")
        #expect(complaint.contains(message), "\(complaint)")
    }

    @Test func soundParametersAndExamplesAreRead() throws {
        let plugin = try LoadedPlugin.of { folder in
            try folder.rule(
                "sound", check: "return pass()",
                more: """
                    params = { days = { 90, "days", min = 1, max = 365 }, kinds = { { "a" }, "kinds", values = { "a", "b" } } },
                    examples = { pass = { b = { it {} }, a = { it { id = absent }, none("T::T", "eu-west-1"), as_of "2026-01-02" } },
                                 unknown = { c = { it { name = unknown "denied" }, denied "T::T", with("T::T", { id = "x" }) } } },
                    """)
        }
        #expect(plugin.errors.isEmpty)
        let rule = try #require(plugin.rules.first)
        #expect(rule.why == "Why." && rule.severity == .high && rule.subject == .resources(["AWS::EC2::VPC"]))
        #expect(rule.parameters.map(\.name) == ["days", "kinds"] && rule.parameters[0].maximum == 365)
        #expect(rule.examples.map(\.name) == ["a", "b", "c"] && rule.examples.map(\.verdict) == [.pass, .pass, .unknown])
        #expect(rule.examples[0].words[1] == .none(type: "T::T", region: "eu-west-1"))
        #expect(rule.examples[0].words[2] == .asOf("2026-01-02") && rule.examples[2].words[1] == .denied(type: "T::T"))
    }
}
