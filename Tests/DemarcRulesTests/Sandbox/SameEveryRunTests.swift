// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DemarcRules

/// What differs from run to run, a rule does not see: addresses, and the order in which a table lies in memory.
@Suite struct SameEveryRunTests {
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
}
