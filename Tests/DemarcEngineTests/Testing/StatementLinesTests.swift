// SPDX-License-Identifier: Apache-2.0
import DemarcLanguage
import DemarcRules
import DemarcTestSupport
import Testing

@testable import DemarcEngine

/// Which lines count, held against the lines that Lua itself says run.
@Suite struct StatementLinesTests {
    private func lines(_ source: String) throws -> [Int] {
        StatementLines(try SyntaxTree(parsing: Array(source.utf8))).lines.keys.sorted()
    }

    @Test(arguments: [
        ("local f = function(x)\n  local a = 1\n  return a\nend", [2, 3]),
        (
            "local function f(x)\n  local a\n  if x then\n    a = 1\n  elseif not x then\n    a = 2\n  else\n    a = 3\n  end\n  return a\nend",
            [3, 4, 5, 6, 8, 10]
        ),
        ("return rule {\n  title = 'x',\n  check = function(x)\n    for _ in pairs(x) do\n      f(x)\n    end\n  end,\n}", [4, 5]),
        ("local f = function(x) if x then return 1 end\nreturn 2 end", [1, 2]),
        ("local t = {\n  a = 1,\n}\nlocal b = t.a\nif b then b = 2 end", []),
        ("local function f(x)\n  return any(x, function(y)\n    return y == 1\n  end)\nend", [2, 3]),
        (
            "local function f(x)\n  repeat\n    x = x - 1\n  until x == 0\n  while x < 3 do x = x + 1 end\n  do\n    return x\n  end\nend",
            [3, 4, 5, 7]
        ),
    ])
    func countThese(source: String, expected: [Int]) throws {
        #expect(try lines(source) == expected)
    }

    @Test func `Lua runs no line of a shipped rule that is none of these`() throws {
        let plugin = try PluginLoader.load(folder: Folders.inProject("Plugins/aws"))
        let runner = ExampleRunner(plugin: plugin)
        for rule in plugin.rules {
            let shown = StatementLines(try SyntaxTree(parsing: rule.source)).lines.values
            let ran = runner.run(rule).lines.keys.filter { $0.hasPrefix("\(rule.file):") }
            #expect(!ran.isEmpty)
            for place in ran {
                let line = try #require(Int(place.dropFirst(rule.file.count + 1)))
                // A variable without a value gets none; a function ends with a return that nobody wrote, on the line of its `end`; and there it is made, too.
                let text = plugin.sourceLine(at: place) ?? ""
                #expect(shown.contains { $0.contains(line) } || text.contains("end") || text.contains(/^ *local [a-z, ]+$/), "\(place): \(text)")
            }
        }
    }
}
