// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

@testable import DemarcRules

/// Every message about a rule's file names the file, the line, the field, what was found and what was expected.
@Suite struct RuleLoadErrorTests {
    private static let head = """
        return rule {
          title = "Title",
          severity = "high",
          resource = "AWS::EC2::VPC",
          layer = "vpc.x",
          remedy = "Remedy.",
          check = function(it) return pass() end,
        }
        """

    private func complaint(_ changed: String, _ into: String) throws -> String {
        try #require(RuleLoadErrorTests.head.contains(changed))
        return try LoadedPlugin.complaint("rules/s/broken.lua", RuleLoadErrorTests.head.replacing(changed, with: into))
    }

    @Test(arguments: [
        (#"severity = "high""#, #"severty = "high""#, "3: severty: found an unknown field", #"did you mean "severity"?"#),
        (#"severity = "high""#, #"severity = "hihg""#, #"3: severity: found "hihg""#, #"did you mean "high"?"#),
        (#"severity = "high""#, #"severity = "urgent""#, #"3: severity: found "urgent""#, "one of critical, high, medium, low, info"),
        (#"severity = "high""#, "severity = 3", "3: severity: found a number", "a text"),
        (#"title = "Title""#, #"title = """#, "2: title: found an empty text", "a text"),
        (#"title = "Title""#, "title = {}", "2: title: found a table", "a text"),
        (#""AWS::EC2::VPC""#, #""regoin""#, #"4: resource: found "regoin""#, #"did you mean "region"?"#),
        (#""AWS::EC2::VPC""#, #""VPC""#, #"4: resource: found "VPC""#, "a resource type like AWS::EC2::VPC"),
        (#""AWS::EC2::VPC""#, #"{ "AWS::EC2::VPC", "account" }"#, #"4: resource: found "account""#, "a resource type"),
        (#""AWS::EC2::VPC""#, "{ 1 }", "4: resource: found a number in the list", "texts"),
        (#""AWS::EC2::VPC""#, "{}", "4: resource: found nothing", "a resource type"),
        (#""AWS::EC2::VPC""#, #"{ "AWS::EC2::VPC", "AWS::EC2::VPC" }"#, #"4: resource: found "AWS::EC2::VPC" twice"#, "each type once"),
        (#""vpc.x""#, "true", "5: layer: found a boolean", "a text or a list of texts"),
        ("function(it) return pass() end", #""pass""#, "7: check: found a text", "a function"),
    ])
    func aWrongFieldIsNamed(changed: String, into: String, place: String, expected: String) throws {
        let complaint = try complaint(changed, into)
        #expect(complaint.hasPrefix("rules/s/broken.lua:\(place), expected "), "\(complaint)")
        #expect(complaint.contains(expected), "\(complaint)")
    }

    @Test(arguments: [
        ("  title = \"Title\",\n", "title: found nothing, expected a text"),
        ("  severity = \"high\",\n", "severity: found nothing, expected a text"),
        ("  resource = \"AWS::EC2::VPC\",\n", "resource: found nothing, expected a resource type"),
        ("  remedy = \"Remedy.\",\n", "remedy: found nothing, expected a text"),
        ("  check = function(it) return pass() end,\n", "check: found nothing, expected a function"),
    ])
    func aMissingFieldIsNamed(line: String, message: String) throws {
        let complaint = try complaint(line, "")
        #expect(complaint.hasPrefix("rules/s/broken.lua: \(message)"), "\(complaint)")
    }

    @Test(arguments: [
        ("time.parse('bad')", "rules/s/broken.lua: \"bad\" is not a date"),
        ("return rule { title = }", "rules/s/broken.lua:1: unexpected symbol near '}'"),
        ("\n\nif", "rules/s/broken.lua:3: unexpected symbol near <eof>"),
        ("", "rules/s/broken.lua: found nothing, expected the file to return rule { ... }"),
        ("return 5", "rules/s/broken.lua: found number, expected the file to return rule { ... }"),
        ("return {}", "rules/s/broken.lua: found table, expected the file to return rule { ... }"),
        ("return pack {}", "rules/s/broken.lua: found pack {}, expected the file to return rule { ... }"),
        ("\u{1B}LuaT\u{0}", "rules/s/broken.lua: found compiled Lua, expected text"),
        ("error {}", "it raised something that is not a text"),
        ("while true do end", "budget of instructions"),
        ("local t = {} for i = 1, 1e9 do t[i] = ('x'):rep(1000) .. i end", "budget of memory"),
        (#"return rul { title = "x" }"#, "there is no 'rul' in a rule's environment"),
        (#"return rule { title = print }"#, "there is no 'print' in a rule's environment"),
        ("counter = 1", "assignment to 'counter'"),
        (#"return require "t.nothing""#, "there is no library 't.nothing'"),
        ("local t = {} t.t = t return rule { title = t }", "nested deeper than 32 levels"),
    ])
    func aFileThatIsNoRuleIsNamed(text: String, message: String) throws {
        let complaint = try LoadedPlugin.complaint("rules/s/broken.lua", text)
        #expect(complaint.contains(message), "\(complaint)")
    }

    @Test func aFileLargerThanAnyRuleIsRefused() throws {
        let text = "--" + String(repeating: "x", count: 256 * 1024) + "\n" + RuleLoadErrorTests.head
        #expect(try LoadedPlugin.complaint("rules/s/broken.lua", text).contains("expected at most 262144"))
    }

    @Test func everyBrokenRuleIsNamedAndTheOthersLoad() throws {
        let plugin = try LoadedPlugin.of { folder in
            for number in 1...5 { try folder.rule("sound-\(number)", check: "return pass()") }
            for number in 1...4 { try folder.rule("broken-\(number)", source: "return rule { tilte = \"x\" }") }
            try folder.rule("syntax", source: "retrun 1")
        }
        #expect(plugin.rules.map(\.id) == (1...5).map { "t.s.sound-\($0)" })
        #expect(plugin.errors.count == 5)
        #expect(plugin.errors.filter { $0.description.contains(#"did you mean "title"?"#) }.count == 4)
    }
}
