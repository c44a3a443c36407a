// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import DemarcRules

/// Patterns are those of Lua's manual, and what they cost is paid for.
@Suite struct PatternTests {
    /// Stock Lua's function runs in C as often as it is told, and no hook would ever end it.
    @Test(.timeLimit(.minutes(1)), arguments: ["('').rep('', 1 << 60)", "('').rep('', 1 << 60, '')", "('a'):rep(1 << 40)", "('ab'):rep(1 << 29)"])
    func repeatingEnds(expression: String) throws {
        let answer = try Asked.one("local value = \(expression) return pass()")
        #expect(answer == "pass" || answer.hasPrefix("error: "), "\(answer)")
    }

    @Test(arguments: [
        ("('a\\0b'):find('%z')", "2"), ("('abc'):find('()%1')", "nil"), ("('hello world'):match('(%w+) (%w+)')", "hello"),
        ("('key = value'):gsub('(%w+) = (%w+)', '%2 = %1')", "value = key"), ("('THE (quick) fox'):find('%((%a+)%)')", "5"),
        ("('a,b,,c'):gsub(',', ';', 2)", "a;b;,c"), ("('x'):rep(3, '-')", "x-x-x"), ("('THE (quick) fox'):match('%f[%a]%a+', 5)", "quick"),
        ("('f(a(b)c)d'):match('%b()')", "(a(b)c)"), ("('abc'):gsub('%w', '%0%0')", "aabbcc"), ("('abc'):gsub('', '-')", "-a-b-c-"),
        ("('hello'):gsub('l+', function(s) return #s end)", "he2o"), ("('$name'):gsub('%$(%w+)', { name = 'lua' })", "lua"),
        ("('  x '):match('^%s*(.-)%s*$')", "x"), ("('a.b'):find('.', 1, true)", "2"), ("('äö'):len()", "4"), ("('[]]'):match('[]]')", "]"),
        ("('a-z'):match('[a%-z]+')", "a-z"), ("('2026-03-02'):match('^(%d+)-(%d+)')", "2026"), ("('x'):rep(-1) .. '.'", "."),
    ])
    func patternsAreThoseOfTheManual(expression: String, value: String) throws {
        #expect(try Asked.one("local value = \(expression) return fail('%s', tostring(value))") == "fail: " + value)
    }

    /// Every byte, by the C library's own answer.
    @Test(
        arguments: [
            ("a", isalpha), ("c", iscntrl), ("d", isdigit), ("g", isgraph), ("l", islower), ("p", ispunct), ("s", isspace), ("u", isupper),
            ("w", isalnum),
            ("x", isxdigit), ("z", { $0 == 0 ? 1 : 0 }),
        ] as [(String, @Sendable (Int32) -> Int32)])
    func aClassHoldsTheBytesOfTheCLocale(name: String, holds: @Sendable (Int32) -> Int32) throws {
        for (name, wanted) in [(name, true), (name.uppercased(), false)] {
            let check =
                "local t = {} for b = 0, 255 do if string.char(b):find('%\(name)') then t[#t + 1] = b end end return fail(table.concat(t, ' '))"
            let bytes = (Int32(0)...255).filter { (holds($0) != 0) == wanted }.map(String.init).joined(separator: " ")
            #expect(try Asked.one(check) == "fail: \(bytes)", "%\(name)")
        }
    }

    @Test(arguments: [
        ("('a'):find('[a')", "malformed pattern (missing ']')"), ("('a'):find('%')", "malformed pattern (ends with '%')"),
        ("('a'):find('(a')", "unfinished capture"), ("('a'):match('a)')", "invalid pattern capture"),
        ("('a'):find('%1')", "invalid capture index %1"),
        ("('a'):find('%f')", "missing '[' after '%f' in pattern"), ("('a'):find('%b')", "missing arguments to '%b'"),
        ("('a'):gsub('a', '%2')", "invalid capture index %2"), ("('a'):gsub('a', '%x')", "invalid use of '%' in replacement string"),
        ("('a'):gsub('a', function() return {} end)", "invalid replacement value (a table)"),
    ])
    func aMalformedPatternIsAnError(expression: String, message: String) throws {
        let answer = try Asked.one("local value = \(expression) return pass()")
        #expect(answer.hasPrefix("error: ") && answer.contains(message), "\(answer)")
    }
}
