// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// Files and items that look right and are not are told in a line that says what to do.
@Suite struct StrangeFileTests {
    private static let rule = PluginFolder.source(check: "return pass()")

    @Test(arguments: ["sp ace.lua", "dot.ted.lua"]) func `a file whose name is no part of an id is no rule`(name: String) throws {
        try Folders.withTemporary { folder in
            let plugin = try PluginFolder(in: folder)
            try plugin.write("rules/s/\(name)", StrangeFileTests.rule)
            let run = try Command.demarc(["lint", plugin.path])
            #expect(run.status == 4 && run.text.contains("rules/s/\(name)"), "\(run.text)")
            #expect(run.text.contains("found a name that is no part of an id, expected letters, digits, - and _"), "\(run.text)")
        }
    }

    @Test func `a byte order mark is named`() throws {
        try Folders.withTemporary { folder in
            let plugin = try PluginFolder(in: folder)
            try plugin.write("rules/s/marked.lua", "\u{FEFF}" + StrangeFileTests.rule)
            let lint = try Command.demarc(["lint", plugin.path])
            #expect(lint.status == 4 && lint.text.contains("load: found a byte order mark; save the file as UTF-8 without one"), "\(lint.text)")
            let scan = try Command.demarc(["scan", "Snapshots/example-org", "--plugin", plugin.path, "--pack", "all", "--format", "json"])
            #expect(scan.status == 4 && scan.errors.contains("marked.lua:1: found a byte order mark, expected UTF-8 without one"), "\(scan.errors)")
        }
    }

    @Test func `a file that is too long is not said to be no Lua`() throws {
        try Folders.withTemporary { folder in
            let plugin = try PluginFolder(in: folder)
            try plugin.write("rules/s/long.lua", StrangeFileTests.rule + String(repeating: "-- more\n", count: 40_000))
            let run = try Command.demarc(["lint", plugin.path])
            #expect(run.text.contains("bytes, expected at most 262144; move what is long into libraries"), "\(run.text)")
        }
    }

    @Test func `a snapshot's file whose name is not UTF-8 is named with the reason`() throws {
        try Folders.withTemporary { folder in
            let script = #"cp -r "$SNAPSHOT" "$FOLDER/s" && touch "$FOLDER/s/$(printf 'b\377.json')" && "$DEMARC" scan "$FOLDER/s" --format json"#
            let run = try Command.shell(script, environment: ["FOLDER": folder, "SNAPSHOT": Folders.inProject("Snapshots/example-org")])
            #expect(run.status == 3 && run.errors.contains("its name is not UTF-8"), "\(run.errors)")
        }
    }

    @Test(arguments: ["aws::ec2::securitygroup", "AWS::EC2::SecurityGroup ", "AWS::EC2::Securitygroup"])
    func `a type in another spelling is told, and nothing is clean`(type: String) throws {
        try Folders.withTemporary { folder in
            let open = #"{"ipPermissions":[{"ipProtocol":"tcp","fromPort":22,"toPort":22,"ipRanges":["0.0.0.0/0"]}]}"#
            let snapshot = SnapshotFolder(in: folder)
            try snapshot.region(items: [SnapshotFolder.item(type, "sg-1", open)])
            let result = try ScanResult(snapshot.path, ["--rule", "aws.ec2.sg-admin-ports-open"])
            #expect(result.command.status == 3)
            let wanted = #"found resources of the type "\#(type)", which is none, expected AWS::EC2::SecurityGroup: no rule is asked about them"#
            #expect(result.problems.contains { $0.severity == "damage" && $0.message == wanted }, "\(result.problems)")
            for (command, status) in [("bench", Int32(3)), ("profile", 3), ("explain aws.ec2.sg-admin-ports-open sg-1", 2)] {
                let chosen = command.hasPrefix("explain") ? [] : ["--rule", "aws.ec2.sg-admin-ports-open"]
                let run = try Command.demarc(command.split(separator: " ").map(String.init) + [snapshot.path] + chosen)
                #expect(run.status == status && run.errors.contains(wanted), "\(command): \(run.status) \(run.errors)")
            }
        }
    }
}
