// SPDX-License-Identifier: Apache-2.0
import DemarcLanguage
import Testing

/// Whatever a source is, parsing it ends soon, with a tree or with one clear error.
@Suite struct HostileSourceTests {
    private static func refusal(_ source: String) -> String? {
        do throws(LuaSyntaxError) {
            _ = try SyntaxTree(parsing: Array(source.utf8))
            return nil
        } catch { return error.description }
    }

    @Test(
        "errors say where, what was found and what was expected",
        arguments: [
            ("return " + String(repeating: "(", count: 50_000), "1:202: found more than 195 levels of nesting"),
            (String(repeating: "a=1\n", count: 65_537), "1:1: found a source of 262148 bytes, expected at most 262144"),
            ("x = = 1", "1:5: found '=', expected an expression"),
            ("if x then\n\nreturn 1", "3:9: found the end of the file, expected 'end' to close 'if' on line 1"),
            ("f(1", "1:4: found the end of the file, expected ')' to close '('"),
            ("x = 'a", "1:5: the string that begins here does not end on its line"),
            ("x = 3y", "1:5: found '3y', expected a number"),
            ("return 1\nx = 2", "2:1: found 'x', expected the end of the file"),
            ("x", "1:1: found an expression alone, expected a statement"),
            ("goto a", "1:6: found no label 'a' in sight of this goto"),
            ("x = \u{1}", "1:5: found the byte 1, expected an expression"),
            ("local x <const> = 1\nx = 2", "2:1: found an assignment to 'x', which is constant"),
        ])
    func messages(source: String, expected: String) { #expect(HostileSourceTests.refusal(source) == expected) }

    @Test(
        "a source of one long expression is a tree that can be walked and thrown away", arguments: ["+a", " or a", ".a", "()", "[1]", ":a{}", "'a'"])
    func long(piece: String) throws {
        struct Count: SyntaxVisitor {
            var nodes = 0
            mutating func visit(_ expression: LuaExpression) { nodes += 1 }
        }
        let source = Array(("return a" + String(repeating: piece, count: 200_000 / piece.utf8.count)).utf8)
        var count = Count()
        count.walk(try SyntaxTree(parsing: source).main.body)
        #expect(count.nodes > 0)
    }

    @Test("any bytes end in a tree or an error", arguments: 0..<200)
    func noise(seed: UInt64) {
        var random = RandomSource(seed: seed)
        let bytes = (0..<500).map { _ in UInt8(random.number(256)) }
        #expect(throws: LuaSyntaxError.self) { try SyntaxTree(parsing: bytes) }
    }
}
