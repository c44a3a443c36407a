// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Foundation
import Testing

@testable import DemarcRules

/// What a rule must not reach is not there, and what is there cannot be changed.
@Suite struct SandboxTests {
    @Test(arguments: [
        "io", "os", "debug", "load", "loadstring", "loadfile", "dofile", "package", "module", "collectgarbage", "rawset", "rawget", "rawequal",
        "rawlen", "setmetatable", "getmetatable", "coroutine", "utf8", "next", "xpcall", "print", "warn", "_G", "_VERSION", "newproxy", "bit32",
        "arg", "unpack", "setfenv", "getfenv", "jit", "ffi",
    ])
    func aGlobalThatMustNotBeThereIsNot(name: String) throws {
        let answer = try Asked.one("return fail('%s', type(\(name)))")
        #expect(answer.hasPrefix("error: ") && answer.hasSuffix("there is no '\(name)' in a rule's environment"), "\(answer)")
    }

    @Test(arguments: [
        "string.dump", "string.pack", "string.unpack", "string.packsize", "table.move", "math.random", "math.randomseed", "('').dump", "('').pack",
    ])
    func aFunctionThatMustNotBeThereIsNot(name: String) throws {
        let answer = try Asked.one("if \(name) then return fail 'there' end return pass()")
        #expect(answer == "pass" || answer.hasPrefix("unknown(undecodable): field '"), "\(answer)")
    }

    @Test(arguments: [
        "100000000, 90000000", "1 << 62, 1 << 40", "-1, -1", "-1, 5", "5, 5", "nil, nil", "it, it", "it.region, it.account", "'9', '8'", "{}, {}",
    ])
    func anIteratorThatIsCalledByHandGivesAResourceOrNothing(arguments: String) throws {
        for question in ["it.region:all 'AWS::EC2::VPC'", "it.account:known 'AWS::EC2::VPC'"] {
            let answer = try Asked.one("local step = \(question) local r = step(\(arguments)) return fail('%s', r and r.id or 'nothing')")
            // The recorder "default" is the other resource there is.
            #expect(["fail: nothing", "fail: vpc-0", "fail: vpc-1", "fail: default"].contains(answer), "\(answer)")
        }
    }

    @Test(arguments: ["pairs(it.configuration)", "ipairs(it.configuration.list)", "pairs({})", "('abc'):gmatch('.')", "it.account:regions()"])
    func anyIteratorThatIsCalledByHandEnds(iterator: String) throws {
        let item = SnapshotFolder.item("AWS::EC2::VPC", "vpc-0", #"{"list":[1,{"a":2}],"name":"x"}"#)
        for first in ["it", "it.region", "it.configuration", "it.configuration.list", "it.tags", "nil", "1 << 62", "'name'", "pass()", "{}"] {
            for second in ["nil", "1", "-1", "1 << 62", "'name'", "'nobody'", "it", "it.configuration", "true"] {
                let answer = try Asked.one("local step = \(iterator) local k, v = step(\(first), \(second)) return pass()", items: [item])
                #expect(answer == "pass" || answer.hasPrefix("error: ") || answer.hasPrefix("unknown("), "\(first), \(second): \(answer)")
            }
        }
    }

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

    /// Nothing else is there either: a library grown by accident is seen here.
    @Test(arguments: [
        ("string", "byte char find format gmatch gsub len lower match rep reverse sub upper"), ("table", "concat insert pack remove sort unpack"),
        ("math", "abs ceil floor fmod huge max maxinteger min mininteger modf pi sqrt tointeger type ult"),
        (
            "_ENV",
            "absent all any artifacts as_of assert days_since demarc denied error fail findings iam ipairs it layers list matches math net none now organization"
                + " pack pairs params pass pcall plugin require rule select service set skip string table text time tonumber tostring type unknown with"
        ), ("net", "acl_allows acl_open allows contains internet open overlaps"),
        ("text", "contains ends_with glob lower split starts_with trim upper"),
        ("iam", "accounts allows denies public"), ("time", "compare duration parse"), ("list", "contains count filter find join map sort"),
        ("set", "difference equal intersection subset union"),
    ])
    func aLibraryHoldsThisAndNothingElse(library: String, names: String) throws {
        let answer = try Asked.one(
            "local names = {} for name in pairs(\(library)) do table.insert(names, name) end return fail(table.concat(names, ' '))")
        #expect(answer == "fail: " + names)
    }

    @Test(arguments: [
        "string.upper = 1", "table.insert = 1", "math.pi = 3", "counter = 1", "pass = fail", "_ENV.counter = 1", "_ENV.string = nil",
        "it.id = 1", "it.configuration.vpcId = 1", "it.tags.x = 1", "it.region.id = 1", "params.days = 1", "params.new = 1", "params.kinds[1] = 'x'",
        "table.insert(params.kinds, 'x')", "table.remove(params.kinds)", "table.sort(params.kinds)", "require('t.lib').new = 1",
        "require('t.lib').list[1] = 1", "table.insert(require('t.lib').list, 1)", "require('t.lib').map.deep.key = 1", "('').x = 1", "pass().x = 1",
    ])
    func aWriteIsRefused(statement: String) throws {
        let answer = try Asked.one(
            statement + " return pass()", more: #"params = { days = { 1, "d" }, kinds = { { "b", "a" }, "k" } },"#,
            libraries: ["lib": "return { list = { 3, 1, 2 }, map = { deep = { key = 0 } } }"])
        #expect(answer.hasPrefix("error: "), "\(answer)")
        #expect(["assignment", "can't be changed", "attempt to index", "no '"].contains { answer.contains($0) }, "\(answer)")
    }

    @Test(arguments: [
        ("#require('t.lib').list", "3"), ("table.concat(require('t.lib').list, ',')", "3,1,2"),
        ("select('#', table.unpack(require('t.lib').list))", "3"),
        ("any(require('t.lib').list, function(x) return x == 2 end)", "true"), ("all(require('t.lib').list, function(x) return x == 2 end)", "false"),
        ("#params.kinds", "2"), ("any(params.kinds, function(x) return x == 'a' end)", "true"), ("table.concat(params.kinds)", "ba"),
        ("(function() local s = '' for k, v in pairs(require('t.lib').map) do s = s .. k .. v end return s end)()", "a1b2"),
        ("(function() local s = '' for k, v in pairs(params) do s = s .. k end return s end)()", "dayskinds"),
        ("(function() local s = '' for k, v in ipairs(params.kinds) do s = s .. k .. v end return s end)()", "1b2a"),
        ("(function() local s = '' for k, v in ipairs(require('t.lib').list) do s = s .. v end return s end)()", "312"),
    ])
    func whatIsReadOnlyReadsLikeAnyTable(expression: String, value: String) throws {
        let answer = try Asked.one(
            "return fail('%s', tostring(\(expression)))", more: #"params = { days = { 1, "d" }, kinds = { { "b", "a" }, "k" } },"#,
            libraries: ["lib": "return { list = { 3, 1, 2 }, map = { a = 1, b = 2 } }"])
        #expect(answer == "fail: \(value)")
    }

    @Test(arguments: [
        ("tostring({})", "table"), ("tostring(pass)", "function"), ("tostring(it)", "userdata"), ("tostring(nil)", "nil"), ("tostring(1.5)", "1.5"),
        ("string.format('%5.1f %d %q', 1.25, 7, 'a')", #"  1.2 7 "a""#), ("string.format('100%%p %s', 'x')", "100%p x"),
        ("string.format('%s %s %s', {}, it, pass)", "table userdata function"), ("string.format('%s %s', nil, true)", "nil true"),
    ])
    func nothingShowsAnAddress(expression: String, value: String) throws {
        #expect(try Asked.value(expression) == value)
        for format in ["%p", "%-10p", "x%%%p"] { #expect(try Asked.value("string.format('\(format)', {})").contains("'%p' is not allowed")) }
        #expect(try Asked.one("return fail('%p', {})").contains("'%p' is not allowed"))
        #expect(try Asked.one("return fail('%s %s', {}, it)") == "fail: table userdata")
    }

    @Test func pairsGoesInTheOrderOfTheKeys() throws {
        let check =
            "local t = { b = 1, a = 1, [10] = 1, [2] = 1, [true] = 1, C = 1 } local s = '' for k in pairs(t) do s = s .. tostring(k) .. ' ' end return fail(s)"
        #expect(try Asked.one(check) == "fail: 2 10 true C a b ")
        #expect(try Asked.one("for k in pairs({ [{}] = 1 }) do end return pass()").contains("has no order"))
    }

    @Test func aLibraryIsLoadedOnceAndMayNotRequireItself() throws {
        let libraries = ["a": "return { b = require 't.b' }", "b": "return { name = 'b' }", "me": "return require 't.me'"]
        #expect(try Asked.one("return fail(require('t.a').b.name)", libraries: libraries) == "fail: b")
        #expect(try Asked.one("if require 't.a' == require 't.a' then return pass() end", libraries: libraries) == "pass")
        #expect(try Asked.one("require 't.me' return pass()", libraries: libraries).contains("library 't.me' requires itself"))
        #expect(try Asked.one("require 't.c' return pass()", libraries: ["c": "x = 1"]).contains("assignment to 'x'"))
        #expect(try Asked.one("require 't.c' return pass()", libraries: ["c": "\u{1B}Lua"]).hasPrefix("error: "))
        #expect(try Asked.one("require 't.c' return pass()", libraries: ["c": "return io"]).contains("there is no 'io'"))
    }
}
