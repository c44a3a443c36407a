// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

@testable import DemarcRules

/// What a user or a pack chooses must exist and fit.
@Suite struct RuleSetTests {
    private static let parameters = """
        params = { days = { 90, "days", min = 1, max = 365 }, ratio = { 0.5, "ratio" }, on = { true, "on" },
                   mode = { "soft", "mode", values = { "soft", "hard" } }, kinds = { { "a" }, "kinds", values = { "a", "b", "c" } } },
        """

    private func plugin(packs: [String: String] = [:]) throws -> Plugin {
        try LoadedPlugin.of { folder in
            try folder.rule("plain", check: "return pass()")
            try folder.rule("tuned", check: "return pass()", more: RuleSetTests.parameters)
            for (name, text) in packs { try folder.write("packs/\(name).lua", "return pack { title = \"P\", version = \"1\", \(text) }") }
        }
    }

    private func choose(_ plugin: Plugin, pack: String? = nil, rules: [String] = [], _ parameters: [(String, String)] = []) throws -> RuleSet {
        var choice = RuleSet.Choice()
        choice.pack = pack
        choice.rules = rules
        choice.parameters = parameters.map { (name: $0.0, value: $0.1) }
        return try RuleSet(plugins: [plugin], choice: choice)
    }

    @Test(arguments: [
        ("days", "30", LuaValue.integer(30)), ("ratio", "0.25", .number(0.25)), ("ratio", "2", .integer(2)), ("on", "false", .boolean(false)),
        ("mode", "hard", .text("hard")), ("kinds", "a,c", .table(list: [.text("a"), .text("c")], fields: [])),
    ])
    func aParameterIsReadAsItsDefaultsKind(name: String, value: String, expected: LuaValue) throws {
        let rules = try choose(plugin(), [("t.s.tuned.\(name)", value)])
        #expect(rules.selected.last?.parameters[name] == expected)
        #expect(rules.selected.last?.parameters.count == 5)
    }

    @Test(arguments: [
        ("t.s.tuned.days", "0", "t.s.tuned.days: found 0, expected at least 1"), ("t.s.tuned.days", "366", "found 366, expected at most 365"),
        ("t.s.tuned.days", "many", #"found "many", expected a number, such as 90"#), ("t.s.tuned.days", "1.5", "expected a number, such as 90"),
        ("t.s.tuned.on", "yes", #"found "yes", expected a boolean, such as true"#),
        ("t.s.tuned.mode", "sfot", #"found "sfot", expected one of "soft", "hard""#),
        ("t.s.tuned.kinds", "a,x", #"found { "a", "x" }, expected elements out of "a", "b", "c""#),
        ("t.s.tuned.dayz", "1", #"there is no parameter "t.s.tuned.dayz"; did you mean "t.s.tuned.days"?"#),
        ("t.s.tund.days", "1", #"there is no rule "t.s.tund"; did you mean "t.s.tuned"?"#), ("days", "1", #"there is no parameter "days""#),
        ("t.s.plain.days", "1", #"there is no parameter "t.s.plain.days""#),
    ])
    func aParameterThatDoesNotFitIsRefused(name: String, value: String, message: String) throws {
        let plugin = try plugin()
        let error = #expect(throws: RuleError.self) { _ = try choose(plugin, [(name, value)]) }
        #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
    }

    @Test(arguments: [
        (#"requirements = { { "1", "One", rules = { "t.s.plian" } } }"#, #"found "t.s.plian", expected a rule; did you mean "t.s.plain"?"#),
        (#"requirements = { { "1", "One", manual = "m" } }, params = { ["t.s.x"] = { a = 1 } }"#, #"params.t.s.x: found "t.s.x", expected a rule"#),
        (
            #"requirements = { { "1", "One", manual = "m" } }, params = { ["t.s.tuned"] = { dayz = 1 } }"#,
            "t.s.tuned.dayz: found an unknown parameter, expected one of"
        ),
        (
            #"requirements = { { "1", "One", rules = { "t.s.tuned" } } }, params = { ["t.s.tuned"] = { days = 400 } }"#,
            "found 400, expected at most 365"
        ),
        (#"requirements = { { "1", "One", manual = "m" } }, extends = { "p" }"#, "extending itself"),
        (#"requirements = { { "1", "One", manual = "m" } }, extends = { "q" }"#, #"there is no pack "q""#),
    ])
    func aPackThatNamesWhatIsNotThereIsRefused(text: String, message: String) throws {
        let plugin = try plugin(packs: ["p": text])
        try #require(plugin.errors.isEmpty)
        let error = #expect(throws: RuleError.self) { _ = try choose(plugin, pack: "p") }
        #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
    }

    @Test func aPackIsExtendedInOrderAndOverridden() throws {
        let plugin = try plugin(packs: [
            "base": #"requirements = { { "1", "One", rules = "t.s.tuned" } }, params = { ["t.s.tuned"] = { days = 10, mode = "hard" } }"#,
            "top": #"extends = "base", requirements = { { "2", "Two", rules = "t.s.plain" } }, params = { ["t.s.tuned"] = { days = 20 } }"#,
        ])
        let rules = try choose(plugin, pack: "top", [("t.s.tuned.on", "false")])
        #expect(rules.packs.first?.requirements.map(\.id) == ["1", "2"])
        let tuned = try #require(rules.selected.last)
        #expect(tuned.parameters["days"] == .integer(20) && tuned.parameters["mode"] == .text("hard") && tuned.parameters["on"] == .boolean(false))
    }

    @Test func rulesAreChosenByIdAndByBeginning() throws {
        let plugin = try plugin()
        #expect(try choose(plugin, rules: ["t.s.*"]).selected.map(\.rule.id) == ["t.s.plain", "t.s.tuned"])
        #expect(try choose(plugin, rules: ["t.s.plain"]).selected.map(\.rule.id) == ["t.s.plain"])
        for pattern in ["t.s.plian", "x*", ""] { #expect(throws: RuleError.self) { _ = try choose(plugin, rules: [pattern]) } }
    }

    @Test func twoPluginsOfOneNameAreRefused() throws {
        let plugin = try plugin()
        #expect(throws: RuleError.self) { _ = try RuleSet(plugins: [plugin, plugin], choice: RuleSet.Choice()) }
    }
}
