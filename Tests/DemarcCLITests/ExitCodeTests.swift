// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// Each exit code is reached, and the graver one wins.
@Suite struct ExitCodeTests {
    private static let snapshot = "Snapshots/example-org"

    @Test(
        arguments: [
            "": 1, "--fail-on info": 1, "--fail-on critical": 1, "--fail-on never": 0, "--fail-on critical --rule aws.ec2.vpc-flow-logs": 0,
            "--fail-on medium --rule aws.ec2.vpc-flow-logs": 1, "--rule aws.guardduty.enabled": 0, "--max-unknown 99": 1, "--max-unknown 5": 3,
            "--max-unknown 5 --fail-on never": 3, "--max-unknown 0 --rule aws.guardduty.enabled": 0, "--pack nope": 2,
        ] as [String: Int32])
    func theBundledOrganisationEndsWith(options: String, status: Int32) throws {
        let run = try Command.demarc(["scan", ExitCodeTests.snapshot] + options.split(separator: " ").map(String.init))
        #expect(run.status == status)
        #expect(run.errors.isEmpty == (status != 2), "\(run.errors)")
    }

    @Test(arguments: ["49": 3, "50": 0, "100": 0] as [String: Int32])
    func theUnknownPartIsMeasuredExactly(percent: String, status: Int32) throws {
        try Folders.withTemporary { folder in
            let snapshot = SnapshotFolder(in: folder)
            try snapshot.region(items: SnapshotFolder.vpcs(10))
            let plugin = try PluginFolder(in: folder)
            try plugin.rule("half", check: "if tonumber(it.id:sub(5)) % 2 == 0 then return unknown 'even' end return pass()")
            let run = try Command.demarc(["scan", snapshot.path, "--plugin", plugin.path, "--max-unknown", percent])
            #expect(run.status == status && run.errors.isEmpty, "\(run.text)")
            #expect(run.text.contains("10 evaluations: 5 pass, 0 fail, 5 unknown, 0 skip, 0 error\n"))
        }
    }

    @Test func `damaged input is told and ends with 3, whatever else there is`() throws {
        try Folders.withTemporary { folder in
            try Folders.write("rubbish", to: "\(folder)/rubbish.json")
            let expected: [(options: [String], errors: Int)] = [
                ([], 0), (["--fail-on", "never"], 0), (["--format", "json"], 1), (["--format", "jsonl"], 1),
            ]
            for (options, errors) in expected {
                let run = try Command.demarc(["scan", ExitCodeTests.snapshot, folder] + options)
                #expect(run.status == 3)
                #expect(run.errors.split(separator: "\n").count == errors, "\(run.errors)")
            }
            #expect(try Command.demarc(["scan", ExitCodeTests.snapshot, folder, "--format", "json", "--quiet"]).errors.isEmpty)
            let matrix = try Command.demarc(["responsibility", "ec2", ExitCodeTests.snapshot, folder])
            #expect(matrix.status == 3 && matrix.errors.split(separator: "\n").count == 1)
        }
    }

    @Test func `a rule that breaks or does not load ends with 4, before damage and failures`() throws {
        try Folders.withTemporary { folder in
            try Folders.write("rubbish", to: "\(folder)/snapshot/rubbish.json")
            let broken = try PluginFolder(in: folder, name: "broken")
            try broken.rule("throws", check: "error 'no'")
            let unloadable = try PluginFolder(in: folder, name: "unloadable")
            try unloadable.rule("sound", check: "return pass()")
            try unloadable.rule("unsound", check: "return pass(", more: "")
            for plugin in [broken, unloadable] {
                let words = ["scan", ExitCodeTests.snapshot, "\(folder)/snapshot", "--plugin", plugin.path, "--plugin", "Plugins"]
                #expect(try Command.demarc(words + ["--pack", "all"]).status == 4)
                let rules = try Command.demarc(["rules", "--plugin", plugin.path])
                #expect(rules.status == (plugin.path == broken.path ? 0 : 4))
                #expect(rules.errors.split(separator: "\n").count == (plugin.path == broken.path ? 0 : 1), "\(rules.errors)")
            }
        }
    }

    @Test func `an example that does not hold ends the test command with 1`() throws {
        try Folders.withTemporary { folder in
            let plugin = try PluginFolder(in: folder)
            try plugin.write("fixtures/AWS--EC2--VPC.json", SnapshotFolder.item("AWS::EC2::VPC", "vpc-1", #"{"vpcId":"vpc-1","isDefault":false}"#))
            try plugin.rule(
                "wrong",
                source: PluginFolder.source(check: "if it.configuration.isDefault then return fail 'default' end return pass()")
                    .replacing("  end,\n}", with: "  end,\n  examples = { pass = { { it { configuration = { isDefault = true } } } } },\n}"))
            let run = try Command.demarc(["test", plugin.path])
            #expect(run.status == 1 && run.errors.isEmpty, "\(run.text)\(run.errors)")
            #expect(run.text.contains("FAIL") || run.text.contains("error"), "\(run.text)")
        }
    }
}
