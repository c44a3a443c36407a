// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// `demarc types` as an author runs it.
@Suite struct TypesTests {
    @Test func `files are written, written anew, and never over what is somebody's own`() throws {
        try Folders.withTemporary { folder in
            #expect(try Command.demarc(["init", "acme"], in: folder).status == 0)
            let plugin = folder + "/acme"
            let first = try Command.demarc(["types"], in: plugin)
            #expect(
                first.status == 0 && first.errors.isEmpty && first.text.contains(" resource types, ") && first.text.hasSuffix(" files in types\n"),
                "\(first)")
            let learned = try Command.demarc(["types", "--snapshot", Folders.inProject("Snapshots/example-org")], in: plugin)
            #expect(learned.status == 0 && learned.errors.isEmpty)
            try Folders.write("-- mine\n", to: plugin + "/types/s3.lua")
            let refused = try Command.demarc(["types"], in: plugin)
            #expect(
                refused.status == 2 && refused.errors == "demarc: types/s3.lua was not written by demarc types; nothing was written\n",
                "\(refused.errors)")
            #expect(try Command.demarc(["test"], in: plugin).status == 0)
        }
    }

    @Test func `where there are no settings for the editor they are written too`() throws {
        try Folders.withTemporary { folder in
            let run = try Command.demarc(["types", "--output", "annotations"], in: folder)
            #expect(run.status == 0 && run.text.contains(".luarc.json"), "\(run.errors)")
            #expect(try Command.shell("cat .luarc.json", in: folder).text.contains("\"workspace.library\": [\"annotations\"]"))
        }
    }

    @Test func `an operand is none`() throws {
        let run = try Command.demarc(["types", "Snapshots"])
        #expect(run.status == 2 && run.errors == "demarc: found \"Snapshots\", expected no operand; a snapshot stands behind --snapshot\n")
    }
}
