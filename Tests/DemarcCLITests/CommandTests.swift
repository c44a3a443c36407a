// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// What the commands beside `scan` and `responsibility` write: exit code 0, nothing on standard error.
@Suite struct CommandTests {
    private func lines(_ words: String...) throws -> [String] {
        let run = try Command.demarc(words)
        #expect(run.status == 0 && run.errors.isEmpty, "\(run.status) \(run.errors)")
        return run.text.split(separator: "\n").map(String.init)
    }

    @Test func `rules lists every rule with its severity and title, in order`() throws {
        let listed = try lines("rules")
        let files = try Command.shell("find Plugins/aws/rules -name '*.lua' | wc -l").text
        #expect("\(listed.count)\n" == files.replacing(" ", with: "") && listed == listed.sorted())
        let severities: Set<Substring> = ["info", "low", "medium", "high", "critical"]
        #expect(listed.allSatisfy { severities.contains($0.split(separator: " ")[1]) && $0.split(separator: " ").count > 3 })
        let baseline = try lines("rules", "--pack", "baseline")
        #expect(baseline.count == 16 && Set(baseline).count == 16)
    }

    @Test func `rules lists the rules of a pack, and all of them by the name that scan takes for all`() throws {
        let every = try Command.demarc(["rules"]).text
        #expect(try Command.demarc(["rules", "--pack", "all"]).text == every)
        let baseline = try Command.demarc(["rules", "--pack", "baseline"]).text
        #expect(baseline.split(separator: "\n").count == 16 && every.split(separator: "\n").count > 30)
    }

    @Test func `rules tells everything about those that are named`() throws {
        let text = try lines("rules", "aws.iam.access-key-unused").joined(separator: "\n")
        for part in [
            "aws.iam.access-key-unused  medium\n", "\nwhy           A key nobody uses", "\nasks          every demarc::IAM::CredentialReportEntry",
            "\nevidence for  iam.identity-credentials", "\nremedy        Deactivate the key", "Plugins/aws/rules/iam/access-key-unused.lua",
            "\nparameter     max_days = 45: ", "\n  fail     ", "\n  pass     ", "\n  unknown  ",
        ] { #expect(text.contains(part), "\(part)") }
        let several = try lines("rules", "aws.ec2.*")
        #expect(several.count { $0.hasPrefix("aws.ec2.") } == (try lines("rules")).count { $0.hasPrefix("aws.ec2.") })
    }

    @Test func `packs lists packs, and the requirements of one with the rules that there are`() throws {
        #expect(try lines("packs") == ["baseline  1.0.0  Practical AWS security baseline (11 requirements)"])
        let pack = try lines("packs", "baseline")
        #expect(pack[0] == "Practical AWS security baseline 1.0.0")
        #expect(pack.count { $0.hasSuffix(" (customer)") } == 11)
        let rules = Set(pack.filter { $0.hasPrefix("       aws.") }.map { String($0.dropFirst(7)) })
        let listed = Set(try lines("rules", "--pack", "baseline").map { String($0.prefix { $0 != " " }) })
        #expect(rules == listed)
    }

    @Test func `explain shows what was read and where it stands`() throws {
        let text = try lines("explain", "aws.iam.root-mfa", "222222222222", "Snapshots/example-org").joined(separator: "\n")
        #expect(text.hasPrefix("fail  aws.iam.root-mfa\n  222222222222 global account 222222222222\n"), "\(text)")
        #expect(text.contains("configuration.SummaryMap.AccountMFAEnabled = 0\n"))
        #expect(text.contains("      Snapshots/example-org/cli/222222222222/global/iam/get-account-summary.json"))
        let region = try lines("explain", "aws.securityhub.enabled", "333333333333/us-east-1", "Snapshots/example-org").joined(separator: "\n")
        #expect(region.hasPrefix("unknown (denied)  aws.securityhub.enabled"), "\(region)")
    }

    @Test func `explain gives the verdict that scan gives, with the parameters that are set`() throws {
        let rule = "aws.iam.access-key-unused"
        for (days, verdict) in [("45", "fail"), ("365", "pass")] {
            let text = try lines(
                "explain", rule, "edi-partner-feed", "Snapshots/example-org", "--param", "\(rule).max_days=\(days)"
            ).joined(separator: "\n")
            #expect(text.hasPrefix("\(verdict)  \(rule)\n") && text.contains("  parameter max_days = \(days)\n"), "\(text)")
        }
    }

    @Test func `test runs the examples of one rule, and says so of each where asked`() throws {
        let short = try lines("test", "Plugins", "--rule", "aws.ec2.imdsv2")
        #expect(short.count == 2 && short[0].hasPrefix("1 rule, ") && short[1].hasSuffix(" passed, 0 failed"), "\(short)")
        let long = try lines("test", "--rule", "aws.ec2.imdsv2", "--verbose")
        #expect(long.suffix(2) == short[...] && long.dropLast(2).allSatisfy { $0.hasPrefix("pass  aws.ec2.imdsv2: ") })
        #expect("\(long.count - 2) passed, 0 failed" == short[1])
    }
}
