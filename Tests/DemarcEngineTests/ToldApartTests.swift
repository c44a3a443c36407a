// SPDX-License-Identifier: Apache-2.0
import DemarcRules
import DemarcSnapshot
import DemarcTestSupport
import Testing

/// Rules that look at values in ways of their own: what is remembered must not make one of two that they tell apart.
@Suite struct ToldApartTests {
    private static let checks = [
        "joined":
            #"local s = it.configuration.kind .. "/" .. tostring(it.configuration.on) if s == "b/true" then return pass() end return fail("is " .. s)"#,
        "alias": #"local f = fail if it.configuration.size > 5 then return f("size " .. it.configuration.size) end return pass()"#,
        "said": #"local m = "vpc" if it.configuration.size > 5 then m = it.id end return fail(m)"#,
        "pieces": #"return fail("%s of %d is %s", it.configuration.kind, it.configuration.size, it.id)"#,
        "two numbers": #"if it.configuration.size < it.configuration.least then return pass() end return fail "more""#,
        "text order": #"if it.id < "vpc-2" then return pass() end return fail "late""#,
        "length": #"if #it.configuration.list > 2 then return fail("has %d", #it.configuration.list) end return pass()"#,
        "length of a text": #"if #it.configuration.kind == it.configuration.size then return fail "as long" end return pass()"#,
        "names": #"for k in pairs(it.configuration) do if matches(k, "t$") then return fail("has %s", k) end end return pass()"#,
        "found twice":
            #"for _, e in ipairs(it.configuration.list) do for o in it.region:find("AWS::EC2::VPC", "configuration.list.name", e.name) do if o.id == it.id then return fail("%s", o.id) end break end end return pass()"#,
        "loops":
            #"for _, e in ipairs(it.configuration.list) do for _, o in ipairs(it.configuration.other) do if e.name == "x" and o == "a" then return fail("%s", e.name) end end end return pass()"#,
        "left":
            #"local function has(n) for _, e in ipairs(it.configuration.list) do if e.name == n then return true end end return false end if has "x" and has "y" then return fail "both" end return pass()"#,
        "verdict unused": #"local f = fail("%s is bad", it.id) if it.configuration.on then return f end return pass()"#,
        "one of several": #"return findings { one = fail("%s", it.id) }"#,
        "taken along":
            #"local w = ("xyz"):gmatch "." for _, e in ipairs(it.configuration.list) do if w() == e.name then return fail(e.name) end end return pass()"#,
        "place unnamed":
            #"for _, e in ipairs(it.configuration.list) do if _ == 2 then return fail(e.name) end end return pass()"#,
        "keyed":
            #"local seen = {} for _, e in ipairs(it.configuration.list) do if seen[e.name] then return fail(e.name) end seen[e.name] = true end return pass()"#,
        "keyed in any":
            #"local seen = {} if any(it.configuration.list, function(e) if seen[e.name] then return true end seen[e.name] = true return false end) then return fail "twice" end return pass()"#,
        "counted in any":
            #"local n = 0 any(it.configuration.list, function() n = n + 1 end) if n > 2 then return fail("many %d", n) end return pass()"#,
        "two lists":
            #"for _, e in ipairs(it.configuration.other or {}) do return fail(e) end for _, e in ipairs(it.configuration.list) do if e.name == "x" then return fail "x" end end return pass()"#,
        "same": #"local c = it.configuration if c.kind == c.other[1] then return fail "same" end return pass()"#,
        "either":
            #"local k = it.configuration.other[1] or it.configuration.kind if matches(k, "^[ab]$") then return pass() end return fail("is %s", k)"#,
        "pairs": #"for k, v in pairs(it.configuration) do if v == "b" then return fail("%s is b", k) end end return pass()"#,
        "some error": #"if it.configuration.size == 7 then error "seven" end return pass()"#,
        "iterator by hand":
            #"local step, last, at = it.region:all "AWS::EC2::VPC" at = step(last, at) for _ = 1, it.configuration.least do at = step(last, at) end return fail("%s", at.id)"#,
        "iterator from a place": #"local step, last = it.region:all "AWS::EC2::VPC" return fail("%s", step(last, it.configuration.size).id)"#,
        "list by hand":
            #"local step, list = ipairs(it.configuration.list) local _, e = step(list, it.configuration.least) return fail("%s", e and e.name or "none")"#,
        "several":
            #"return findings { a = it.configuration.on and pass() or fail "off", b = it.configuration.size > 3 and fail("size of %s", it.id) or pass() }"#,
        "borrowed": #"local s = it.id local look = s.reverse if look(s) < "3" then return fail "low" end return pass()"#,
        "indexed":
            #"for place, e in ipairs(it.configuration.list) do if it.configuration.least == place then return fail(e.name) end end return pass()"#,
        "kinds": #"if type(it.configuration.size) == it.configuration.kind then return fail "kind" end return pass()"#,
        "environment": #"local lower = _ENV["string"].sub if lower(it.id, -1) == "3" then return fail "three" end return pass()"#,
        "open":
            #"if net.open(it.configuration.permissions, "tcp", 22) then return fail("%s is open", it.id) end if net.open(it.configuration.permissions, "udp") then return fail "udp" end return pass()"#,
        "open in any":
            #"if any(it.configuration.permissions, function(p) return net.open({ p }, "tcp", 22) end) then return fail "open" end return pass()"#,
        "open at what was read":
            #"if net.open(it.configuration.permissions, "tcp", it.configuration.least) then return fail "open" end return pass()"#,
        "begins": #"if text.starts_with(it.id, "vpc-2") then return fail "two" end return pass()"#,
        "begins in any":
            #"if any(it.configuration.list, function(e) return text.glob(e.name, "[y]*") or text.contains(e.name, "z") end) then return fail "z" end return pass()"#,
        "contains what was read": #"if text.contains(it.id, it.configuration.kind) then return fail "kind" end return pass()"#,
        "public": #"if iam.public(it.configuration.policy) then return fail("%s is public", it.id) end return pass()"#,
        "allowed":
            #"if iam.allows(it.configuration.policy, { action = "s3:GetObject", principal = "*", context = { b = 1, a = 2 } }) then return fail "allowed" end return pass()"#,
        "allowed of what was read":
            #"if iam.allows(it.configuration.policy, { action = "s3:GetObject", principal = it.configuration.kind }) then return fail "allowed" end return pass()"#,
        "accounts": #"return fail(list.join(iam.accounts(it.configuration.policy)))"#,
        "sets": #"if set.subset(it.configuration.other, { "a", "b" }) then return pass() end return fail(list.join(it.configuration.other))"#,
        "counted by list": #"if list.count(it.configuration.list, function(e) return e.name == "y" end) > 1 then return fail "y" end return pass()"#,
        "times": #"if time.compare(1e9 + it.configuration.size, 1000000007) > 0 then return fail "late" end return pass()"#,
        "sum": #"return fail("more than %d", it.configuration.size + 1)"#,
    ]

    /// Items that differ in all the checks look at, many of them alike in most.
    private static let items = (0..<300).map { number in
        func pick(_ texts: [String], _ step: Int) -> String { texts[number * step / 7 % texts.count] }
        let names = (0..<number % 5).map { #"{"name":"\#(["x", "y", "z", "y", "w"][($0 * (number % 3 + 1) + number) % 5])"}"# }
        let other = number % 4 == 0 ? #"["\#(pick(["a", "b", "c"], 5))"]"# : "[]"
        return SnapshotFolder.item(
            "AWS::EC2::VPC", "vpc-\(number)",
            """
            {"kind":"\(pick(["a", "b", "c", "d"], 3))","on":\(number % 3 == 0),"size":\(number * 11 % 13),"least":\(number % 9),\
            "list":[\(names.joined(separator: ","))],"other":\(other),\
            "policy":{"Statement":{"Effect":"Allow","Action":"\(pick(["*", "s3:G*", "ec2:*"], 3))",\
            "Principal":{"AWS":"\(pick(["*", "111122223333", "b"], 5).replacing("b", with: number % 2 == 1 ? "444455556666" : "777788889999"))"}}},\
            "permissions":[{"ipProtocol":"\(pick(["tcp", "-1", "udp"], 4))","fromPort":\(number % 11),"toPort":\(number * 3 % 47 + 10),\
            "ipRanges":["\(pick(["0.0.0.0/0", "10.0.0.0/8", "0.0.0.0/1", "128.0.0.0/1"], 9))"]}]}
            """)
    }

    @Test("remembered or not, the answers are the same", arguments: checks.keys.sorted())
    func sameAnswers(name: String) throws { try sameAnswers(source: PluginFolder.source(check: ToldApartTests.checks[name] ?? "")) }

    /// - Parameters:
    ///   - libraries: texts by the name of their file.
    ///   - more: items beside the usual ones.
    /// - Returns: the answers.
    @discardableResult private func sameAnswers(
        source: String, libraries: [String: String] = [:], and more: [String] = []
    ) throws -> [String] {
        return try Folders.withTemporary { folder in
            let plugin = try PluginFolder(in: folder)
            for (name, text) in libraries { try plugin.write("lib/\(name).lua", text) }
            try plugin.rule("check", source: source)
            let snapshot = SnapshotFolder(in: folder)
            try snapshot.region(items: ToldApartTests.items + more)
            let loaded = try PluginLoader.load(folder: plugin.path)
            #expect(loaded.errors.isEmpty)
            let rules = try RuleSet(plugins: [loaded], choice: RuleSet.Choice())
            let account = try #require(try SnapshotLoader.load(paths: [snapshot.path]).accounts.first)
            let answers = try [true, false].map { remembers in
                let evaluator = try Evaluator(plugin: loaded, selected: rules.selected, remembers: remembers)
                var answers: [String] = []
                for _ in 0..<2 {
                    try evaluator.evaluate("t.s.check", over: .resources(account.resources(of: "AWS::EC2::VPC")), of: account) { done, some in
                        for place in 0..<some.count {
                            guard let answer = some.answer(place) else { continue }
                            answers.append("\(done + answer.subject) \(answer.verdict) \(answer.key) \(answer.message)")
                        }
                    }
                }
                #expect(evaluator.counts.conflicts == 0)
                return answers
            }
            #expect(answers[0].count >= 600 && answers[0] == answers[1])
            return answers[0]
        }
    }
}

extension ToldApartTests {
    /// What a file takes from the library outside of any function looks into texts and numbers inside of one.
    @Test(
        "functions under local names of the file are seen through",
        arguments: [
            ("local last = string.sub", #"if last(it.id, -1) == "3" then return fail "three" end return pass()"#),
            ("local least = math.min", "if least(it.configuration.size, 6) == 6 then return fail 'six' end return pass()"),
            ("local text = tostring", #"if text(it.configuration.size) == "1" .. "1" then return fail "11" end return pass()"#),
            ("local TWICE = 3 * 2", "if it.configuration.size == TWICE then return fail 'six' end return pass()"),
        ])
    func localNames(head: String, check: String) throws {
        try sameAnswers(source: PluginFolder.source(check: check).replacing("return rule", with: "\(head)\nreturn rule", maxReplacements: 1))
    }
}

extension ToldApartTests {
    /// Tables have keys, and files lines, that stand nowhere in them.
    @Test(
        "what is compared without a constant is told apart",
        arguments: [
            #"local risk = { "low", "low", "high", "high" } if risk[it.configuration.least] == "high" then return fail("%s", it.id) end return pass()"#,
            "if ({ false, false, true })[it.configuration.least] then return fail 'x' end return pass()",
            "local t = { [0] = 'none', 'low', 'high' } return fail(t[it.configuration.least] or 'other')",
            "local function t() return { 'a', 'b', 'c' } end return fail(t()[it.configuration.least] or 'other')",
            "local function n() return 'a', 'b', 'c' end local t = { n() } return fail(t[it.configuration.least] or 'other')",
            "local function t(...) return { ... } end return fail(t('a', 'b', 'c')[it.configuration.least] or 'other')",
            "local function n() return 'a', 'b', 'c' end local t = { n '' } return fail(t[it.configuration.least] or 'other')",
            "local function n() return 'a', 'b', 'c' end local t = { n {} } return fail(t[it.configuration.least] or 'other')",
            "local f, s, i = ipairs({ 'a', 'b', 'c' }) if f(s, i) == it.configuration.least then return fail 'x' end return pass()",
            "if any(it.configuration.list, function(e) return ({ 'x', 'y' })[it.configuration.least] == e.name end) then return fail 'x' end return pass()",
            "local t = {} t.b, t.x = true, true if t[it.configuration.kind] then return fail 'x' end return pass()",
            "local t = {} function t.b() end if t[it.configuration.kind] then return fail 'x' end return pass()",
            "return findings { [it.configuration.kind] = it.configuration.on and fail 'on' or pass() }",
            "return findings { [it.id] = fail 'x' }", "return findings { ['k/' .. it.configuration.kind] = fail 'x' }",
            "return fail(iam.accounts(it.configuration.policy)[it.configuration.least] or 'none')",
            "return fail(text.split('a,b,c', ',')[it.configuration.least] or 'none')",
            "local e = it.configuration.list[it.configuration.least] return fail(e and e.name or 'none')",
            "return fail(tostring(it.configuration[it.configuration.kind]))", "return fail(tostring(it.tags[it.configuration.kind]))",
            "local k = it.configuration.kind == 'a' and 'size' or it.configuration.kind == 'b' and 'least' or 'on' return fail(tostring(it.configuration[k]))",
            "local k = it.configuration.on and 'size' or 'least' if it.configuration[k] == 3 then return fail 'three' end return pass()",
            "if list.contains({ it.configuration.other }, it.configuration.list) then return fail 'x' end return pass()",
            "-- a\rlocal k = it.configuration.kind if k == 'b' then return fail 'x' end return pass()",
            "local k = it.configuration.kind -- a\rif k == 'b' or k == 'c' then return fail 'x' end return pass()",
        ])
    func untold(check: String) throws { try sameAnswers(source: PluginFolder.source(check: check)) }

    @Test func aFunctionUnderAConstantName() throws {
        let check = "local k = it.configuration.kind if k[K](k) == it.configuration.least then return fail 'x' end return pass()"
        try sameAnswers(source: "local K = 'len'\n" + PluginFolder.source(check: check))
    }

    @Test(
        "what libraries look at counts, whatever they are called",
        arguments: [
            ("local G, L = require 't.g', require 't.f'", ""), ("local one, L = 1, require 't.f'", ""), ("local p, L\nL = require 't.f'", ""),
            ("", "local G, L = require 't.g', require 't.f'"), ("local L\nlocal G = require 't.g' L = require('t.f')", ""),
            ("local x, first = 1, require('t.f').first local L = { first = first }", ""), ("local L <const> = require 't.f'", ""),
        ])
    func libraries(head: String, lead: String) throws {
        let check = "\(lead) if L.first(it.configuration.kind) == 'b' then return fail(L.word(it.configuration.least)) end return pass()"
        let library = "local M = {} function M.first(s) return s:sub(1, 1) end function M.word(n) return ({ 'a', 'b' })[n] or 'c' end return M"
        try sameAnswers(source: head + "\n" + PluginFolder.source(check: check), libraries: ["f": library, "g": "return {}"])
    }
}

extension ToldApartTests {
    @Test(
        "a text that is longer than Lua may hold ends the check that reads it",
        arguments: [
            #"return fail("it is %s", it.configuration.kind)"#,
            #"if it.configuration.kind == "b" then return fail "b" end return pass()"#,
            #"if matches(it.configuration.kind, "^[bc]$") then return fail "b or c" end return pass()"#,
            #"if any(it.configuration.other, function(e) return e == "b" end) then return fail "b" end return pass()"#,
            #"for _, e in ipairs(it.configuration.other) do if e == "b" then return fail "b" end end return pass()"#,
        ])
    func longTexts(check: String) throws {
        let text = String(repeating: "x", count: Machine.Limits().text + 64)
        let items = ["vpc-long-1", "vpc-long-2"].map {
            SnapshotFolder.item("AWS::EC2::VPC", $0, #"{"kind":"\#(text)","other":["\#(text)"]}"#)
        }
        let answers = try sameAnswers(source: PluginFolder.source(check: check), and: items)
        #expect(answers.count { $0.contains("error") && $0.contains("budget of memory for one text") } == 4)
    }
}
