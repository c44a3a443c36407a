// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

@testable import DemarcRules

/// What an organisation configures is read exactly, and what is wrong with it is named with its line.
@Suite struct ConfigurationTests {
    private static let accounts = """
        accounts = {
          ["111111111111"] = { unit = "work/shop", tags = { stage = "live" } },
          ["222222222222"] = { unit = "work", tags = { stage = "trial", team = "a" } },
          ["333333333333"] = {},
        },
        """

    private func load(_ text: String) throws -> Configuration {
        try Folders.withTemporary { folder in
            try Folders.write("return demarc {\n\(text)\n}", to: "\(folder)/demarc.lua")
            return try ConfigurationReader.load(path: "\(folder)/demarc.lua")
        }
    }

    /// The selection under a configuration; the plugin has three rules and the packs `all` and `extra`.
    private func select(_ text: String, pack: String? = "all", _ parameters: [(String, String)] = [], takesPacks: Bool = true) throws -> RuleSet {
        let plugin = try LoadedPlugin.of { folder in
            try folder.rule("plain", check: "return pass()")
            try folder.rule("tuned", check: "return pass()", more: #"params = { days = { 90, "days", min = 1 }, on = { true, "on" } },"#)
            try folder.rule("more", check: "return pass()")
            try folder.write(
                "packs/all.lua",
                #"return pack { title = "P", version = "1", requirements = { { "1", "One", rules = { "t.s.plain", "t.s.tuned" } } }, params = { ["t.s.tuned"] = { days = 80 } } }"#
            )
            try folder.write("packs/extra.lua", #"return pack { title = "E", version = "1", requirements = { { "1", "One", rules = "t.s.more" } } }"#)
        }
        var choice = RuleSet.Choice()
        choice.pack = pack
        choice.parameters = parameters.map { (name: $0.0, value: $0.1) }
        choice.configuration = try load(text)
        choice.takesConfiguredPacks = takesPacks && choice.configuration?.hasPacks == true
        return try RuleSet(plugins: [plugin], choice: choice)
    }

    private func complaint(_ body: () throws -> Void) -> String {
        do {
            try body()
            return "nothing"
        } catch {
            return "\(error)".replacing(/^.*demarc.lua/, with: "demarc.lua")
        }
    }

    @Test(arguments: [
        ("acounts = {}", #"demarc.lua:2: acounts: found an unknown field, expected one of name,"#, #"did you mean "accounts"?"#),
        ("accounts = { [\"1111\"] = {} }", "demarc.lua:2: accounts.1111: found \"1111\", expected an account's id, a text of twelve digits", ""),
        ("accounts = {\n [111111111111] = {} }", "demarc.lua:2: accounts.[111111111111]: found", "a text of twelve digits"),
        ("accounts = { {} }", "demarc.lua:2: accounts: found a list, expected a table with names", ""),
        (
            "accounts = {\n [\"111111111111\"] = {\n onwer = \"x\" } }", "demarc.lua:4: accounts.111111111111.onwer: found an unknown field",
            "\"owner\"?"
        ),
        (
            "accounts = {\n [\"111111111111\"] = { owner = \"x\" },\n [\"222222222222\"] = { owner = 5 } }",
            "demarc.lua:4: accounts.222222222222.owner: found a number, expected a text", ""
        ),
        ("accounts = {\n [\"111111111111\"] = {},\n [\"111111111111\"] = {} }", "demarc.lua:4: accounts.111111111111: found it a second time", ""),
        ("accounts = { [\"111111111111\"] = { unit = \"/work\" } }", "demarc.lua:2: accounts.111111111111.unit: found \"/work\"", "work"),
        ("accounts = { [\"111111111111\"] = {\n tags = { stage = 1 } } }", "demarc.lua:3: accounts.111111111111.tags.stage: found a number", ""),
        ("organization = \"periwinkle\"", "demarc.lua:2: organization: found \"periwinkle\", expected an organisation's id", ""),
        ("management = \"12\"", "demarc.lua:2: management: found \"12\", expected an account's id", ""),
        ("params = { [\"t.s.tuned\"] = 5 }", "demarc.lua:2: params.t.s.tuned: found a number, expected { name = value }", ""),
        ("packs = { 5 }", "demarc.lua:2: packs: found a number in the list", ""),
        ("packs = {}", "demarc.lua:2: packs: found an empty list, expected the packs that run", ""),
        ("name = print", "there is no 'print' in a rule's environment", ""), ("name = os.getenv", "there is no 'os'", ""),
        ("name = (function() while true do end end)()", "budget of instructions", ""),
    ])
    func aWrongFieldIsNamed(text: String, message: String, more: String) {
        let complaint = complaint { _ = try load(text) }
        #expect(complaint.contains(message) && complaint.contains(more), "\(complaint)")
    }

    @Test(arguments: [
        (
            "units = { wrok = {} },",
            "demarc.lua:7: units.wrok: found \"wrok\", expected a unit that an account is in: work, work/shop; did you mean \"work\"?"
        ),
        ("tags = { stag = { live = {} } },", "tags.stag: found \"stag\", expected a tag that an account has: stage, team; did you mean \"stage\"?"),
        (
            "tags = { stage = {\n lvie = {} } },",
            "demarc.lua:8: tags.stage.lvie: found \"lvie\", expected a value that an account has: live, trial; did you mean \"live\"?"
        ),
        ("tags = { stage = 5 },", "tags.stage: found a number"), ("units = { work = { pack = {} } },", "did you mean \"packs\"?"),
        (
            "params = {\n [\"t.s.tund\"] = { days = 1 } },",
            "demarc.lua:8: params.t.s.tund: found \"t.s.tund\", expected a rule; did you mean \"t.s.tuned\"?"
        ),
        (
            "params = { [\"t.s.tuned\"] = {\n dayz = 1 } },",
            "demarc.lua:8: params.t.s.tuned.dayz: found an unknown parameter, expected one of days, on; did you mean \"days\"?"
        ),
        ("params = { [\"t.s.tuned\"] = {\n on = false,\n days = 0 } },", "demarc.lua:9: params.t.s.tuned.days: found 0, expected at least 1"),
        (
            "units = { work = { params = { [\"t.s.tuned\"] = { days = \"x\" } } } },",
            "demarc.lua:7: units.work.params.t.s.tuned.days: found \"x\", expected a number"
        ),
        (
            "units = { work = {\n packs = { \"extar\" } } },",
            "demarc.lua:8: units.work.packs: found \"extar\", expected a pack; did you mean \"extra\"?"
        ),
        (
            "tags = { stage = { trial = { params = { [\"t.s.tuned\"] = { days = 1 } } } },\n team = { a = { params = { [\"t.s.tuned\"] = { days = 2 } } } } },",
            "demarc.lua:8: tags.team.a.params.t.s.tuned.days: found 2, where tags.stage.trial.params.t.s.tuned.days is 1 and account 222222222222 has both tags, expected one value"
        ),
    ])
    func whatNamesNothingIsRefused(text: String, message: String) {
        let complaint = complaint { _ = try select(ConfigurationTests.accounts + "\n" + text) }
        #expect(complaint.contains(message), "\(complaint)")
    }

    @Test func aFileThatIsNotThereIsNamed() {
        #expect(
            complaint { _ = try ConfigurationReader.load(path: "nowhere/demarc.lua") }
                == "demarc.lua: found no readable file, expected a configuration in Lua")
    }

    /// Default, pack, everywhere, unit from the outside in, tag, account, command line: each set with all that come before it.
    @Test func whatIsNearerCountsMore() throws {
        func set(_ days: Int) -> String { "params = { [\"t.s.tuned\"] = { days = \(days) } }," }
        let places: [(everywhere: String, units: String, tags: String, account: String, option: [(String, String)], expected: Int64)] = [
            ("", "", "", "", [], 80), (set(70), "", "", "", [], 70), (set(70), "work = { \(set(60)) },", "", "", [], 60),
            (set(70), "work = { \(set(60)) }, [\"work/shop\"] = { \(set(50)) },", "", "", [], 50),
            (set(70), "work = { \(set(60)) }, [\"work/shop\"] = { \(set(50)) },", "stage = { live = { \(set(40)) } }", "", [], 40),
            (set(70), "[\"work/shop\"] = { \(set(50)) },", "stage = { live = { \(set(40)) } }", set(30), [], 30),
            (set(70), "[\"work/shop\"] = { \(set(50)) },", "stage = { live = { \(set(40)) } }", set(30), [("t.s.tuned.days", "20")], 20),
        ]
        for place in places {
            let rules = try select(
                """
                accounts = { ["111111111111"] = { unit = "work/shop", tags = { stage = "live" }, \(place.account) } },
                units = { \(place.units) }, tags = { \(place.tags) }, \(place.everywhere)
                """, place.option)
            #expect(rules.entry("t.s.tuned", in: "111111111111")?.parameters["days"] == .integer(place.expected))
            #expect(rules.entry("t.s.tuned", in: "111111111111")?.parameters["on"] == .boolean(true))
            let others: Int64 = place.option.isEmpty ? (place.everywhere.isEmpty ? 80 : 70) : 20
            #expect(rules.entry("t.s.tuned", in: "999999999999")?.parameters["days"] == .integer(others))
        }
    }

    @Test func aRuleRunsOnceInEveryAccountHoweverManyWaysThereAre() throws {
        let rules = try select(
            ConfigurationTests.accounts + """
                units = { work = { params = { ["t.s.tuned"] = { days = 5 } }, packs = { "extra" } } },
                tags = { stage = { live = { params = { ["t.s.tuned"] = { days = 6 } } } } },
                """)
        for account in ["111111111111", "222222222222", "333333333333", "999999999999"] {
            for rule in ["t.s.plain", "t.s.tuned"] {
                #expect(rules.selected.count { $0.rule.id == rule && $0.accounts.contains(account) } == 1)
            }
            #expect((rules.entry("t.s.more", in: account) != nil) == ["111111111111", "222222222222"].contains(account))
        }
        #expect(rules.selected.map(\.id) == ["t.s.more", "t.s.plain", "t.s.tuned", "t.s.tuned#1", "t.s.tuned#2"])
        #expect(rules.rules.map(\.id) == ["t.s.more", "t.s.plain", "t.s.tuned"])
        #expect(rules.packs.map(\.id) == ["t.all", "t.extra"])
    }

    @Test func aPackOfTheCommandLineRunsEverywhereAndAlone() throws {
        let text = ConfigurationTests.accounts + #"packs = { "extra" }, units = { work = { packs = { "all" } } },"#
        let configured = try select(text)
        #expect(configured.entry("t.s.plain", in: "333333333333") == nil && configured.entry("t.s.more", in: "333333333333") != nil)
        #expect(configured.entry("t.s.plain", in: "111111111111")?.packs == ["t.all"])
        let named = try select(text, takesPacks: false)
        #expect(named.packs.map(\.id) == ["t.all"] && named.entry("t.s.plain", in: "333333333333") != nil)
        let complaint = complaint { _ = try select(ConfigurationTests.accounts + #"units = { work = { packs = { "all" } } },"#, pack: nil) }
        #expect(complaint == "demarc.lua: packs: found nothing, expected the packs that run in every account")
    }
}
