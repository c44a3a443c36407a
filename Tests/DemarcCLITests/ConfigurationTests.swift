// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Foundation
import Testing

/// An organisation's configuration, as a person uses it.
@Suite struct ConfigurationTests {
    private static let snapshot = Folders.inProject("Snapshots/example-org")

    /// Scans the bundled organisation in a folder with this `demarc.lua`.
    private func scan(_ configuration: String, _ options: [String] = [], file: String = "demarc.lua") throws -> Command {
        try Folders.withTemporary { folder in
            try Folders.write(configuration, to: "\(folder)/\(file)")
            return try Command.demarc(["scan", ConfigurationTests.snapshot, "--plugin", Folders.inProject("Plugins/aws")] + options, in: folder)
        }
    }

    private static let keysOfDevelopment = """
        return demarc {
          accounts = {
            ["111111111111"] = { name = "shop" },
            ["222222222222"] = { unit = "sandbox", params = { ["aws.iam.access-key-unused"] = { max_days = 365 } } },
          },
          params = { ["aws.iam.access-key-unused"] = { max_days = 100 } },
        }
        """

    private func unusedKeys(_ command: Command) throws -> [String: Int] {
        let failures = try ScanResult(command).findings.filter { $0.rule == "aws.iam.access-key-unused" && $0.verdict == "fail" }
        return Dictionary(grouping: failures, by: \.account).mapValues(\.count)
    }

    @Test func theFileOfTheFolderIsUsedAndNamed() throws {
        let command = try scan(ConfigurationTests.keysOfDevelopment)
        #expect(command.status == 1 && command.text.contains("\nconfigured by demarc.lua\n"))
        let other = try scan(ConfigurationTests.keysOfDevelopment, ["--config", "other.lua"], file: "other.lua")
        #expect(other.text.contains("\nconfigured by other.lua\n"))
        let none = try scan(ConfigurationTests.keysOfDevelopment, file: "other.lua")
        #expect(!none.text.contains("configured by"))
    }

    @Test func parametersHoldWhereTheyAreSet() throws {
        let options = ["--format", "json", "--rule", "aws.iam.access-key-unused"]
        #expect(try unusedKeys(scan("return demarc {}", options)) == ["111111111111": 1, "222222222222": 2])
        #expect(try unusedKeys(scan(ConfigurationTests.keysOfDevelopment, options)) == ["111111111111": 1])
        let all = options + ["--param", "aws.iam.access-key-unused.max_days=45"]
        #expect(try unusedKeys(scan(ConfigurationTests.keysOfDevelopment, all)) == ["111111111111": 1, "222222222222": 2])
    }

    @Test func explainKnowsTheAccountsParameters() throws {
        try Folders.withTemporary { folder in
            try Folders.write(ConfigurationTests.keysOfDevelopment, to: "\(folder)/demarc.lua")
            let command = try Command.demarc(
                ["explain", "aws.iam.access-key-unused", "load-tester", ConfigurationTests.snapshot, "--plugin", Folders.inProject("Plugins/aws")],
                in: folder)
            #expect(command.text.contains("pass") && command.text.contains("parameter max_days = 365"), "\(command.text)\(command.errors)")
        }
    }

    @Test func packsRunWhereTheyAreNamed() throws {
        try Folders.withTemporary { folder in
            let plugin = try PluginFolder(in: folder, name: "own")
            try plugin.rule("vpc", check: #"return fail "there is one""#)
            try plugin.write(
                "packs/own.lua",
                #"return pack { title = "Own rules", version = "3.1", requirements = { { "1", "No networks", rules = "own.s.vpc" } } }"#)
            try Folders.write(
                #"return demarc { packs = { "baseline" }, accounts = { ["111111111111"] = { packs = { "own" } } } }"#, to: "\(folder)/demarc.lua")
            let base = ["scan", ConfigurationTests.snapshot, "--plugin", plugin.path, "--plugin", Folders.inProject("Plugins/aws")]
            let text = try Command.demarc(base, in: folder).text
            #expect(text.contains("Practical AWS security baseline 1.0.0, Own rules 3.1"))
            #expect(text.contains("Own rules  ") && text.contains("1 No networks"))
            let result = try ScanResult(Command.demarc(base + ["--format", "json"], in: folder))
            let own = result.findings.filter { $0.rule == "own.s.vpc" }
            #expect(!own.isEmpty && own.allSatisfy { $0.account == "111111111111" })
            let others = try ScanResult(Command.demarc(base + ["--format", "json", "--pack", "own"], in: folder)).findings
            #expect(Set(others.map(\.account)).count == 3)
        }
    }

    @Test func theSameBytesForAnyNumberOfWorkers() throws {
        let one = try scan(ConfigurationTests.keysOfDevelopment, ["--format", "jsonl", "--passes", "--jobs", "1"])
        for jobs in [2, 8] {
            let more = try scan(ConfigurationTests.keysOfDevelopment, ["--format", "jsonl", "--passes", "--jobs", "\(jobs)"])
            #expect(more.output == one.output && !one.output.isEmpty)
        }
    }

    @Test func whatIsWrongIsOneLineAndTheUsersFault() throws {
        let command = try scan("return demarc {\n accounts = {\n  [\"111111111111\"] = { unti = \"a\" } } }")
        #expect(command.status == 2 && command.output.isEmpty)
        #expect(
            command.errors
                == "demarc: demarc.lua:3: accounts.111111111111.unti: found an unknown field, expected one of name, owner, unit, tags, packs, params; did you mean \"unit\"?\n"
        )
        let missing = try scan("return demarc {}", ["--config", "nowhere.lua"])
        #expect(missing.status == 2 && missing.errors.contains("nowhere.lua: found no readable file"))
    }
}
