// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport

/// Lua that people wrote.
enum Sources {
    /// Every Lua file of the project.
    static func ofTheProject() throws -> [String] {
        let found = try Command.shell("find Plugins Benchmarks/rules -name '*.lua' | sort").text
        return found.split(separator: "\n").map { Folders.inProject(String($0)) }
    }

    /// What both must say the same of: corners of the grammar, one a source.
    static let corners: [String] = [
        "", ";", ";;;", "return", "return;", "return;;", "return 1 2", "return return", "x", "x = 1", "x.y = 1", "x() = 1", "(x) = 1", "(x).y = 1",
        "x, y = 1", "x, y() = 1", "x, (y) = 1", "x:y = 1", "x:y() = 1", "'a'.b = 1", "('a').b = 1", "f'x'", "f{}", "f[[x]]", "f'x''y'", "f\n(x)",
        "a.b:c'd'.e{}()", "{} = 1", "f{} = 1", "f().x = 1", "local x", "local x = 1, 2", "local x, y", "local x.y", "local 1", "local",
        "local x <const> = 1", "local x <const> = 1 x = 2", "local x <close> = nil", "local x <close>, y <close>", "local x <const>, y <close>",
        "local x <other>", "local x <const", "local x <const> = 1 function f() x = 2 end", "local x <const> = 1 function x() end",
        "local x <const> = {} function x.y() end", "local x <const> = {} function x:y() end", "local x <const> = 1 local x x = 1",
        "for x = 1, 2 do x = 1 end", "for x = 1 do end", "for x = 1, 2, 3 do end", "for x = 1, 2, 3, 4 do end", "for x, y = 1, 2 do end",
        "for x in y do end", "for x, y in a, b do end", "for x.y in z do end", "for in x do end", "for 1 = 1, 2 do end", "for x in do end",
        "break", "do break end", "while x do break end", "while x do break break end", "while x do function f() break end end",
        "repeat break until x", "repeat local x until x", "if x then break end", "if x then", "if x then else else end", "if x then elseif y end",
        "if x then elseif y then else end", "if then end", "while do end", "while x end", "goto a", "goto a ::a::", "::a:: goto a", "::a:: ::a::",
        "do ::a:: end ::a::", "::a:: do ::a:: end", "do ::a:: end goto a", "do goto a end ::a::", "goto a local x ::a::", "goto a local x ::a:: ;",
        "goto a local x ::a:: ; ::b::", "goto a local x ::a:: x = 1", "do goto a local x ::a:: end", "do goto a local x ::a:: ; end",
        "do goto a local x ::a:: return end", "repeat goto a local x ::a:: until x", "repeat goto a local x ::a:: until 1",
        "::a:: function f() goto a end",
        "while x do goto c local y ::c:: end", "while x do if y then goto c end local z z() ::c:: end", "do goto a end local x ::a:: x()",
        "do goto a end local x ::a::", "do do goto a end local y end ::a::", "goto break", "::break::", "goto 1", ":: a ::", ": :a::", "goto end",
        "function f() end", "function f.a.b:c() end", "function f:a.b() end", "function f[1]() end", "function () end", "local function f.a() end",
        "local function f() return f end", "function f(a, b, ...) return ... end", "function f(..., a) end", "function f(a,) end",
        "function f(,) end",
        "function f() return ... end", "return ...", "return function(...) return function() return ... end end", "function f(a, a) end",
        "return {1, 2; 3}", "return {1,}", "return {,}", "return {;}", "return {1,,}", "return {a=1}", "return {a=1, [2]=3, 4}", "return {[1]}",
        "return {[1 = 2}", "return {a.b = 1}", "return {a == 1}", "return {f(), ...}", "return {", "return {a", "return a[", "return a[1",
        "return a.",
        "return a.1", "return a.end", "return a:b", "return a:b.c", "return (a", "return (a))", "return ()", "return (a, b)", "return a b",
        "return not not a", "return not", "return - - a", "return --a", "return -a^b", "return 2^-3", "return a .. b .. c", "return a.. b",
        "return 1..2",
        "return 1 .. 2", "return a < b < c", "return a ~= ~b", "return ~a ~ b", "return a ~~ b", "return a // b", "return a >> b << c",
        "return a & b | c",
        "return a = b", "return a != b", "return a && b", "return #a", "return #", "return a ! b", "return @", "return $", "return `a`", "return a?b",
        "return a\0b", "\u{FEFF}return 1", "#!/bin/lua\nreturn 1", "return ä", "return 'ä'", "\u{1B}Lua", "return \u{0C}\u{0B}1",
        "return 'a", "return 'a\nb'", "return 'a\\\nb'", "return 'a\\\r\nb'", "return 'a\\zb'", "return 'a\\z  \n b'", "return '\\x4'",
        "return '\\x41'",
        "return '\\xg0'", "return '\\256'", "return '\\255'", "return '\\2555'", "return '\\q'", "return '\\u{41}'", "return '\\u{}'",
        "return '\\u41'",
        "return '\\u{41'", "return '\\u{7FFFFFFF}'", "return '\\u{80000000}'", "return '\\u{000000000041}'", "return '\\", "return '\\'",
        "return \"'\"",
        "return [[a]]", "return [[a", "return [=[a]]b]=]", "return [==[a]=]", "return [=a", "return [=", "return [ [a]]", "return a[[[b]]]",
        "return a[ [[b]] ]",
        "return [[\n]]", "return [[\r\n\n\r]]", "--[[ a ]] return 1", "--[[ a", "--[==[ ]] ]==] return 1", "--[=a\nreturn 1", "--[ [a\nreturn 1",
        "--",
        "--[[]]", "-- a\rreturn 1", "return 1 --[[\n]] + 2", "return 0x", "return 0x1", "return 0xg", "return 0x.1", "return 0x1.", "return 0x.",
        "return 0x1p4",
        "return 0x1p", "return 0x1p+4", "return 0x1pf", "return 0xap-1", "return 1e5", "return 1e", "return 1e+", "return 1E-5", "return 1e5.5",
        "return 1.", "return .5",
        "return .", "return ..", "return 1..", "return 1.2.3", "return 3x", "return 3_", "return 3f", "return 0b1", "return 08", "return 1e400",
        "return 99999999999999999999",
        "return 9223372036854775807", "return 9223372036854775808", "return 0xffffffffffffffffff", "return 5..'a'", "return 5 ..'a'", "return a...",
        "return ....", "return .. .",
        "and", "local and = 1", "return nil.x", "return nil()", "return 'a'()", "return ('a')()", "return {}.x", "return ({}).x",
        "return function() end()",
        "return (function() end)()", "local function f() end f()", "local x = function f() end", "do local x end return x", "local _ENV = {} x = 1",
        "local _ENV <const> = {} x = 1", "_ENV = 1", "local x <const> = 1; x.y = 2", "local x <close> = 1; x = 2", "return f{...}", "return ((a))",
        "((a)()).b = 1", "((a))()",
    ]

    /// `count` pieces with `separator` between them.
    static func many(_ count: Int, _ piece: (Int) -> String, _ separator: String = " ") -> String {
        (0..<count).map(piece).joined(separator: separator)
    }

    /// What is long, or deep, or at a limit.
    static let large: [String] = [
        many(199, { "local a\($0)" }), many(200, { "local a\($0)" }), many(201, { "local a\($0)" }),
        "do \(many(150, { "local a\($0)" })) end \(many(150, { "local b\($0)" }))",
        "function f(\(many(200, { "a\($0)" }, ","))) end", "function f(\(many(201, { "a\($0)" }, ","))) end",
        "function f:m(\(many(200, { "a\($0)" }, ","))) end", "\(many(196, { "local a\($0)" })) for x = 1, 2 do end",
        "\(many(197, { "local a\($0)" })) for x = 1, 2 do end",
        "\(many(195, { "local a\($0)" })) for x in y do end", "\(many(196, { "local a\($0)" })) for x in y do end",
        upvalues(254), upvalues(255), upvalues(256),
        "return \(many(20_000, { _ in "a" }, "+"))", "return \(many(20_000, { _ in "a" }, " or "))", "return a\(many(20_000, { _ in ".b" }, ""))",
        "return a\(many(3_000, { _ in "()" }, ""))", "return \(many(150, { _ in "a" }, ".."))", "return \(many(250, { _ in "a" }, ".."))",
        "return \(many(150, { _ in "a" }, "^"))", "return \(many(250, { _ in "a" }, "^"))", nested(150, "(", "1", ")"), nested(250, "(", "1", ")"),
        nested(50_000, "(", "1", ")"), nested(50_000, "{", "", "}"), "x = " + many(250, { _ in "not" }) + " 1",
        "x = " + many(150, { _ in "not" }) + " 1",
        many(50_000, { "::a\($0)::" }), many(150, { "::a\($0)::" }), many(150, { _ in "do" }) + many(150, { _ in " end" }, ""),
        many(250, { _ in "do" }) + many(250, { _ in " end" }, ""), many(150, { _ in "while a do" }) + many(150, { _ in " end" }, ""),
        "return " + many(90, { _ in "function() return" }) + " 1" + many(90, { _ in " end" }, ""),
        "return " + many(120, { _ in "function() return" }) + " 1" + many(120, { _ in " end" }, ""),
        "if a then " + many(1_000, { _ in "elseif b then" }) + " end", many(150, { "a\($0)" }, ",") + " = 1", many(250, { "a\($0)" }, ",") + " = 1",
        "return a" + many(150, { _ in "[a" }, "") + many(150, { _ in "]" }, ""),
        "return a" + many(250, { _ in "[a" }, "") + many(250, { _ in "]" }, ""),
    ]

    private static func nested(_ count: Int, _ opening: String, _ middle: String, _ closing: String) -> String {
        "return " + String(repeating: opening, count: count) + middle + String(repeating: closing, count: count)
    }

    /// A function that uses `count` upvalues: variables of two functions around it.
    private static func upvalues(_ count: Int) -> String {
        let first = many(150, { "local a\($0)" })
        let second = many(count - 150, { "local b\($0)" })
        return first + " function f() " + second + " function g() " + many(150, { "a\($0)()" }) + " " + many(count - 150, { "b\($0)()" }) + " end end"
    }
}
