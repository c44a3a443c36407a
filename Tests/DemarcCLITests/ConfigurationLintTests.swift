// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Foundation
import Testing

/// `demarc lint` says of `demarc.lua` what a scan would, of all places and not of the first alone.
@Suite struct ConfigurationLintTests {
    private static let wrong = """
        return demarc {
          accounts = { ["111111111111"] = { name = "shop", unit = "work" } },
          packs = { "baselin" },
          params = {
            ["aws.ec2.volume-encryptd"] = {},
            ["aws.iam.access-key-unused"] = { max_day = 9 },
          },
          units = { work = { params = { ["aws.iam.access-key-unused"] = { max_days = 0 } } } },
          waivers = {
            {
              rule = { "aws.s3.*", "aws.iam.acess-key-unused" }, scope = { accounts = "shop" },
              reason = "r", owner = "o", expires = "2026-12-31",
            },
          },
        }
        """

    private static let said = [
        #"demarc.lua:3:13: unknown-name: packs: found "baselin"; expected a pack; did you mean "baseline"?"#,
        #"demarc.lua:5:6: unknown-name: params.aws.ec2.volume-encryptd: found "aws.ec2.volume-encryptd"; expected a rule; did you mean "aws.ec2.volume-encrypted"?"#,
        #"demarc.lua:6:39: unknown-name: params.aws.iam.access-key-unused.max_day: found an unknown parameter; expected one of max_days; did you mean "max_days"?"#,
        "demarc.lua:8:1: wrong-value: units.work.params.aws.iam.access-key-unused.max_days: found 0; expected at least 1",
        #"demarc.lua:11:28: unknown-name: waivers[1].rule: found "aws.iam.acess-key-unused"; expected a rule; did you mean "aws.iam.access-key-unused"?"#,
        "5 findings in 1 file", "",
    ]

    /// Lints in a folder with this `demarc.lua`; the shipped plugin is found as a scan finds it.
    private func lint(_ text: String, _ options: [String] = [], then: (_ folder: String) throws -> Void = { _ in }) throws -> Command {
        try Folders.withTemporary { folder in
            try Folders.write(text, to: "\(folder)/demarc.lua")
            let run = try Command.demarc(["lint"] + options, in: folder)
            try then(folder)
            return run
        }
    }

    @Test func `every name of nothing is told with its place, and every value that is not allowed`() throws {
        let run = try lint(Self.wrong)
        #expect(run.status == 1 && run.errors.isEmpty && run.text == Self.said.joined(separator: "\n"), "\(run.text)\(run.errors)")
    }

    @Test func `--fix puts the names right`() throws {
        var left = ""
        let run = try lint(Self.wrong, ["--fix", "--quiet"]) { left = String(decoding: try Folders.bytes("\($0)/demarc.lua"), as: UTF8.self) }
        #expect(run.status == 1 && run.text == [Self.said[3], "1 finding in 1 file", ""].joined(separator: "\n"), "\(run.text)")
        var right = Self.wrong
        for (wrong, correct) in [("baselin\"", "baseline\""), ("encryptd", "encrypted"), ("max_day ", "max_days "), ("acess-key", "access-key")] {
            right.replace(wrong, with: correct)
        }
        #expect(left == right)
    }

    @Test func `--fix makes no key a second time`() throws {
        let text = "return demarc { params = {\n [\"aws.iam.access-key-unused\"] = {},\n [\"aws.iam.access-key-unusd\"] = {} } }"
        var left = ""
        let run = try lint(text, ["--fix"]) { left = String(decoding: try Folders.bytes("\($0)/demarc.lua"), as: UTF8.self) }
        #expect(run.status == 1 && run.text.hasPrefix("demarc.lua:3:3: unknown-name: ") && left == text, "\(run.text)")
    }

    @Test(arguments: [
        (
            "return demarc {\n accounts = { [\"111111111111\"] = { name = \"shop\" } },\n waivers = { { rule = \"*\", reason = \"r\", owner = \"o\",\n"
                + " expires = \"2026-12-31\",\n scope = { accounts = \"shpo\" } } } }",
            #"demarc.lua:5:1: load: waivers[1].scope.accounts: found "shpo"; expected an account's id, or the name the configuration gives it; did you mean "shop"?"#
        ),
        (
            "return demarc {\n unit = {} }",
            #"demarc.lua:2:1: load: unit: found an unknown field; expected one of name, organization, management, accounts, units, tags, waivers, packs, params; did you mean "units"?"#
        ),
        ("return demarc {\n name = = 1 }", "demarc.lua:2:1: load: unexpected symbol near '='; correct it: nothing of the file is used"),
        (
            "return demarc {\n packs = { \"all-of-it\" } }",
            #"demarc.lua:2:12: unknown-name: packs: found "all-of-it"; expected a pack"#
        ),
        (
            "total = 5\nreturn demarc {}",
            #"demarc.lua:1:1: global-write: found an assignment to the global "total"; make it local: rules keep nothing"#
        ),
    ])
    func aMistakeIsToldWithItsLine(text: String, says: String) throws {
        let run = try lint(text)
        #expect(run.text.split(separator: "\n").map(String.init).contains(says), "\(run.text)")
        #expect(run.status == (run.text.contains(": load: ") ? 4 : 1) && run.errors.isEmpty)
    }

    @Test func `a comment allows what the code shows, and not what a scan refuses`() throws {
        let allowed = try lint("do return demarc {} end\n-- lint: allow unreachable: to be put back\nreturn demarc {}")
        #expect(allowed.text == "no findings\n", "\(allowed.text)")
        let run = try lint("return demarc {\n  -- lint: allow unknown-name: the pack comes with the next release\n  packs = { \"next\" },\n}")
        #expect(run.status == 1 && run.text.contains("demarc.lua:3:13: unknown-name: packs: found \"next\"; expected a pack\n"), "\(run.text)")
    }

    @Test func `whoever names a plugin asks of it alone, but for --config`() throws {
        let shipped = Folders.inProject("Plugins/aws")
        #expect(try lint(Self.wrong, [shipped]).text == "no findings\n")
        #expect(try lint(Self.wrong, [shipped, "--config", "demarc.lua"]).text == Self.said.joined(separator: "\n"))
        let missing = try lint(Self.wrong, ["--config", "nowhere.lua"])
        #expect(missing.status == 4 && missing.text.hasPrefix("nowhere.lua:1:1: load: found no readable file"), "\(missing.text)")
    }

    @Test func `nothing is found in the configuration of the bundled organisation`() throws {
        let run = try Command.demarc(["lint", "Plugins/acme", "--config", "Snapshots/example-org/demarc.lua"])
        #expect(run.status == 0 && run.text == "no findings\n", "\(run.text)\(run.errors)")
    }

    @Test func `a configuration longer than a rule may be is looked at too, and put right`() throws {
        let long = "-- " + String(repeating: "x", count: 300 << 10) + "\nreturn demarc { packs = { \"baselin\" } }"
        var left = ""
        let run = try lint(long, ["--fix", "--quiet"]) { left = String(decoding: try Folders.bytes("\($0)/demarc.lua"), as: UTF8.self) }
        #expect(run.status == 0 && left.hasSuffix("return demarc { packs = { \"baseline\" } }"), "\(run.text)")
    }
}
