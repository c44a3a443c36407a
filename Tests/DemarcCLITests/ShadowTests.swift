// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// What is scanned does not bring the rules by which it is judged.
@Suite struct ShadowTests {
    private func withShadow(_ body: (String) throws -> Void) throws {
        try Folders.withTemporary { folder in
            let snapshot = SnapshotFolder(in: folder)
            try snapshot.region(items: SnapshotFolder.vpcs(1))
            let plugin = try PluginFolder(in: folder)
            try plugin.rule("easy", check: "return pass()")
            let shadow = "\(folder)/shadow"
            let move = "mkdir -p \(shadow)/Plugins && mv \(snapshot.path) \(shadow)/data && mv \(plugin.path) \(shadow)/Plugins"
            #expect(try Command.shell(move).status == 0)
            try body(shadow)
        }
    }

    @Test func `plugins in what is scanned do not run unless they are named`() throws {
        try withShadow { folder in
            for path in [".", "../shadow", "/"] {
                let run = try Command.demarc(["scan", path], in: folder)
                #expect(run.status == 2 && run.text.isEmpty)
                #expect(run.errors.contains("the plugins in Plugins are part of \(path), which is scanned"), "\(run.errors)")
            }
            #expect(try Command.demarc(["scan", ".", "--plugin", "Plugins/t", "--quiet"], in: folder).status != 2)
            #expect(try Command.demarc(["scan", "data", "--quiet"], in: folder).status != 2)
        }
    }

    @Test func `a configuration in what is scanned does not count unless it is named`() throws {
        try withShadow { folder in
            try Folders.write("return {}\n", to: "\(folder)/demarc.lua")
            let run = try Command.demarc(["scan", ".", "--plugin", "Plugins/t"], in: folder)
            #expect(run.status == 2 && run.errors.contains("demarc.lua is part of ., which is scanned"), "\(run.errors)")
        }
    }

    @Test func `a report names the plugins' folders`() throws {
        try withShadow { folder in
            let text = try Command.demarc(["scan", "data"], in: folder).text
            #expect(text.contains(" from Plugins/t"))
            let json = try Command.demarc(["scan", "data", "--format", "json"], in: folder).text
            #expect(json.contains(#""path": "Plugins/t""#), "\(json.prefix(800))")
        }
    }
}
