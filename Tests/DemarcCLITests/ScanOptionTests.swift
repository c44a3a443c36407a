// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// What each option of `demarc scan` changes.
@Suite struct ScanOptionTests {
    private func scan(_ options: String, in folder: String? = nil) throws -> Command {
        try Command.demarc(["scan", "Snapshots/example-org"] + options.split(separator: " ").map(String.init), in: folder)
    }

    @Test func `the report on standard output is the one in the file, and the file is there whole`() throws {
        try Folders.withTemporary { folder in
            for format in ["text", "json", "jsonl"] {
                let file = "\(folder)/report.\(format)"
                try Folders.write("an older report", to: file)
                let run = try scan("--format \(format) --output \(file)")
                #expect(run.status == 1 && run.text.isEmpty && run.errors.isEmpty)
                #expect(try Command.run("/bin/cat", [file], in: nil, environment: [:]).output == scan("--format \(format)").output)
            }
            #expect(try Command.run("/bin/ls", ["-A", folder], in: nil, environment: [:]).text == "report.json\nreport.jsonl\nreport.text\n")
        }
    }

    @Test func `each rule of a choice runs, and no other`() throws {
        let text = try scan("--rule aws.s3.bucket-* --rule aws.ec2.imdsv2 --pack all").text
        #expect(text.hasPrefix("demarc 0.1.0  7 rules\n"), "\(text.prefix(200))")
        #expect(text.contains("\n aws.s3.bucket-cors ") && text.contains("\n aws.ec2.imdsv2 ") && !text.contains("\n aws.iam."))
        #expect(try scan("--rule aws.ec2.imdsv2").text.hasPrefix("demarc 0.1.0  1 rule\n"))
    }

    @Test func `a rule of the pack alone keeps the requirements it is evidence for`() throws {
        let all = try scan("--pack baseline").text
        #expect(all == (try scan("").text))
        #expect(all.hasPrefix("demarc 0.1.0  Practical AWS security baseline 1.0.0\n"))
        #expect(try scan("--pack aws.baseline").text == all)
    }

    @Test func `every rule runs with the pack called all`() throws {
        let text = try scan("--pack all").text
        let listed = try Command.demarc(["rules"]).text.split(separator: "\n").count
        #expect(text.hasPrefix("demarc 0.1.0  \(listed) rules\n"), "\(text.prefix(200))")
    }

    @Test func `a parameter moves the limit of its rule`() throws {
        let rule = "aws.iam.access-key-unused"
        let strict = try scan("--rule \(rule) --param \(rule).max_days=1 --format jsonl").text
        let lenient = try scan("--rule \(rule) --param \(rule).max_days=365 --format jsonl").text
        #expect(strict.contains("(limit 1)") && !strict.contains("(limit 45)"))
        #expect(strict.split(separator: "\n").count > lenient.split(separator: "\n").count)
        #expect(try scan("--rule \(rule) --param \(rule).max_days=45 --format jsonl").text == scan("--rule \(rule) --format jsonl").text)
    }

    @Test func `now is what the option says`() throws {
        let rule = "aws.iam.access-key-unused"
        let later = try scan("--rule \(rule) --as-of 2030-01-01T00:00:00Z")
        #expect(later.text.contains("as of 2030-01-01T00:00:00Z"))
        #expect(later.text.contains("days ago (limit 45)"))
        #expect(try scan("--rule \(rule) --as-of 2026-11-02T06:00:00Z").text == scan("--rule \(rule)").text)
        #expect(try scan("--as-of 2026-11-03").text.contains("as of 2026-11-03T00:00:00Z"))
    }

    @Test func `a time before what the snapshot knows is told`() throws {
        let options = "--rule aws.iam.access-key-unused --as-of 1900-01-01"
        let early = try scan(options)
        #expect(early.errors.contains("demarc: --as-of 1900-01-01T00:00:00Z is before the newest stamp of the snapshot, 2026-"), "\(early.errors)")
        #expect(try scan("\(options) --quiet").errors.isEmpty)
        #expect(try scan("--rule aws.iam.access-key-unused --as-of 2026-11-03").errors.isEmpty)
    }

    @Test func `passes and skips are findings where asked for`() throws {
        let usual = try scan("--format jsonl").text
        let all = try scan("--format jsonl --passes").text
        #expect(!usual.contains(#""verdict":"pass""#) && !usual.contains(#""verdict":"skip""#))
        #expect(all.contains(#""verdict":"pass""#) && all.contains(#""verdict":"skip""#))
        #expect(all.split(separator: "\n").last == usual.split(separator: "\n").last)
    }

    @Test func `plugins of several places run together`() throws {
        try Folders.withTemporary { folder in
            let mine = try PluginFolder(in: folder, name: "mine")
            try mine.rule("vpc", check: "return fail 'mine'")
            let run = try scan("--plugin Plugins --plugin \(mine.path) --rule mine.s.vpc --rule aws.ec2.vpc-flow-logs --format jsonl")
            #expect(run.status == 1 && run.errors.isEmpty)
            #expect(run.text.contains(#""rule":"mine.s.vpc""#) && run.text.contains(#""rule":"aws.ec2.vpc-flow-logs""#))
            let found = try Command.demarc(["rules"], environment: ["DEMARC_PLUGINS": folder]).text
            #expect(found.hasPrefix("mine.s.vpc ") && found.split(separator: "\n").count == 1)
        }
    }

    @Test func `an option is the same with a blank and with an equals sign, before and behind the snapshot`() throws {
        let text = try scan("--format=json --fail-on=high").text
        #expect(text == (try scan("--format json --fail-on high").text))
        #expect(text == (try Command.demarc(["scan", "--format", "json", "Snapshots/example-org", "--fail-on", "high"]).text))
    }

    @Test func `a folder is the same with a slash behind it and when it is named twice`() throws {
        let text = try scan("--format json").output
        #expect(try Command.demarc(["scan", "Snapshots/example-org/", "--format", "json"]).output == text)
        #expect(try Command.demarc(["scan", "Snapshots/example-org", "Snapshots/example-org//", "--format", "json"]).output == text)
    }
}
