// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// What is wrong with a command line is one line on standard error, nothing on standard output, and exit code 2.
@Suite struct UsageErrorTests {
    /// The words, `EXAMPLE` for the bundled organisation, and what the line has to say.
    static let mistakes: [(String, String)] = [
        ("scan", "name the files or folders of a snapshot"),
        ("scan no/such/snapshot", #"there is no file or folder "no/such/snapshot""#),
        ("scan EXAMPLE no/such", #"there is no file or folder "no/such""#),
        ("scan ", #"there is no file or folder """#),
        ("scan README.md/x", #"there is no file or folder "README.md/x""#),
        ("scan Plugins/aws/rules", "found no AWS account in Plugins/aws/rules"),
        ("scan EXAMPLE --formt json", "unknown option --formt; did you mean --format?"),
        ("scan EXAMPLE --zzzzzz", "unknown option --zzzzzz"), ("scan EXAMPLE -f json", "unknown option -f; options begin with two dashes"),
        ("scan EXAMPLE --format", "--format needs a value: FORMAT"), ("scan EXAMPLE --plugin", "--plugin needs a value: PATH"),
        ("scan EXAMPLE --format jsn", #"--format: found "jsn", expected text, json, jsonl; did you mean json?"#),
        ("scan EXAMPLE --format=", #"--format: found "", expected text, json, jsonl"#),
        ("scan EXAMPLE --fail-on hgh", #"--fail-on: found "hgh", expected info, low, medium, high, critical, never; did you mean high?"#),
        ("scan EXAMPLE --max-unknown 101", #"--max-unknown: found "101", expected a whole number from 0 to 100"#),
        ("scan EXAMPLE --max-unknown=-1", #"--max-unknown: found "-1", expected a whole number from 0 to 100"#),
        ("scan EXAMPLE --max-unknown 5%", #"--max-unknown: found "5%", expected a whole number from 0 to 100"#),
        ("scan EXAMPLE --jobs 0", #"--jobs: found "0", expected a whole number from 1 to 1024"#),
        ("scan EXAMPLE --jobs 99999999999999999999", "expected a whole number from 1 to 1024"),
        ("scan EXAMPLE --jobs 1 --jobs 2", "--jobs is given twice"), ("scan EXAMPLE --quiet=1", "--quiet takes no value"),
        ("scan EXAMPLE --memory lots", #"--memory: found "lots", expected a number of bytes, or one with K, M or G behind it"#),
        ("scan EXAMPLE --memory 0", #"--memory: found "0""#), ("scan EXAMPLE --memory -1G", #"--memory: found "-1G""#),
        ("scan EXAMPLE --memory G", #"--memory: found "G""#), ("scan EXAMPLE --memory=", #"--memory: found """#),
        ("scan EXAMPLE --memory 99999999999G", #"--memory: found "99999999999G""#),
        ("responsibility EXAMPLE --memory 1T", #"--memory: found "1T""#),
        ("scan EXAMPLE --as-of yesterday", #"--as-of: found "yesterday", expected a time like 2026-03-02T03:12:44Z"#),
        ("scan EXAMPLE --as-of 2026-02-30", #"--as-of: found "2026-02-30", expected a time like"#),
        ("scan EXAMPLE --color sometimes", #"--color: found "sometimes", expected auto, always, never"#),
        ("scan EXAMPLE --pack baselin", #"there is no pack "baselin"; did you mean "baseline"?"#),
        ("scan EXAMPLE --plugin Tests", "--plugin Tests: found no plugin.lua there or one folder below"),
        ("scan EXAMPLE --plugin Plugins --plugin Plugins/aws", #"two plugins are called "aws": "#),
        ("scan EXAMPLE --rule aws.ec2.imdsv", #"there is no rule "aws.ec2.imdsv"; did you mean "aws.ec2.imdsv2"?"#),
        ("scan EXAMPLE --pack baseline --rule aws.ec2.imdsv2", #"there is no rule in the pack baseline named "aws.ec2.imdsv2""#),
        ("scan EXAMPLE --rule nobody.*", #"there is no rule "nobody.*""#),
        ("scan EXAMPLE --param days", "--param days: expected RULE.NAME=VALUE"),
        ("scan EXAMPLE --param aws.iam.access-key-unusd.max_days=1", #"there is no rule "aws.iam.access-key-unusd"; did you mean"#),
        (
            "scan EXAMPLE --param aws.iam.access-key-unused.max_day=1",
            #"there is no parameter "aws.iam.access-key-unused.max_day"; did you mean "aws.iam.access-key-unused.max_days"?"#
        ),
        ("scan EXAMPLE --param aws.iam.access-key-unused.max_days=many", #"max_days: found "many", expected a"#),
        ("scan EXAMPLE --param aws.iam.access-key-unused.max_days=0", "max_days: found 0, expected a"),
        ("scan EXAMPLE --param aws.ec2.sg-admin-ports-open.ports=", "ports: found {  }, expected one or more whole numbers from 0 to 65535"),
        ("scan EXAMPLE --param aws.ec2.sg-admin-ports-open.ports=22,99999", "expected one or more whole numbers from 0 to 65535"),
        ("scan EXAMPLE --param aws.ec2.nacl-admin-ports-open.ports=ssh", "expected one or more whole numbers from 0 to 65535"),
        ("scan EXAMPLE --param aws.s3.bucket-encryption.by_classification=restricted", #"expected elements out of "?*=aws-owned""#),
        (
            "scan EXAMPLE --param aws.iam.access-key-unused.max_days=1 --param aws.iam.access-key-unused.max_days=2",
            "--param aws.iam.access-key-unused.max_days: found it twice, expected one value"
        ),
        (
            "scan EXAMPLE --plugin Plugins/acme --pack baseline",
            #"there is no pack "baseline" in the plugins acme (Plugins/acme); --plugin names others"#
        ),
        ("scan EXAMPLE --output no/such/folder/report", "no/such/folder/report: can't be written: no such file or directory"),
        ("scan EXAMPLE --output Snapshots", "Snapshots: can't be written: is a directory"),
        ("explain", "expected RULE RESOURCE SNAPSHOT..."),
        ("explain aws.ec2.imdsv2 i-0 EXAMPLE", #"aws.ec2.imdsv2 is not asked about "i-0": no such subject in the snapshot"#),
        ("explain aws.ec2.imdsv i-0 EXAMPLE", #"there is no rule "aws.ec2.imdsv"; did you mean"#),
        ("responsibility ec3", #"there is no service, file or folder "ec3"; did you mean ec2?"#),
        ("responsibility ec3 EXAMPLE", #"there is no service, file or folder "ec3"; did you mean ec2?"#),
        ("responsibility ec2 no/such", #"there is no file or folder "no/such""#),
        ("rules aws.ec2.imdsv", #"there is no rule "aws.ec2.imdsv"; did you mean"#), ("rules --pack nope", #"there is no pack "nope""#),
        ("packs basline", #"there is no pack "basline"; did you mean "baseline"?"#), ("packs --format json", "unknown option --format"),
        ("waivers EXAMPLE", "there is no demarc.lua in this folder"),
        ("waivers --config Snapshots/example-org/demarc.lua --plugin Plugins/aws --plugin Plugins/acme", "name the files or folders of a snapshot"),
        ("bench", "name the files or folders of a snapshot"), ("profile", "name the files or folders of a snapshot"),
        ("bench EXAMPLE --runs 0", #"--runs: found "0", expected a whole number from 1 to 1000"#),
        ("bench EXAMPLE --format jsonl", #"--format: found "jsonl", expected text, json; did you mean json?"#),
        ("bench EXAMPLE --compare no/such", "no/such: found no readable file, expected a file that demarc bench --save wrote"),
        ("bench EXAMPLE --compare README.md", "README.md: found no JSON with a format, expected a file that demarc bench --save wrote"),
        ("bench EXAMPLE --runs 1 --save no/such/folder/file", "no/such/folder/file: can't be written: no such file or directory"),
        ("profile EXAMPLE --format folded", #"--format: found "folded", expected table, collapsed"#),
        ("profile EXAMPLE --output no/such/folder/file", "no/such/folder/file: can't be written: no such file or directory"),
        ("test nowhere", "nowhere: found no plugin.lua there or one folder below"),
        ("test --rule aws.nope", #"there is no rule "aws.nope""#), ("scna EXAMPLE", #"unknown command "scna", expected one of scan, "#),
        ("help scna", "; did you mean scan?"), ("--verson", #"unknown command "--verson""#),
    ]

    @Test(arguments: mistakes)
    func aMistakeIsOneLine(line: String, says: String) throws {
        let words = line.split(separator: " ", omittingEmptySubsequences: false).map { $0 == "EXAMPLE" ? "Snapshots/example-org" : String($0) }
        let run = try Command.demarc(words)
        #expect(run.status == 2)
        #expect(run.text.isEmpty)
        #expect(run.errors.hasPrefix("demarc: ") && run.errors.contains(says), "\(run.errors)")
        #expect(run.errors.split(separator: "\n", omittingEmptySubsequences: false).count == 2 && run.errors.hasSuffix("\n"), "\(run.errors)")
    }

    @Test func `a control character in an argument does not reach the screen`() throws {
        let run = try Command.demarc(["scan", "no\u{1B}[31m\nsuch\r"])
        #expect(run.status == 2)
        #expect(!run.errors.contains("\u{1B}") && !run.errors.contains("\r") && run.errors.split(separator: "\n").count == 1, "\(run.errors)")
    }

    @Test func `what stands behind two dashes is no option`() throws {
        let run = try Command.demarc(["scan", "--", "--format"])
        #expect(run.status == 2 && run.errors == "demarc: there is no file or folder \"--format\"\n")
    }

    @Test func `a plugin that is nowhere is told with the places where it was looked for`() throws {
        let run = try Folders.withTemporary { folder in
            // Where it was built it would find what it was built with.
            try Command.shell(#"cp "$DEMARC" . && DEMARC_PLUGINS=/nowhere/a:/nowhere/b ./demarc rules"#, in: folder)
        }
        #expect(run.status == 2 && run.text.isEmpty)
        #expect(run.errors.hasPrefix("demarc: there is no plugin in /nowhere/a, /nowhere/b, Plugins, "), "\(run.errors)")
        #expect(run.errors.hasSuffix("name one with --plugin\n"), "\(run.errors)")
    }

    @Test func `without a command everything there is stands on standard error`() throws {
        let run = try Command.demarc([])
        #expect(run.status == 2 && run.text.isEmpty)
        #expect(run.errors.contains("usage: demarc COMMAND") && run.errors.contains("demarc: found no command, expected one of scan, "))
    }
}
