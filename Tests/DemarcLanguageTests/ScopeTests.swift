// SPDX-License-Identifier: Apache-2.0
import DemarcLanguage
import DemarcTestSupport
import Testing

/// Names stand for what they stand for in Lua.
@Suite struct ScopeTests {
    private struct Names: SyntaxVisitor {
        let tree: SyntaxTree
        var found: [String] = []

        mutating func visit(_ expression: LuaExpression) {
            guard case .name(let name, let binding) = expression.kind else { return }
            switch binding {
            case .local(let id): found.append("\(name)=local \(tree[id].name.range.start.column)")
            case .upvalue(let id): found.append("\(name)=upvalue \(tree[id].name.range.start.column)")
            case .global: found.append("\(name)=global")
            }
        }
    }

    @Test(
        "each use finds its declaration, by the column it stands in",
        arguments: [
            ("local x = x; return x", ["x=global", "x=local 7"]),
            ("local x; local x = x; return x", ["x=local 7", "x=local 16"]),
            ("do local x end return x", ["x=global"]),
            ("local function f() return f end", ["f=upvalue 16"]),
            ("local f = function() return f end", ["f=global"]),
            ("local x; return function() return function() return x end end", ["x=upvalue 7"]),
            ("repeat local x until x", ["x=local 14"]),
            ("for i = i, 2 do i() end", ["i=global", "i=local 5"]),
            ("for k, v in k do v(k) end; k()", ["k=global", "v=local 8", "k=local 5", "k=global"]),
            ("function a.b:c(x) return self, x end", ["a=global", "self=local 14", "x=local 16"]),
            ("if a then local b b() else b() end", ["a=global", "b=local 17", "b=global"]),
            ("local _ENV = {} x = 1", ["x=global"]),
        ])
    func bindings(source: String, expected: [String]) throws {
        let tree = try SyntaxTree(parsing: Array(source.utf8))
        var names = Names(tree: tree)
        names.walk(tree.main.body)
        #expect(names.found == expected)
    }

    @Test("the globals of every Lua file of the project are those that Lua's compiler lists")
    func globals() throws {
        struct Globals: SyntaxVisitor {
            var found: Set<String> = []

            mutating func visit(_ expression: LuaExpression) {
                if case .name(let name, .global) = expression.kind { found.insert(name) }
            }
        }
        for file in try Sources.ofTheProject() {
            var globals = Globals()
            globals.walk(try SyntaxTree(parsing: try Folders.bytes(file)).main.body)
            let listing = try Command.shell(#"luac5.4 -l -p "\#(file)" | sed -n 's/.*; _ENV "\([^"]*\)".*/\1/p'"#).text
            #expect(globals.found == Set(listing.split(separator: "\n").map(String.init)), "\(file)")
        }
    }
}
