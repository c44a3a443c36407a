// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DemarcRules

/// A field's line is the field's own, however often its name occurs in the file.
@Suite struct FieldLinesTests {
    private static let text = """
        -- owner = "not this one"
        local owner = "nor this"
        return demarc {
          note = [[
            owner = "in a text"
          ]], -- [[ a remark ]]
          accounts = {
            ["111111111111"] = { owner = "a", tags = { ["cost centre"] = "1" } },
            ["222222222222"] = {
              name = 'it\\'s', owner = "b" },
          },
          check = function(x)
            local t = { owner = 1 }
            if x == { y = 2 } then owner = 2 else return x end
            for i = 1, 2 do owner = i end
            repeat x = x - 1 until x == 0
          end,
          late = call({ a = 1 }, (2)),
          waivers = {
            { rule = "r", owner = "c" },
            call {
              rule = "r",
              owner = "d" ; list = { "x",
                "y" } },
          },
        }
        """

    @Test(arguments: [
        ("note", 4), ("accounts", 7), ("accounts.111111111111.owner", 8), ("accounts.111111111111.tags.cost centre", 8),
        ("accounts.222222222222", 9), ("accounts.222222222222.owner", 10), ("check", 12), ("late", 18), ("late.a", 18), ("waivers[1].owner", 20),
        ("waivers[2]", 21),
        ("waivers[2].owner", 23), ("waivers[2].list[2]", 24),
        // What is missing is named by what it is missing from.
        ("waivers[2].reason", 21), ("accounts.222222222222.tags.stage", 9),
    ])
    func aFieldIsFoundByItsPath(path: String, line: Int) { #expect(FieldLines(Array(FieldLinesTests.text.utf8)).line(of: path) == line) }

    @Test(arguments: ["owner", "x", "t", ""])
    func whatTheDeclarationDoesNotHaveHasNoLine(path: String) {
        #expect(FieldLines(Array(FieldLinesTests.text.utf8)).line(of: path) == nil)
    }

    @Test func aFieldThatIsGivenTwiceIsNamed() {
        #expect(FieldLines(Array(FieldLinesTests.text.utf8)).repeated == nil)
        let twice = FieldLines(Array("return demarc {\n a = 1,\n b = { x = 1 },\n c = { x = 1,\n x = 2 } }".utf8)).repeated
        #expect(twice?.path == "c.x" && twice?.line == 5)
    }

    @Test(arguments: ["", "return demarc {", "return", "return x", "return demarc", "return demarc { [1] = 2, [x] = 3 }"])
    func whatDeclaresNothingHasNoLines(text: String) { #expect(FieldLines(Array(text.utf8)).line(of: "nothing") == nil) }
}
