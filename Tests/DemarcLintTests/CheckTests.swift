// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// What is looked for in the code itself.
@Suite struct CheckTests {
    @Test(
        "every path through a check must return a verdict",
        arguments: [
            ("if it.id then return pass() end", ["no-verdict end"]), ("return", ["no-verdict return"]), ("return nil", ["no-verdict nil"]),
            ("return true", ["no-verdict true"]), ("return 'pass'", ["no-verdict 'pass'"]), ("return it.id == 'a'", ["no-verdict it.id == 'a'"]),
            ("return it.id and pass()", ["no-verdict it.id and pass()"]), ("return it.id and pass() or fail 'x'", []),
            ("while true do if it.id then return pass() end end", []), ("while true do break end", ["no-verdict end"]),
            ("for _ in it.region:all 'AWS::EC2::VPC' do return pass() end", ["no-verdict end"]), ("error 'x'", []),
            ("if it.id then return pass() else return fail 'x' end", []),
            ("if it.id then return pass() elseif it.name then return fail 'x' end", ["no-verdict end"]),
            ("repeat return pass() until false", []), ("goto out ::out:: return pass()", []), ("do return pass() end", []),
            ("local v = pass() return v", []), ("local v = 3 return v", ["no-verdict v"]), ("return findings { a = pass() }", []),
            ("local f = function() return 1 end return f() and pass() or fail 'x'", []), ("return params", ["no-verdict params"]),
        ])
    func verdicts(body: String, expected: [String]) throws { #expect(try Linted.check(body) == expected) }

    @Test(
        "a verdict that is made is returned",
        arguments: [
            ("if it.id then fail 'public' end return pass()", ["dropped-verdict fail 'public'"]),
            (
                "pass() skip('%s', it.id) unknown 'u' findings { a = pass() } return fail 'x'",
                [
                    "dropped-verdict pass()", "dropped-verdict skip('%s', it.id)", "dropped-verdict unknown 'u'",
                    "dropped-verdict findings { a = pass() }",
                ]
            ),
            ("for _, t in pairs(it.tags) do if t then fail(t) end end return pass()", ["dropped-verdict fail(t)"]),
            ("local v = fail 'x' return v", []), ("if it.id then return fail 'x' end return pass()", []),
            ("local function pass() end pass() return skip 'x'", []), ("local t = { fail = error } t.fail('x') return pass()", []),
        ])
    func dropped(body: String, expected: [String]) throws { #expect(try Linted.check(body) == expected) }

    @Test("a function whose result is returned must return a verdict on every path, and only such a function")
    func helpers() throws {
        let helper = "local function judge(x) if x.id then return pass() end end"
        #expect(try Linted.check("return judge(it)", before: helper) == ["no-verdict end"])
        #expect(try Linted.check("local v = judge(it) if v then return v end return fail 'x'", before: helper) == [])
        #expect(try Linted.check("return judge(it) or fail 'x'", before: helper) == ["no-verdict end"])
    }

    @Test(
        "globals are read where there are some, and written nowhere",
        arguments: [
            ("count = 1 return pass()", ["global-write count"]), ("function helper() end return pass()", ["global-write helper"]),
            ("return pas()", ["unknown-global pas", "no-verdict pas()"]), ("return pass(os.time())", ["unknown-global os"]),
            ("local x = string.gsubb('a', 'b', 'c') return pass(x)", ["unknown-global gsubb"]),
            ("local x = ('a'):upper() return pass(x)", []), ("local x = math.huge return pass('%d', x)", []),
            ("return pass(('a'):uper())", ["unknown-global uper"]), ("return pass(it.id:lowr())", ["unknown-global lowr"]),
            ("local id = it.configuration.vpcId return pass(id:starts_with 'x')", ["unknown-global starts_with"]),
            ("local id = it.configuration.vpcId return pass(id:lower())", []), ("return pass(params.name:lower())", ["unknown-parameter name"]),
            ("for _ in ipair({}) do end return pass()", ["unknown-global ipair"]),
        ])
    func globals(body: String, expected: [String]) throws {
        #expect(try Linted.check(body).filter { !$0.hasPrefix("no-verdict") } == expected.filter { !$0.hasPrefix("no-verdict") })
    }

    @Test func `a resource type that does not exist is told once`() throws {
        #expect(try Linted.check("return pass()", resource: #""AWS::EC2::Instanec""#).filter { $0.hasPrefix("unknown-type") }.count == 1)
    }

    @Test(
        "what outlives a check is not changed by it",
        arguments: [
            ("n = n + 1 return pass('%d', n)", ["kept-state n"]), ("t.a.b = it.id return pass()", ["kept-state t.a.b"]),
            ("t[#t + 1] = it.id return pass()", ["kept-state t[#t + 1]"]), ("table.insert(t, it.id) return pass()", ["kept-state t"]),
            ("function t.f() end return pass()", ["kept-state t.f"]), ("local n = 0 n = n + 1 return pass('%d', n)", []),
            ("local t = {} table.insert(t, it.id) t.x = 1 return pass('%d', #t)", []),
            ("local m = 0 local function add() m = m + 1 end add() return pass('%d', m)", []),
            ("return pass(table.concat(t))", []), ("local u = t u.x = 1 return pass()", []),
        ])
    func keptState(body: String, expected: [String]) throws {
        #expect(try Linted.check(body, before: "local n, t = 0, { a = {} } n = 1 t.b = 2 table.insert(t, 'x')") == expected)
    }

    @Test(
        "parameters are declared and read",
        arguments: [
            ("return pass()", "days = { 1, 'x' }", ["unused-parameter days"]), ("return pass('%d', params.days)", "days = { 1, 'x' }", []),
            ("return pass('%d', params.day)", "days = { 1, 'x' }", ["unknown-parameter day", "unused-parameter days"]),
            ("local p = params return pass('%d', p.days)", "days = { 1, 'x' }", []), ("return pass('%d', params['days'])", "days = { 1, 'x' }", []),
            ("local k = it.id return pass('%d', params[k])", "days = { 1, 'x' }", []),
            ("for _, v in pairs(params) do return pass('%d', v) end return pass()", "days = { 1, 'x' }", []),
        ])
    func parameters(body: String, declared: String, expected: [String]) throws {
        #expect(try Linted.check(body, more: "params = { \(declared) },\n").sorted() == expected.sorted())
    }

    @Test(
        "code that nothing leads to is found",
        arguments: [
            ("error 'x' local y = 1", ["unreachable local y = 1"]), ("while true do end return pass()", ["unreachable return pass()"]),
            ("if it.id then return pass() else return fail 'x' end return skip 'y'", ["unreachable return skip 'y'"]),
            ("if false then return pass() end return fail 'x'", ["unreachable return pass()"]),
            ("goto out; error 'y' ::out:: return pass()", ["unreachable error 'y' "]),
            ("do return pass() end return fail 'x'", ["unreachable return fail 'x'"]), ("if true then return pass() end return fail 'x'", []),
        ])
    func unreachable(body: String, expected: [String]) throws { #expect(try Linted.check(body) == expected) }

    @Test(
        "a verdict has its text, and the text a value for each place",
        arguments: [
            ("return fail()", ["message ()"]), ("if it.id == 'a' then return pass() end return skip()", ["message ()"]),
            ("return unknown ''", ["message ''"]), ("return fail '  '", ["message '  '"]), ("return fail('%s and %s', 'a')", ["message '%s and %s'"]),
            ("return fail('%d', it.id)", ["message it.id"]), ("return fail('%5.1f%%', it.id)", ["message it.id"]),
            ("return fail('%s is %d', it.id, 3)", []), ("return fail('%d of %s', 3, it.id)", []), ("return fail '100% of %s'", []),
            ("return fail('%s and %s', (function() return 1, 2 end)())", []), ("local say = fail return say()", ["message ()"]),
            ("return pass()", []), ("return fail(it.id)", []),
        ])
    func message(body: String, expected: [String]) throws { #expect(try Linted.check(body) == expected) }

    @Test("a field that a table has twice is found, wherever the table stands")
    func repeated() throws {
        #expect(try Linted.check("local t = { a = 1, ['a'] = 2, b = { a = 3 } } return fail('%d', t.a)") == ["repeated-field 'a'"])
        let examples = #"examples = { pass = { x = { it {} }, y = { it {} }, ["x"] = { it {} } }, fail = { x = { it {} } }, "#
        let found = try Linted.findings { try $0.rule("r", check: "return pass()", more: examples + "unknown = { x = { it {} } } },") }
        let message = #"repeated-field: found "x" a second time: the one of line 8 is lost; give it another name"#
        #expect(found.count == 1 && found.allSatisfy { $0.contains(message) }, "\(found)")
    }

    @Test("what a new rule leaves to write is found")
    func scaffold() throws {
        let found = try Linted.findings {
            let sound = PluginFolderSource.sound("return pass()")
            try $0.rule("r", source: "--- Named: say here why it matters.\n" + sound.drop { $0 != "\n" }.dropFirst())
        }
        #expect(found.contains { $0.hasPrefix("rules/s/r.lua:1:1: scaffold: found \"say here why it matters\"") }, "\(found)")
    }

    @Test(
        "constructs that Lua 5.4.4 compiles wrongly are found",
        arguments: [
            ("local x = 1 ~ (it.a or 3) return pass('%d', x)", ["miscompiled 1 ~ (it.a or 3)"]),
            ("local x = (it.a or 3) ~ 1 return pass('%d', x)", []),
            ("local x = 1 + (it.a or 3) return pass('%d', x)", []), ("return pass(T[it.id < 'a'])", ["miscompiled it.id < 'a'"]),
            ("return pass(T[not (it.id == 'a')])", ["miscompiled not (it.id == 'a')"]), ("return pass(T[it.id or 'a'])", []),
            ("local t = T return pass(t[it.id < 'a'])", []), ("local x <close> = nil return pass()", ["miscompiled x"]),
        ])
    func miscompiled(body: String, expected: [String]) throws {
        let found = try Linted.check(body, before: "local T = { a = 'x', b = 'y' }").filter { !$0.hasPrefix("unknown-property") }
        #expect(found == expected)
    }

    @Test("what is said of Lua 5.4.4 is so: Debian's computes these wrongly, and the remedy rightly")
    func lua() throws {
        let script = """
            local many = {}
            for n = 1, 300 do many[n] = 'x = ' .. n .. '.5' end
            local before = table.concat(many, ' ')
            local t = setmetatable({}, { __index = function(_, key) return tostring(key) end })
            print(load(before .. ' return 1 ~ (2 or 3)')(), load(before .. ' local c = 2 or 3 return 1 ~ c')())
            local get = load 'local t, a, b = ... return function() return t[a < b] end, function() local c = a < b return t[c] end'
            local wrong, right = get(t, 1, 2)
            print((pcall(wrong)), right())
            """
        let run = try Command.run("/usr/bin/env", ["lua5.4", "-e", script], in: nil, environment: [:])
        let version = try Command.run("/usr/bin/env", ["lua5.4", "-v"], in: nil, environment: [:]).text
        let lines = run.text.split(separator: "\n")
        #expect(lines.count == 2)
        guard version.hasPrefix("Lua 5.4.4"), lines.count == 2 else { return }
        #expect(lines == ["0\t3", "false\ttrue"])
    }

    @Test(
        "resource types exist",
        arguments: [
            ("for _ in it.region:all 'AWS::EC2::Volumes' do return pass() end return fail 'x'", ["unknown-type 'AWS::EC2::Volumes'"]),
            ("for _ in it.region:all 'demarc::EC2::EbsDefaults' do return pass() end return fail 'x'", ["unknown-type 'demarc::EC2::EbsDefaults'"]),
            ("for _ in it.region:all 'Acme::Own::Thing' do return pass() end return fail 'x'", []),
            ("return pass 'the AWS::EC2::Volumess of it'", []),
        ])
    func types(body: String, expected: [String]) throws { #expect(try Linted.check(body) == expected) }

    @Test("a subject that does not exist is found", arguments: ["AWS::EC2::Instances", "AWs::EC2::Instance"])
    func subject(type: String) throws {
        #expect(try Linted.check("return pass()", resource: "\"\(type)\"").contains("unknown-type \"\(type)\""))
    }
}
