// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

@testable import DemarcRules

/// What is wrong with packs, services, layers, documents and the manifest is named as it is with rules.
@Suite struct PackLoadErrorTests {
    private static let requirement = #"{ "1", "One", rules = { "t.s.sound" } }"#

    private func pack(_ requirements: String, more: String = "") throws -> String {
        try LoadedPlugin.complaint("packs/p.lua", "return pack { title = \"P\", version = \"1\", \(more)\nrequirements = { \(requirements) } }")
    }

    @Test(arguments: [
        ("", "packs/p.lua:2: requirements: found a table, expected a list of requirements"),
        (#"{ "1", "One" }"#, "requirements[1].rules: found neither a rule nor a reason, expected rules = { ... } or manual"),
        (#"{ 1, "One", manual = "why" }"#, "with a text for the id"), (#"{ "1", manual = "why" }"#, "found 1 values"),
        (#"{ "1", "One", manual = "why" }, { "1", "Two", manual = "why" }"#, #"requirements: found "1" twice"#),
        (
            #"{ "1", "One", rule = "x" }"#,
            #"requirements[1].rule: found an unknown field, expected one of party, rules, manual, note; did you mean "rules"?"#
        ),
        (#"{ "1", "One", manual = "why", party = "custmer" }"#, #"did you mean "customer"?"#),
        (#"{ "1", "One", manual = true }"#, "manual: found a boolean, expected a text"),
        (#""1""#, "packs/p.lua:2: requirements[1]: found a text, expected a table"),
    ])
    func aRequirement(text: String, message: String) throws {
        let complaint = try pack(text)
        #expect(complaint.hasPrefix("packs/p.lua") && complaint.contains(message), "\(complaint)")
    }

    @Test(arguments: [
        ("params = 5,", "params: found a number"), (#"params = { ["t.s.sound"] = 5 },"#, "t.s.sound: found a number"),
        ("verison = 1,", #"packs/p.lua:1: verison: found an unknown field"#), ("extends = { 5 },", "extends: found a number in the list"),
    ])
    func aFieldOfAPack(more: String, message: String) throws {
        let complaint = try pack(PackLoadErrorTests.requirement, more: more)
        #expect(complaint.contains(message), "\(complaint)")
    }

    @Test(arguments: [
        ("services/x.lua", #"return service { title = "X", model = "m" }"#, "services/x.lua: rows: found no row"),
        ("services/x.lua", #"return service { title = "X", model = "m", rows = { { "a" } } }"#, "rows[1].[1]: found 1 values"),
        (
            "services/x.lua", #"return service { title = "X", model = "m", rows = { { "a", "A", layer = "l", party = "awss" } } }"#,
            #"rows[1].party: found "awss", expected one of aws, customer, shared, none; did you mean "aws"?"#
        ),
        (
            "services/x.lua",
            #"return service { title = "X", model = "m", rows = { { "a", "A", layer = "l", party = "aws", when = { { party = "aws", why = "w", type = "T" } } } } }"#,
            "rows[1].when.when: found no comparison, expected one of equals, not_equals"
        ),
        (
            "services/x.lua",
            #"return service { title = "X", model = "m", rows = { { "a", "A", layer = "l", party = "aws", when = { { party = "aws", why = "w", rule = "r", result = "pas" } } } } }"#,
            #"found "pas", expected one of pass, fail, skip, unknown, error; did you mean "pass"?"#
        ),
        (
            "services/x.lua",
            #"return service { title = "X", model = "m", rows = { { "a", "A", layer = "l", party = "aws" }, { "a", "B", layer = "l", party = "aws" } } }"#,
            #"rows: found "a" twice, expected each row once"#
        ),
        ("layers.lua", #"return layers { ["os.guest"] = { title = "Guest", scope = "on" } }"#, #"layers.lua:1: os.guest.scope: found "on""#),
        ("layers.lua", #"return layers { ["os.guest"] = { titel = "Guest", scope = "in" } }"#, #"did you mean "title"?"#),
        ("artifacts.lua", #"return artifacts { soc = { title = "SOC", cover = "of" } }"#, #"did you mean "covers"?"#),
        ("packs/p.lua", "return rule {}", "packs/p.lua: found rule {}, expected the file to return pack { ... }"),
        ("services/x.lua", "return service {", "services/x.lua:1:"),
    ])
    func anotherFile(file: String, text: String, message: String) throws {
        let complaint = try LoadedPlugin.complaint(file, text)
        #expect(complaint.contains(file) && complaint.contains(message), "\(complaint)")
    }

    @Test(arguments: [
        (#"return plugin { name = "t", version = "1", api = 2 }"#, "api: found a number, expected 1"),
        (#"return plugin { name = "t", version = "1" }"#, "api: found nothing, expected 1"),
        (#"return plugin { name = "t", version = "1", api = 1, licence = "x" }"#, #"did you mean "license"?"#),
        (#"return plugin { version = "1", api = 1 }"#, "name: found nothing, expected a text"), ("return {}", "expected the file to return plugin"),
    ])
    func theManifest(text: String, message: String) throws {
        let error = #expect(throws: RuleError.self) { _ = try LoadedPlugin.of { try $0.write("plugin.lua", text) } }
        #expect(error?.description.contains("plugin.lua") == true && error?.description.contains(message) == true, "\(error?.description ?? "")")
    }

    @Test func aFolderThatIsNoPluginIsNamed() throws {
        let error = #expect(throws: RuleError.self) { _ = try PluginLoader.load(folder: "/nonexistent/plugin") }
        #expect(error == .unreadable(path: "/nonexistent/plugin/plugin.lua", reason: "found no readable file, expected Lua"))
    }
}
