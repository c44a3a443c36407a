// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// `init` and `rule new`: what they write holds as it stands.
@Suite struct InitTests {
    private let snapshot = Folders.inProject("Snapshots/example-org")

    @Test func `a new plugin holds, and so does a rule with a fixture from a snapshot`() throws {
        try Folders.withTemporary { folder in
            let made = try Command.shell(#"mkdir acme && cd acme && "$DEMARC" init"#, in: folder)
            #expect(made.status == 0 && made.errors.isEmpty && made.text.hasPrefix("the plugin acme in .: 9 files, and types"), "\(made.errors)")
            let plugin = folder + "/acme"
            let rule = try Command.demarc(["rule", "new", "acme.s3.bucket-named", "--from", snapshot, "periwinkle-example-trail-logs"], in: plugin)
            #expect(rule.status == 0 && rule.errors.isEmpty, "\(rule.errors)")
            #expect(
                rule.text.hasPrefix("rules/s3/bucket-named.lua\nfixtures/AWS--S3--Bucket.json\n") && rule.text.hasSuffix(" 0 complaints\n"),
                "\(rule.text)")
            #expect(rule.text.contains("\nit asks about configuration.name; --property PATH chooses another\n"), "\(rule.text)")
            let tested = try Command.demarc(["test"], in: plugin)
            #expect(tested.status == 0 && tested.text.contains("2 rules") && tested.text.contains("0 failed"), "\(tested.text)")
            let linted = try Command.demarc(["lint"], in: plugin)
            #expect(linted.status == 0 && linted.text.hasSuffix("\nno findings, 1 remark\n"), "\(linted.text)")
            let pipeline = try Command.shell(#"mkdir bin && ln -s "$DEMARC" bin/demarc && PATH="$PWD/bin:$PATH" acme/ci.sh"#, in: folder)
            #expect(pipeline.status == 0 && pipeline.text.contains("2 rules") && pipeline.errors.isEmpty, "\(pipeline.errors)")
            let listed = try Command.demarc(["rules"], in: plugin).text
            #expect(listed.hasPrefix("acme.ec2.owner-tag ") && listed.contains("\nacme.s3.bucket-named "))
            let scan = try Command.demarc(["scan", snapshot, "--pack", "acme"], in: plugin)
            #expect(scan.status == 1 && scan.text.contains("Everything has an owner"), "\(scan.text)")
        }
    }

    @Test func `whoever stands in a plugin's folder writes and tests that plugin, whatever DEMARC_PLUGINS names`() throws {
        try Folders.withTemporary { folder in
            #expect(try Command.demarc(["init", "acme"], in: folder).status == 0)
            let (place, environment) = (folder + "/acme", ["DEMARC_PLUGINS": Folders.inProject("Plugins/aws")])
            let rule = try Command.demarc(
                ["rule", "new", "acme.ec2.tokens", "--resource", "AWS::EC2::Instance"], in: place, environment: environment)
            #expect(rule.status == 0 && rule.text.hasPrefix("rules/ec2/tokens.lua\n"), "\(rule.text)\(rule.errors)")
            let tested = try Command.demarc(["test"], in: place, environment: environment)
            #expect(tested.status == 0 && tested.text.hasPrefix("2 rules, "), "\(tested.text)\(tested.errors)")
            let linted = try Command.demarc(["lint"], in: place, environment: environment)
            let left = "./rules/ec2/tokens.lua:1:1: scaffold: found \"say here why it matters\"; say why the rule matters, in a sentence\n"
            #expect(linted.status == 0 && linted.text == left + "no findings, 1 remark\n", "\(linted.text)\(linted.errors)")
            try Folders.write("return rule {", to: place + "/rules/ec2/broken.lua")
            #expect(try Command.demarc(["lint"], in: place, environment: environment).status == 4)
            // What runs is what the variable names, and --plugin comes before both.
            #expect(try Command.demarc(["rules"], in: place, environment: environment).text.hasPrefix("aws."))
            let named = try Command.demarc(
                ["rule", "new", "acme.ec2.state", "--resource", "AWS::EC2::Instance", "--plugin", Folders.inProject("Plugins/aws")], in: place)
            #expect(named.status == 2 && named.errors.hasPrefix("demarc: there is no plugin \"acme\" here, found aws"), "\(named.errors)")
        }
    }

    @Test func `what is there is never written over`() throws {
        try Folders.withTemporary { folder in
            try Folders.write("mine", to: folder + "/acme/README.md")
            let run = try Command.demarc(["init", "acme"], in: folder)
            #expect(run.status == 2 && run.errors == "demarc: acme/README.md is there already; nothing was written\n", "\(run.errors)")
            #expect(try Command.shell("ls -A acme; cat acme/README.md", in: folder).text == "README.md\nmine")
            #expect(try Command.demarc(["init", "other"], in: folder).status == 0)
            let again = try Command.demarc(["rule", "new", "other.ec2.owner-tag", "--resource", "AWS::EC2::Instance"], in: folder + "/other")
            let gone = try Command.demarc(["rule", "new", "other.ec2.owner-tag", "--from", snapshot, "nobody"], in: folder + "/other")
            #expect(gone.status == 2 && gone.errors.contains("there is no resource \"nobody\""), "\(gone.errors)")
            #expect(again.status == 2 && again.errors == "demarc: rules/ec2/owner-tag.lua is there already; nothing was written\n", "\(again.errors)")
        }
    }

    @Test func `a rule can be begun about every type there is a fixture of, and about regions and accounts`() throws {
        let types = try Command.shell("ls Plugins/aws/fixtures | sed 's/.json//; s/--/::/g'").text.split(separator: "\n").map(String.init)
        #expect(types.count > 20)
        try Folders.withTemporary { folder in
            #expect(try Command.demarc(["init", "acme"], in: folder).status == 0)
            var begun = 0
            for (number, type) in types.enumerated() {
                let run = try Command.demarc(
                    ["rule", "new", "acme.all.r\(number)", "--resource", type, "--severity", "low"], in: folder + "/acme")
                if type == "demarc::SecurityHub::EnabledProduct" {
                    #expect(run.status == 2 && run.errors.contains("there is nothing to ask it"), "its only fact is that it is there")
                    continue
                }
                #expect(run.status == 0 && run.errors.isEmpty, "\(type) \(run.text) \(run.errors)")
                begun += 1
            }
            for scope in ["region", "account"] {
                let run = try Command.demarc(
                    ["rule", "new", "acme.all.\(scope)", "--resource", scope, "--about", "AWS::EC2::VPC"], in: folder + "/acme")
                #expect(run.status == 0 && run.errors.isEmpty, "\(scope) \(run.text) \(run.errors)")
            }
            let tested = try Command.demarc(["test"], in: folder + "/acme")
            #expect(tested.status == 0 && tested.text.contains("\(begun + 3) rules"), "\(tested.text)")
        }
    }

    @Test func `a fixture that is there stays, and the examples say what it does not`() throws {
        try Folders.withTemporary { folder in
            #expect(try Command.demarc(["init", "acme"], in: folder).status == 0)
            let before = try Command.shell("cat acme/fixtures/*", in: folder).text
            let run = try Command.demarc(
                [
                    "rule", "new", "acme.ec2.tokens", "--from", snapshot, "i-6a23fbb666ec1eaf2", "--property",
                    "configuration.metadataOptions.httpTokens",
                ],
                in: folder + "/acme")
            #expect(run.status == 0 && run.text.contains("was there and stays") && run.text.hasSuffix(" 0 complaints\n"), "\(run.text) \(run.errors)")
            #expect(try Command.shell("cat acme/fixtures/*", in: folder).text == before)
            let rule = try Command.shell("cat acme/rules/ec2/tokens.lua", in: folder).text
            #expect(rule.contains(#"= { it { configuration = { metadataOptions = { httpTokens = "optional" } } } },"#), "\(rule)")
        }
    }

    @Test func `what is said of a rule stands in its file`() throws {
        try Folders.withTemporary { folder in
            #expect(try Command.demarc(["init", "acme"], in: folder).status == 0)
            let run = try Command.demarc(
                [
                    "rule", "new", "acme.ec2.tokens", "--resource", "AWS::EC2::Instance", "--property", "configuration.state.name", "--title",
                    "A \"title\"",
                    "--severity", "high", "--layer", "ec2.instance-config", "--remedy", "Do it.", "--why", "Because.",
                ], in: folder + "/acme")
            #expect(run.status == 0, "\(run.errors)")
            let text = try Command.shell("cat acme/rules/ec2/tokens.lua", in: folder).text
            let head = """
                --- Because.
                return rule {
                  title    = "A \\"title\\"",
                  severity = "high",
                  resource = "AWS::EC2::Instance",
                  layer    = "ec2.instance-config",
                  remedy   = "Do it.",

                  ---@param instance AWS.EC2.Instance
                  check = function(instance)
                    local value = instance.configuration.state.name
                """
            #expect(text.hasPrefix(head), "\(text)")
        }
    }

    @Test(arguments: [
        ("init Bad_Name", "found \"Bad_Name\" for the plugin's name, "), ("rule new acme.s3", "expected a rule's id, plugin.service.condition"),
        ("rule new acne.s3.x --resource AWS::S3::Bucket", "there is no plugin \"acne\" here, found acme; did you mean acme?"),
        ("rule new acme.s3.x", "say what the rule is about: --from SNAPSHOT RESOURCE, or --resource TYPE"),
        ("rule new acme.s3.x --resource AWS::S3::Buckett", "there is no fixture of AWS::S3::Buckett; did you mean AWS::S3::Bucket?"),
        ("rule new acme.s3.x --resource AWS::EC2::Instance --property configuration.state.nam", "did you mean configuration.state.name?"),
        ("rule new acme.s3.x --resource AWS::EC2::Instance --layer ec2.instance-confg", "did you mean ec2.instance-config?"),
        ("rule new acme.s3.x --resource AWS::EC2::Instance --severity hihg", "did you mean high?"),
        ("rule new acme.s3.x --resource region", "--about: name the type that must be there in each region, such as"),
        ("rule new acme.s3.x quote-api", "name the snapshot of \"quote-api\" with --from"),
        ("rule new acme.s3.x --from SNAPSHOT", "name the resource behind the rule's id"),
        ("rule new acme.s3.x nobody --from SNAPSHOT", "there is no resource \"nobody\""),
        (
            "rule new acme.s3.x quote-api --from SNAPSHOT",
            "is 2 resources; name one by its ARN, or its type with --resource\n  111111111111 eu-central-1 AWS::Lambda"
        ),
        ("rule", "did you mean rule new?"),
    ])
    func aMistakeIsToldAndWritesNothing(line: String, says: String) throws {
        try Folders.withTemporary { folder in
            #expect(try Command.demarc(["init", "acme"], in: folder).status == 0)
            let words = line.split(separator: " ").map { $0 == "SNAPSHOT" ? snapshot : String($0) }
            let before = try Command.shell("find . | sort", in: folder).text
            let run = try Command.demarc(words, in: folder + "/acme")
            #expect(run.status == 2 && run.text.isEmpty && run.errors.contains(says), "\(run.errors)")
            #expect(try Command.shell("find . | sort", in: folder).text == before)
        }
    }

    @Test func `a person at a terminal is asked for what the options left out`() throws {
        try Folders.withTemporary { folder in
            #expect(try Command.demarc(["init", "acme"], in: folder).status == 0)
            let answers = #"AWS::EC2::Instance\nconfiguration.state.name\nWhy so.\nRuns\nhihg\nhigh\nec2.instance-config\nStart it.\n"#
            let run = try Command.shell("printf '\(answers)' | script -qec \"$DEMARC rule new acme.ec2.runs\" /dev/null", in: folder + "/acme")
            #expect(
                run.text.contains("severity [medium]: ") && run.text.contains("did you mean high?") && run.text.contains(" 0 complaints"),
                "\(run.text)")
            let text = try Command.shell("cat rules/ec2/runs.lua", in: folder + "/acme").text
            #expect(
                text.hasPrefix("--- Why so.\n") && text.contains("\"high\"") && text.contains("\"Start it.\"") && text.contains("\"Runs\""), "\(text)"
            )
        }
    }
}
