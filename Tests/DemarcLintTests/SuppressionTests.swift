// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// Comments that allow what a check finds.
@Suite struct SuppressionTests {
    private static let wrong = "local x = it.configuration.imageIdd"

    @Test(
        "an allowance with a reason holds for its line, or for the next line of code",
        arguments: [
            ("\(wrong) -- lint: allow unknown-property: a source of our own has it", []),
            ("-- lint: allow unknown-property: a source of our own has it\n\n-- and more\n\(wrong)", []),
            ("--lint: allow unknown-property:reason\n\(wrong)", []),
            ("-- lint: allow wrong-type: reason\n\(wrong)", ["allow", "unknown-property"]),
            ("-- lint: allow unknown-property\n\(wrong)", ["allow", "unknown-property"]),
            ("-- lint: allow unknown-property:   \n\(wrong)", ["allow", "unknown-property"]),
            ("-- lint: allow unknown-propery: reason\n\(wrong)", ["allow", "unknown-property"]),
            ("-- lint: ignore\n\(wrong)", ["allow", "unknown-property"]), ("-- lint: allow load: reason\n\(wrong)", ["allow", "unknown-property"]),
            ("-- lint: allow unknown-property: reason\nlocal y = 1\n\(wrong)", ["allow", "unknown-property"]),
            ("-- lint: allow unknown-property: reason\nlocal x = it.configuration.imageId", ["allow"]),
        ])
    func allowances(lines: String, expected: [String]) throws {
        let found = try Linted.check("\(lines)\nreturn pass(x)").map { String($0.prefix { $0 != " " }) }
        #expect(found == expected)
    }

    @Test("what is wrong with an allowance is said with its remedy")
    func messages() throws {
        let found = try Linted.findings { try $0.rule("r", source: PluginFolderSource.sound("return pass() -- lint: allow unknown-propery: x")) }
        #expect(found == [#"rules/s/r.lua:10:19: allow: found no check "unknown-propery" that can be allowed; did you mean unknown-property?"#])
    }
}
