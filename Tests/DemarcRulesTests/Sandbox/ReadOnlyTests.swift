// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DemarcRules

/// What rules share, none of them can change.
@Suite struct ReadOnlyTests {
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
