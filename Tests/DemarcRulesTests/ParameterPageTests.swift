// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

@testable import DemarcRules

/// The parameters that the manual's page on organisations declares, and what it says of values that are set.
@Suite struct ParameterPageTests {
    private static func page() throws -> String {
        String(decoding: try Folders.bytes(Folders.inProject("Sources/Demarc/Demarc.docc/Organisation.md")), as: UTF8.self)
    }

    @Test func `what the page declares loads, and refuses what it says`() throws {
        let page = try Self.page()
        let blocks = page.split(separator: "```lua\n").dropFirst().compactMap { $0.split(separator: "```").first.map(String.init) }
        let declared = try #require(blocks.first { $0.hasPrefix("params = {") })
        let plugin = try LoadedPlugin.of { try $0.rule("bounded", check: "return pass()", more: declared) }
        #expect(plugin.errors.isEmpty, "\(plugin.errors)")
        let parameters = try #require(plugin.rules.first).parameters
        #expect(parameters.count == 4)
        let rows = page.matches(of: #/\| `([a-z_]+)=([^`]*)` \| ([^|]+) \|/#).map {
            (name: String($0.output.1), value: String($0.output.2), says: String($0.output.3))
        }
        #expect(rows.count == 8)
        for row in rows {
            let parameter = try #require(parameters.first { $0.name == row.name })
            let refused = parameter.refuses(parameter.parse(row.value)).map { "expected \($0)" } ?? "allowed"
            #expect(refused == row.says, "\(row.name)=\(row.value)")
        }
    }
}
