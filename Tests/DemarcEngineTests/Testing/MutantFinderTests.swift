// SPDX-License-Identifier: Apache-2.0
import DemarcEngine
import Testing

@testable import DemarcEngine

/// Which changes of a rule are tried: every one that may change a verdict, and none that can change nothing but words.
@Suite struct MutantFinderTests {
    /// The changes to a check with this body.
    private func changes(_ body: String, before: String = "") throws -> [String] {
        let source = "\(before)\nreturn rule { check = function(it, params)\n\(body)\nend }\n"
        return try MutantFinder.mutants(of: Array(source.utf8), file: "r.lua").map(\.change)
    }

    @Test func `a guard is left out, its comparison turned, its text changed, each verdict inverted`() throws {
        let found = try changes("if it.state == \"on\" then return pass() end\nreturn fail \"off\"")
        #expect(
            found == [
                #"[-if it.state == "on" then return pass() end-]"#, #"if it.state [-==-]{+~=+} "on" then return pass() end"#,
                #"if it.state == [-"on"-]{+"another"+} then return pass() end"#,
                #"if it.state == "on" then return [-pass()-]{+fail "mutant"+} end"#, #"return [-fail "off"-]{+pass()+}"#,
            ])
    }

    @Test(arguments: [
        ("<", [">=", "<="]), ("<=", [">", "<"]), (">", ["<=", ">="]), (">=", ["<", ">"]), ("==", ["~="]), ("~=", ["=="]),
    ])
    func aComparisonIsTurnedAndMovedByItsBound(symbol: String, others: [String]) throws {
        let found = try changes("return it.n \(symbol) it.m and pass() or skip 's'")
        #expect(found.filter { $0.contains("[-\(symbol)-]") } == others.map { "return it.n [-\(symbol)-]{+\($0)+} it.m and pass() or skip 's'" })
    }

    @Test func `and is swapped with or, and each clause is left out`() throws {
        let found = try changes("local is = it.a and it.b or not it.c\nif is then return pass() end\nreturn fail 'x'")
        let first = found.filter { $0.contains("local is") }
        let expected = [
            "local is = it.a [-and-]{+or+} it.b or not it.c", "local is = [-it.a and-]it.b or not it.c", "local is = it.a[-and it.b-] or not it.c",
            "local is = it.a and it.b [-or-]{+and+} not it.c", "local is = [-it.a and it.b or-]not it.c",
            "local is = it.a and it.b[-or not it.c-]", "local is = it.a and it.b or [-not-]it.c",
        ]
        #expect(Set(first) == Set(expected), "\(first)")
    }

    @Test func `numbers and booleans change where they decide`() throws {
        let found = try changes("local n = 0\nfor place = 1, 2 do if it[place] == true then n = n + 1 end end\nreturn n > 1 and pass() or fail 'x'")
        for change in [
            "local n = [-0-]{+1000+}", "if it[place] == [-true-]{+false+} then", "for place = [-1-]{+1001+}, 2", "n = n + [-1-]{+1001+}",
            "[-n = n + 1-]", "n > [-1-]{+1001+} and",
        ] { #expect(found.contains { $0.contains(change) }, "\(change): \(found)") }
    }

    @Test func `what a check asks for changes, and the question is left out`() throws {
        let found = try changes("it.region:all \"T\"\nreturn matches(it.id, \"^x\") and pass() or fail 'x'")
        for change in ["[-it.region:all \"T\"-]", "it.region:all [-\"T\"-]{+\"another\"+}", "matches(it.id, [-\"^x\"-]{+\"another\"+})"] {
            #expect(found.contains { $0.contains(change) }, "\(change): \(found)")
        }
    }

    /// Only the verdict at the end may change in these.
    @Test(arguments: [
        #"local days = it.days + 1 return fail("%d days, limit %d", days // 1, 45)"#,
        #"local what = it.a and "a" or "b" return fail("it has %s", what)"#,
        #"local what if it.a == 1 then what = "one" else what = "many" end return fail(what)"#,
        #"local function named(x) return x.name or "?" end return fail("%s", named(it))"#,
        #"local words = require "t.words" return fail("%s", words.list(it.names, 1))"#,
        #"return fail(it.a == "x" and "a" or "b")"#,
    ])
    func whatIsOnlySaidIsLeftAlone(body: String) throws {
        let found = try changes(body)
        #expect(found.count == 1 && found[0].hasSuffix("{+pass()+}"), "\(found)")
    }

    @Test func `a guard before the same verdict decides nothing`() throws {
        let found = try changes("if it.a then return fail 'a' end\nif it.b == 1 then return fail 'b' end\nreturn it.c and fail 'c' or fail 'd'")
        #expect(found.allSatisfy { $0.contains("{+pass()+}") } && found.count == 4, "\(found)")
    }

    @Test func `but one before another verdict, or before what may end the check, does`() throws {
        #expect(try changes("if it.a then return fail 'a' end\nreturn pass()").contains { $0.hasPrefix("[-if it.a") })
        let asked = try changes("if it.a then return fail 'a' end\nit.region:all 'T'\nreturn fail 'b'")
        #expect(asked.contains { $0.hasPrefix("[-if it.a") }, "\(asked)")
    }

    @Test func `a value that is both said and decided on is changed`() throws {
        let found = try changes("local n = it.n or 1\nif n > 3 then return fail('%d', n) end\nreturn pass()")
        #expect(found.contains("local n = it.n or [-1-]{+1001+}"), "\(found)")
    }

    @Test func `of several values that a function gives back each is judged by its use`() throws {
        let head = "local function judge(it)\n  if it.a then return true, it.b and 'b' or 'c' end\n  return false, 'd'\nend"
        let found = try changes("local holds, why = judge(it)\nif holds then return pass() end\nreturn fail(why)", before: head)
        #expect(found.contains("if it.a then return [-true-]{+false+}, it.b and 'b' or 'c' end"), "\(found)")
        #expect(!found.contains { $0.contains("it.b [-and-]") || $0.contains("[-it.b") }, "\(found)")
        let decided = try changes("local holds, why = judge(it)\nif holds or why then return pass() end\nreturn fail 'x'", before: head)
        #expect(decided.contains { $0.contains("it.b [-and-]{+or+} 'b'") }, "\(decided)")
    }

    @Test func `what is outside of functions is no mutant`() throws {
        #expect(try changes("return pass()", before: "local LIMIT = 5 local on = true").count == 1)
    }

    @Test func `a change keeps the lines behind it, and the bytes before it`() throws {
        let source = "return rule { check = function(it)\nif it.a\n   and it.b then\n  return pass()\nend\nreturn fail 'x'\nend }\n"
        for mutant in try MutantFinder.mutants(of: Array(source.utf8), file: "r.lua") {
            let changed = String(decoding: mutant.applied(to: Array(source.utf8)), as: UTF8.self)
            #expect(changed.count { $0 == "\n" } == source.count { $0 == "\n" } && changed != source, "\(changed)")
        }
    }
}
