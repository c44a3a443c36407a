// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Foundation
import Testing

/// `demarc lint`, as a person calls it.
@Suite struct LintTests {
    /// Rules of a team in a hurry; each has one mistake.
    private static let planted: [(name: String, head: String, check: String, said: String)] = [
        (
            "path", "", "if it.configuration.metadataOptions.httpToken == 'required' then return pass() end\n    return fail 'x'",
            #"10:41: unknown-property: found no "httpToken" in configuration.metadataOptions of AWS::EC2::Instance; did you mean "httpTokens"?"#
        ),
        (
            "level", "", "local facts = it.configuration\n    if facts.httpTokens == 'required' then return pass() end\n    return fail 'x'",
            #"11:14: unknown-property: found no "httpTokens" in configuration of AWS::EC2::Instance; it is at configuration.metadataOptions.httpTokens"#
        ),
        (
            "type", "", "if it.configuration.ebsOptimized == 'true' then return pass() end\n    return fail 'x'",
            "10:41: wrong-type: found 'true', a text, compared with it.configuration.ebsOptimized, a boolean; compare it with a boolean"
        ),
        (
            "unused", "params = { max_days = { 30, 'days' } },", "return fail 'x'",
            #"8:14: unused-parameter: found the parameter "max_days", which the check does not read; read params.max_days, or take it away"#
        ),
        (
            "parameter", "params = { max_days = { 30, 'days' } },", "return fail('%d', params.max_day + params.max_days)",
            #"10:30: unknown-parameter: found no "max_day" in params; did you mean "max_days"?"#
        ),
        (
            "verdict", "", "if it.configuration.ebsOptimized then return pass() end",
            "11:3: no-verdict: found a path that reaches the end of the function without a verdict; return pass, fail, skip or unknown on every path"
        ),
        (
            "write", "", "count = 1\n    return fail 'x'",
            #"10:5: global-write: found an assignment to the global "count"; make it local: rules keep nothing"#
        ),
        (
            "global", "", "return fail(os.date())",
            #"10:17: unknown-global: found the global "os", which rules do not have; declare it with local, or require the library that has it"#
        ),
        (
            "dead", "", "do return pass() end\n    return fail 'x'",
            "11:5: unreachable: found code that nothing leads to; take it away, or put it before what leaves the block"
        ),
        (
            "bits", "", "return fail('%d', 1 ~ (it.name and 2 or 3))",
            "10:23: miscompiled: found a number ~ a choice, which Lua 5.4.4 computes wrongly in functions of many constants; put the choice in a local first"
        ),
        (
            "resource", "", "for _ in it.region:all 'AWS::EC2::Volumes' do return pass() end\n    return fail 'x'",
            #"10:28: unknown-type: found "AWS::EC2::Volumes", which no source has; did you mean "AWS::EC2::Volume"?"#
        ),
        (
            "layer", "layer = 'ec2.instance-confg',", "return fail 'x'",
            #"8:11: unknown-name: found "ec2.instance-confg", and there is no such row of a service; did you mean "ec2.instance-config"?"#
        ),
    ]

    private static let examples = "examples = { pass = { a = { it {} } }, fail = { a = { it {} } }, unknown = { a = { it {} } } },"

    private static func source(_ head: String, _ check: String) -> String {
        let text = PluginFolder.source(resource: #""AWS::EC2::Instance""#, check: check, more: head)
        let isOwnLayer = head.hasPrefix("layer")
        let withExamples = String(text.dropLast(1)) + "  \(examples)\n}"
        return isOwnLayer ? withExamples.replacing("layer = \"vpc.logging-detection\",", with: "") : withExamples
    }

    @Test func `whoever stands in his plugin's folder is told of AWS's properties too`() throws {
        try Folders.withTemporary { folder in
            let plugin = try PluginFolder(in: folder, name: "acme")
            try plugin.rule("asks", check: "if it.configuration.cidrBlok == 'x' then return pass() end\n    return fail 'x'")
            let run = try Command.demarc(["lint"], in: plugin.path)
            #expect(
                run.status == 1 && run.text.contains(#"found no "cidrBlok" in configuration of AWS::EC2::VPC; did you mean "cidrBlock"?"#),
                "\(run.text)")
        }
    }

    @Test("each of twelve planted mistakes is named with file, line and remedy, and nothing else")
    func planted() throws {
        try Folders.withTemporary { folder in
            let plugin = try PluginFolder(in: folder, name: "acme")
            for mistake in LintTests.planted { try plugin.rule(mistake.name, source: LintTests.source(mistake.head, mistake.check)) }
            let run = try Command.demarc(["lint", plugin.path])
            let expected = LintTests.planted.map { "\(plugin.path)/rules/s/\($0.name).lua:\($0.said)" }.sorted()
            #expect(run.text.split(separator: "\n").dropLast().map(String.init) == expected)
            #expect(run.text.hasSuffix("\n12 findings in 12 files\n"))
            #expect(run.status == 1)
        }
    }

    @Test("the shipped rules have no finding")
    func shipped() throws {
        let run = try Command.demarc(["lint"])
        #expect(run.text == "no findings\n" && run.status == 0 && run.errors == "")
    }

    @Test("a file that does not load is exit code 4; a folder that is no plugin 2")
    func exitCodes() throws {
        try Folders.withTemporary { folder in
            let plugin = try PluginFolder(in: folder)
            try plugin.rule("r", source: "return rule {")
            #expect(try Command.demarc(["lint", plugin.path]).status == 4)
            try plugin.write("plugin.lua", "return plugin { name = 1 }")
            let broken = try Command.demarc(["lint", plugin.path])
            #expect(broken.status == 4 && broken.text.hasPrefix("\(plugin.path)/plugin.lua:1:1: load: "))
            #expect(try Command.demarc(["lint", folder + "/nothing"]).status == 2)
            #expect(try Command.demarc(["lint", "--format", "xml"]).status == 2)
        }
    }

    @Test("--fix puts right what has one remedy, and what is left is reported")
    func fix() throws {
        try Folders.withTemporary { folder in
            let plugin = try PluginFolder(in: folder)
            let wrong = "local c = it.configuration if c.imageIdd == 'a' or c.ebsOptimized == 'true' then return pass() end"
            try plugin.rule("r", source: LintTests.source("", wrong + " -- lint: allow unreachable: it was"))
            let run = try Command.demarc(["lint", plugin.path, "--fix"])
            let fixed = String(decoding: try Folders.bytes(plugin.path + "/rules/s/r.lua"), as: UTF8.self)
            #expect(fixed.contains("if c.imageId == 'a' or c.ebsOptimized == true then return pass() end \n"))
            #expect(run.text.contains("no-verdict") && run.text.hasSuffix("1 finding in 1 file\n"))
            #expect(run.errors.split(separator: "\n").count == 3 && run.status == 1)
            #expect(try Command.demarc(["lint", plugin.path, "--fix"]).errors == "")
        }
    }

    @Test("a snapshot shows properties that no schema has")
    func snapshot() throws {
        try Folders.withTemporary { folder in
            let plugin = try PluginFolder(in: folder)
            try plugin.rule("r", source: LintTests.source("", "if it.configuration.ownThing.deep then return pass() end return fail 'x'"))
            let item =
                #"{"version":"1.3","accountId":"111122223333","configurationItemStatus":"ResourceDiscovered","resourceType":"AWS::EC2::Instance","resourceId":"i-1","awsRegion":"us-east-1","configuration":{"ownThing":{"deep":true}},"configurationItemCaptureTime":"2026-01-01T00:00:00Z"}"#
            try Folders.write(#"{"fileVersion":"1.0","configSnapshotId":"a","configurationItems":[\#(item)]}"#, to: folder + "/snapshot/a.json")
            #expect(try Command.demarc(["lint", plugin.path]).text.contains("found no \"ownThing\""))
            #expect(try Command.demarc(["lint", plugin.path, "--snapshot", folder + "/snapshot"]).text == "no findings\n")
        }
    }

    @Test("JSON names place, finding, remedy and fix")
    func json() throws {
        struct Document: Decodable {
            struct Finding: Decodable {
                let check: String
                let file: String
                let line: Int
                let column: Int
                let found: String
                let remedy: String
                let fix: String?
            }
            let schema: String
            let findings: [Finding]
        }
        try Folders.withTemporary { folder in
            let plugin = try PluginFolder(in: folder)
            try plugin.rule("r", source: LintTests.source("", "if it.configuration.imageIdd then return pass() end return fail 'x'"))
            let run = try Command.demarc(["lint", plugin.path, "--format", "json"])
            let document = try JSONDecoder().decode(Document.self, from: run.output)
            #expect(document.schema == "demarc.lint/1" && document.findings.count == 1)
            let finding = try #require(document.findings.first)
            #expect(finding.check == "unknown-property" && finding.line == 10 && finding.column == 25 && finding.fix == "imageId")
            #expect(finding.file == "\(plugin.path)/rules/s/r.lua" && finding.remedy == "did you mean \"imageId\"?")
        }
    }

    /// Whether Python can validate: a test that cannot is skipped, and says so.
    private static let canValidate =
        SharedData.has("schemas/sarif-schema-2.1.0.json")
        && (try? Command.run("/usr/bin/env", ["python3", "-c", "import jsonschema"], in: nil, environment: [:]).status) == 0

    @Test(
        "SARIF is valid by its schema, with findings, with fixes and with none",
        .enabled(if: canValidate, "SKIPPED: no SARIF schema beside the project, or no jsonschema for Python"))
    func sarif() throws {
        try Folders.withTemporary { folder in
            let plugin = try PluginFolder(in: folder, name: "ac me")
            for mistake in LintTests.planted { try plugin.rule(mistake.name, source: LintTests.source(mistake.head, mistake.check)) }
            try plugin.rule("broken", source: "return")
            let script = "import json,sys,jsonschema; jsonschema.validate(json.load(open(sys.argv[2])), json.load(open(sys.argv[1])))"
            for (folder, count) in [(plugin.path, 13), (Folders.inProject("Plugins/aws"), 0)] {
                let run = try Command.demarc(["lint", folder, "--format", "sarif"])
                #expect(run.text.components(separatedBy: "\"ruleId\"").count - 1 == count)
                try Folders.write(run.text, to: plugin.path + "/out.sarif")
                let schema = SharedData.path("schemas/sarif-schema-2.1.0.json")
                let validation = try Command.run(
                    "/usr/bin/env", ["python3", "-c", script, schema, plugin.path + "/out.sarif"], in: nil, environment: [:])
                #expect(validation.status == 0, "\(validation.errors.suffix(600))")
            }
        }
    }

    @Test("hostile rules end soon, with a finding or none", .enabled(if: SharedData.has("hostile/lua"), Comment(rawValue: SharedData.absence)))
    func hostile() throws {
        try Folders.withTemporary { folder in
            let plugin = try PluginFolder(in: folder)
            for name in SharedData.names(in: "hostile/lua") {
                try Folders.write(SharedData.bytes("hostile/lua/\(name)"), to: "\(plugin.path)/rules/s/\(name)")
            }
            let loops = String(repeating: "for _ in pairs(it.tags) do ", count: 90) + String(repeating: "end ", count: 90)
            try plugin.rule("loops", source: LintTests.source("", loops + "return pass()"))
            let calls = (0..<2_000).map { "local f\($0 % 150) = function(x) return x.configuration or \($0) end" }.joined(separator: " do ")
            try plugin.rule("calls", source: LintTests.source("", calls + String(repeating: " end", count: 1_999) + " return pass()"))
            let run = try Command.demarc(["lint", plugin.path])
            #expect([1, 4].contains(run.status))
        }
    }
}
