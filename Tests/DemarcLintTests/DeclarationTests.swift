// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// What files declare, beside the code.
@Suite struct DeclarationTests {
    @Test("rules, layers, packs and services name what exists")
    func names() throws {
        let found = try Linted.findings { plugin in
            try plugin.rule("r", source: PluginFolderSource.sound("return pass()").replacing("vpc.logging-detection", with: "vpc.loging-detection"))
            try plugin.write(
                "packs/p.lua",
                """
                return pack {
                  title = "P", version = "1", extends = "baselin",
                  params = { ["aws.iam.access-key-unused"] = { max_day = 3 } },
                  requirements = { { "1", "One", rules = { "t.s.r", "aws.s3.bucket-corz" } } },
                }
                """)
            try plugin.write(
                "services/x.lua",
                """
                return service { title = "X", model = "iaas", types = { "AWS::EC2::Instanze" }, rows = {
                  { "a", "A", layer = "os.gest", party = "customer", rules = { "t.s.q" } },
                  { "b", "B", layer = "os.guest", party = "customer", when = {
                    { type = "AWS::EC2::Instance", path = "configuration.instanceTyp", equals = "x", party = "aws", why = "w" },
                    { rule = "t.s.rr", result = "pass", party = "aws", why = "w" } } },
                } }
                """)
            try plugin.write("artifacts.lua", #"return artifacts { a = { title = "A", covers = { "of", "os.gust" } } }"#)
        }
        #expect(
            found == [
                #"artifacts.lua:1:56: unknown-name: found "os.gust", and there is no such layer; did you mean "os.guest"?"#,
                #"packs/p.lua:2:41: unknown-name: found "baselin", and there is no such pack; did you mean "baseline"?"#,
                #"packs/p.lua:3:48: unknown-name: found "max_day", and there is no such parameter of aws.iam.access-key-unused; did you mean "max_days"?"#,
                #"packs/p.lua:4:53: unknown-name: found "aws.s3.bucket-corz", and there is no such rule; did you mean "aws.s3.bucket-cors"?"#,
                #"rules/s/r.lua:6:11: unknown-name: found "vpc.loging-detection", and there is no such row of a service; did you mean "vpc.logging-detection"?"#,
                #"services/x.lua:1:57: unknown-type: found "AWS::EC2::Instanze", which no source has; did you mean "AWS::EC2::Instance"?"#,
                #"services/x.lua:2:23: unknown-name: found "os.gest", and there is no such layer; did you mean "os.guest"?"#,
                #"services/x.lua:2:64: unknown-name: found "t.s.q", and there is no such rule; did you mean "t.s.r"?"#,
                #"services/x.lua:4:43: unknown-property: found no "instanceTyp" in configuration of AWS::EC2::Instance; did you mean "instanceType"?"#,
                #"services/x.lua:5:14: unknown-name: found "t.s.rr", and there is no such rule; did you mean "t.s.r"?"#,
            ])
    }

    @Test("a rule without an example of a verdict is told which")
    func examples() throws {
        let found = try Linted.findings { try $0.rule("r", check: "return pass()", more: "examples = { pass = { a = { it {} } }, unknown = {} },") }
        #expect(
            found == [
                #"rules/s/r.lua:8:3: missing-example: found no example that comes to fail; add fail = { ["the situation"] = { it { ... } } }"#,
                #"rules/s/r.lua:8:3: missing-example: found no example that comes to unknown; add unknown = { ["the situation"] = { it { ... } } }"#,
            ])
    }

    @Test("files that do not load are findings, once, and the others are looked at")
    func loading() throws {
        let found = try Linted.findings { plugin in
            try plugin.rule("a", source: "return rule {\n  title = = 1\n}")
            try plugin.rule("b", source: PluginFolderSource.sound("return pass()").replacing("severity = \"high\"", with: "severity = \"hig\""))
            try plugin.rule("c", source: PluginFolderSource.sound("return pas()"))
            try plugin.rule("d", source: "error 'no'")
            try plugin.rule("e", source: "return rule " + String(repeating: "(", count: 300))
        }
        #expect(
            found == [
                "rules/s/a.lua:2:11: load: found '=', expected an expression; correct it: the file is not Lua",
                #"rules/s/b.lua:4:1: load: severity: found "hig"; expected one of critical, high, medium, low, info; did you mean "high"?"#,
                #"rules/s/c.lua:10:12: unknown-global: found the global "pas", which rules do not have; did you mean "pass"?"#,
                "rules/s/d.lua:1:1: load: no; correct it: nothing of the file is used",
                "rules/s/e.lua:1:207: load: found more than 195 levels of nesting; correct it: the file is not Lua",
            ])
    }

    @Test("nothing is found in the shipped plugin, nor in the rules of the benchmarks", arguments: ["Plugins/aws", "Benchmarks/rules"])
    func shipped(folder: String) throws {
        #expect(try Linted.findings(in: Folders.inProject(folder)).map { "\($0)" } == [])
    }
}
