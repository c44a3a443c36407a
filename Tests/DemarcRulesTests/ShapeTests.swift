// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// A field read where the document has none, and a function called that there is not: the snapshot's fault and the rule's.
@Suite struct ShapeTests {
    private static let items = [
        SnapshotFolder.item("AWS::EC2::VPC", "vpc-1", #"{"name":"a","size":7,"isDefault":true,"list":[1],"lowr":"b"}"#)
    ]

    @Test(
        "a field of a text, a number or a truth is a document of another shape",
        arguments: [
            ("it.configuration.name.lowr", "field 'lowr' of a text"), ("it.id.lower_case == 'x'", "field 'lower_case' of a text"),
            ("it.configuration.size.gib", "field 'gib' of a number"), ("it.configuration.size[1]", "field '1' of a number"),
            ("it.configuration.isDefault.value", "field 'value' of a truth"), ("#it.configuration.size", "a list was expected"),
            ("it.configuration.name['lowr'](1)", "field 'lowr' of a text"),
            ("pcall(function() return it.configuration.size.gib end)", "field 'gib' of a number"),
            ("it.configuration.lowr .. it.configuration.name.lowr", "field 'lowr' of a text"),
        ])
    func fields(expression: String, says: String) throws {
        let answer = try Asked.one("local value = \(expression) return pass()", items: Self.items)
        #expect(answer.hasPrefix("unknown(undecodable): \(says)") && answer.hasSuffix(": the document has another shape"), "\(answer)")
    }

    @Test(
        "a misspelt function is the rule's mistake",
        arguments: [
            ("it.id:lowr() == 'x'", "a text has no function 'lowr'; did you mean 'lower'?"),
            ("it.configuration.name:fnd('x')", "a text has no function 'fnd'; did you mean 'find'?"),
            ("('x'):anything()", "a text has no function 'anything'"), ("('x'):starts_with 'x'", "a text has no function 'starts_with'"),
            ("it.id : lowr ()", "a text has no function 'lowr'; did you mean 'lower'?"),
            ("it.id:\n lowr ()", "a text has no function 'lowr'; did you mean 'lower'?"),
            ("it.configuration.size:gib()", "a number has no function 'gib'"), ("it.configuration.isDefault:gib()", "a truth has no function 'gib'"),
            ("string.lowr(it.id)", "string has no function 'lowr'; did you mean 'lower'?"), ("string.pack('b', 1)", "string has no function 'pack'"),
            ("string['lowr'](it.id)", "string has no function 'lowr'; did you mean 'lower'?"), ("string[1]", "string has no function '1'"),
            ("require 't.lib'(it.id)", "a text has no function 'uper'; did you mean 'upper'?"),
        ])
    func functions(expression: String, says: String) throws {
        let answer = try Asked.one(
            "local value = \(expression) return pass()", libraries: ["lib": "return function(s) return s:uper() end"], items: Self.items)
        #expect(answer.hasPrefix("error: ") && answer.hasSuffix(": \(says)"), "\(answer)")
        #expect(answer.contains("asked.lua:1") || answer.contains("t.lib:1:"), "\(answer)")
        let caught = try Asked.one("pcall(function() return \(expression) end) return pass()", libraries: ["lib": "return 1"], items: Self.items)
        #expect(caught == "pass")
    }
}
