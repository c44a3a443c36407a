// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Foundation
import Testing

/// What the manual's page on organisations shows is what the program does.
@Suite struct OrganisationPageTests {
    private let text: String

    init() throws {
        text = String(decoding: try Folders.bytes(Folders.inProject("Sources/Demarc/Demarc.docc/Organisation.md")), as: UTF8.self)
    }

    @Test func `the configuration it shows loads, and its mistake is told as shown`() throws {
        let blocks = text.split(separator: "```lua\n").dropFirst().compactMap { $0.split(separator: "```").first.map(String.init) }
        let file = try #require(blocks.first { $0.hasPrefix("return demarc") })
        let waivers = try #require(blocks.first { $0.hasPrefix("waivers = {") })
        let plugins = ["--plugin", Folders.inProject("Plugins/aws"), "--plugin", Folders.inProject("Plugins/acme"), "--quiet"]
        func scan(_ text: String) throws -> Command {
            try Folders.withTemporary { folder in
                try Folders.write(text, to: "\(folder)/demarc.lua")
                return try Command.demarc(["scan", Folders.inProject("Snapshots/example-org")] + plugins, in: folder)
            }
        }
        #expect(try scan(file.replacing("\n  tags = {", with: "\n  \(waivers.dropLast()),\n  tags = {")).errors.isEmpty)
        let wrong = try scan(file.replacing(#""development", unit"#, with: #""development", ower = "x", unit"#))
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("    demarc: demarc.lua:") })
        #expect(wrong.errors == line.dropFirst(4) + "\n" && wrong.status == 2)
    }

    @Test func `an example runs only where it is named itself`() throws {
        let base = ["rules"]
        #expect(!(try Command.demarc(base).text.contains("acme.")))
        #expect(!(try Command.demarc(base + ["--plugin", "Plugins"]).text.contains("acme.")))
        #expect(try Command.demarc(base + ["--plugin", "Plugins/acme"]).text.contains("acme.iam.role-trust-inside"))
    }
}
