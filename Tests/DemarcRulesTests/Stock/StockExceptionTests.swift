// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DemarcRules

/// Where a function of a rule does otherwise than Lua's own, as the security model's page says.
@Suite struct StockExceptionTests {
    @Test(arguments: [
        ("tostring({})", "table"), ("string.format('%s', pass)", "function"), ("string.format('%-9s|', it)", "userdata |"),
        ("select('#', table.unpack(nil, 1, 2))", "2"), ("#('').rep('', 1 << 60)", "0"),
    ])
    func value(expression: String, value: String) throws { #expect(try Asked.value(expression) == value) }

    @Test(arguments: ["#7", "ipairs(true)", "(7).field", "table.concat(7)", "('x').lowr"])
    func anotherShapeIsUnknown(expression: String) throws { #expect(try Asked.value(expression).hasPrefix("unknown(undecodable): ")) }

    @Test(arguments: [
        ("'3' + 1", "attempt to perform arithmetic on a string value"), ("2 * '3'", "attempt to perform arithmetic on a string value"),
        ("-'3'", "attempt to perform arithmetic on a string value"), ("string.lowr", "string has no function 'lowr'"),
    ])
    func isAnError(expression: String, message: String) throws {
        let answer = try Asked.value(expression)
        #expect(answer.hasPrefix("error: ") && answer.contains(message), "\(answer)")
    }

    /// Lua's own notices "invalid order function for sorting", if it does.
    @Test(arguments: ["function() return true end", "function(a, b) return a <= b end", "function(a, b) return (a * b) % 3 == 0 end"])
    func sortingByNoOrderEndsWithTheSameElements(order: String) throws {
        for count in [2, 12, 13, 100] {
            let check =
                "local t = {} for i = 1, \(count) do t[i] = i * 7 % \(count) end table.sort(t, \(order)) local seen = {}"
                + " for _, value in ipairs(t) do seen[value] = true end for i = 0, \(count - 1) do if \(count) % 7 ~= 0 and not seen[i] then"
                + " return fail('%d is lost', i) end end return pass()"
            #expect(try Asked.one(check) == "pass")
        }
    }

    /// Only where a text is asked for a table is its kind: elsewhere it is the mistake that it is.
    @Test(arguments: [
        ("string.format('%d', {})", "bad argument #2 to 'format' (number expected, got table)"),
        ("string.format('%q', {})", "bad argument #2 to 'format' (value has no literal form)"),
        ("string.format('%s %d', {}, {})", "bad argument #3 to 'format' (number expected, got table)"),
    ])
    func aTableIsNoNumber(expression: String, message: String) throws { #expect(try Asked.value(expression).contains(message)) }
}
