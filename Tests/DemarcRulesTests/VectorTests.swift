// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

@testable import DemarcRules

/// Ways out of a sandbox that others fell to, beside those of `LimitTests` and the hostile files.
@Suite struct VectorTests {
    private static let many = "local t = {} for i = 1, 1e5 do t[i] = i end"

    /// Each loop goes on for ever, or nearly.
    static let loops: [String] = [
        "::again:: goto again", "for i = math.mininteger, math.maxinteger do end", "while true do pcall(function() while true do end end) end",
        "local function f() pcall(f) pcall(f) end while true do f() end", "local c <close> = nil while true do end",
        "local s = ('a'):rep(30000) while true do s:find('.-.-.-.-b') end", "local s = ('a'):rep(30000) while true do s:find('(.*)(.*)(.*)x') end",
        "local s = ('('):rep(300000) while true do s:find('%b()x') end", "local s = ('a'):rep(300000) while true do s:find('%f[b]') end",
        "local s, p = ('a'):rep(9e5), ('a'):rep(4e5) .. 'b' while true do s:find(p, 1, true) end",
        "local s = ('a'):rep(30000) while true do for word in s:gmatch('.-.-b') do end end",
        "local s = ('a'):rep(9e5) while true do s:gsub('', '') end",
        "local s = ('a'):rep(10000) while true do s:match('^(a-)%1b') end", "while true do string.format('%99.99f', 1e308) end",
        "local s = ('x'):rep(9e5) while true do s:byte(1, -1) end",
        "local t = {} for i = 1, 1e5 do t[i] = 65 end while true do string.char(table.unpack(t)) end",
        "\(many) while true do math.max(table.unpack(t)) end", "\(many) while true do table.concat(t) end",
        "\(many) while true do for key in pairs(t) do break end end", "\(many) while true do all(t, math.type) end",
        "local n = 0 while true do n = n + 1 local x = it.configuration['k' .. n] end", "while true do fail('%s', ('x'):rep(10000)) end",
        "local function f() return f() end f()",
    ]

    @Test(arguments: loops)
    func aLoopIsStopped(check: String) throws {
        try LimitTests.inSnapshot(check) { evaluator, subjects, account in
            let answer = try evaluator.record("t.s.hostile", over: subjects, at: 0, of: account) { $0.answer(0) }
            #expect(answer?.verdict == .error && answer?.message.contains("stopped: it ") == true, "\(String(describing: answer))")
        }
    }

    @Test(arguments: [
        "local function f(x) return (x:gsub('x', f)) end f('x')", "local function f(a, b) table.sort({ 1, 2, 3 }, f) return a < b end f(1, 2)",
        "local function f() return any({ 1 }, f) end f()", "local function f() return list.map({ 1 }, f) end f()", "local c <close> = {}",
        "local function f() return 1 + f() end f()",
    ])
    func recursionThroughCIsAnError(check: String) throws {
        let answer = try Asked.one(check + " return pass()")
        #expect(answer.hasPrefix("error: "), "\(answer.prefix(200))")
    }

    /// What the parser must not fall over; 256 KiB at most.
    @Test(arguments: [
        "local x = " + String(repeating: "(", count: 50_000) + "1" + String(repeating: ")", count: 50_000),
        "local x = " + String(repeating: "{", count: 50_000) + String(repeating: "}", count: 50_000),
        "local x = " + String(repeating: "- ", count: 50_000) + "1", "local x = " + String(repeating: "'a' .. ", count: 30_000) + "'a'",
        String(repeating: "do ", count: 20_000) + String(repeating: "end ", count: 20_000),
        "local x = " + String(repeating: "function() return ", count: 5_000) + "1 " + String(repeating: "end ", count: 5_000),
        "local x" + String(repeating: ", x", count: 300) + " = 1", String(repeating: " ", count: 300_000),
    ])
    func aSourceThatIsTooMuchIsOneError(text: String) throws {
        let source = "--- Why.\n\(text)\n" + PluginFolder.source(check: "return pass()")
        #expect(try !LoadedPlugin.complaint("rules/s/bomb.lua", source).hasPrefix("0 errors"))
    }
}
