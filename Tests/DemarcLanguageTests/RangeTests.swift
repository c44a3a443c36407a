// SPDX-License-Identifier: Apache-2.0
import DemarcLanguage
import DemarcTestSupport
import Testing

/// Every node knows its place: line, column and bytes.
@Suite struct RangeTests {
    private struct Nodes: SyntaxVisitor {
        var expressions: [LuaExpression] = []
        var statements: [LuaStatement] = []

        mutating func visit(_ expression: LuaExpression) { expressions.append(expression) }

        mutating func visit(_ statement: LuaStatement) { statements.append(statement) }
    }

    @Test("what is written at the place of an expression is that expression")
    func expressions() throws {
        var count = 0
        for file in try Sources.ofTheProject() {
            let tree = try SyntaxTree(parsing: try Folders.bytes(file))
            var nodes = Nodes()
            nodes.walk(tree.main.body)
            for node in nodes.expressions {
                let again = try SyntaxTree(parsing: Array("return \(tree.text(node.range))".utf8))
                guard case .return(let values) = again.main.body.statements.first?.kind, values.count == 1 else {
                    Issue.record("\(file): \(tree.text(node.range))")
                    continue
                }
                if values[0].range.bytes.count != node.range.bytes.count || RangeTests.size(values[0]) != RangeTests.size(node) {
                    Issue.record("\(file): \(tree.text(node.range))")
                }
                count += 1
            }
        }
        #expect(count > 5_000)
    }

    /// The number of nodes below, which tells expressions of the same text apart well enough.
    private static func size(_ expression: LuaExpression) -> Int {
        var nodes = Nodes()
        nodes.walk(expression)
        return nodes.expressions.count + nodes.statements.count
    }

    @Test("lines and columns are those of the bytes before a node")
    func positions() throws {
        for file in try Sources.ofTheProject() {
            let source = try Folders.bytes(file)
            var nodes = Nodes()
            nodes.walk(try SyntaxTree(parsing: source).main.body)
            for place in nodes.statements.map(\.range.start) + nodes.expressions.map(\.range.end) {
                let before = source[..<place.offset]
                let lines = before.count { $0 == 0x0A }
                let column = before.reversed().prefix { $0 != 0x0A }.count { $0 & 0xC0 != 0x80 } + 1
                if place.line != lines + 1 || place.column != column { Issue.record("\(file): \(place)") }
            }
        }
    }

    @Test("columns count code points, offsets bytes")
    func columns() throws {
        let tree = try SyntaxTree(parsing: Array("f 'häß' g()".utf8))
        #expect(tree.main.body.statements.map(\.range.start.column) == [1, 9])
        #expect(tree.main.body.statements.map(\.range.start.offset) == [0, 10])
    }

    @Test("every kind of statement has the place it was written at")
    func statements() throws {
        let statements = [
            "local a <const>, b = 1", "local function f() end", "function g.h:i() end", "a, b.c = 1, 2", "f{}", "do end", "while a do end",
            "repeat until a",
            "if a then elseif b then else end", "for i = 1, 2 do end", "for k in p do end", "goto l", "::l::", "return 1",
        ]
        let tree = try SyntaxTree(
            parsing: Array(("--\r\n ;" + statements.joined(separator: " ; --[[\n]] ") + ";").replacing("a, b.c", with: "b, b.c").utf8))
        #expect(tree.main.body.statements.map { tree.text($0.range) } == statements.map { $0.replacing("a, b.c", with: "b, b.c") })
        #expect(tree.main.body.statements.map(\.range.start.line) == Array(2...15))
        #expect(tree.comments.map(\.text) == [""] + Array(repeating: "[[\n]]", count: 13))
    }

    @Test("any order of line ends counts lines as Lua does")
    func lineEnds() throws {
        let tree = try SyntaxTree(parsing: Array("a()\r\nb()\n\rc()\rd()\n\ne() '\\\r\n' [[\n\r\n]] f()".utf8))
        #expect(tree.main.body.statements.map(\.range.start.line) == [1, 2, 3, 4, 6, 9])
    }
}
