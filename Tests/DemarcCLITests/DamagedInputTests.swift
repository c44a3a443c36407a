// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// Whatever lies in a folder: one clear line for each thing that can't be read, the rest is loaded, exit code 3.
@Suite struct DamagedInputTests {
    /// A shell command that makes the damage as `x`, and what the line says.
    static let damages: [(make: String, says: String)] = [
        ("mkfifo x.json", "x.json: can't be read: found a pipe, a socket or a device, expected a file"),
        ("ln -s x.json x.json", "x.json: can't be read: a symbolic link: too many levels of symbolic links"),
        ("ln -s nowhere x.json", "x.json: can't be read: a symbolic link: no such file or directory"),
        ("ln -s /etc x", "x: can't be read: found a symbolic link to what is not read here, expected a file; name what it leads to"),
        ("mkdir .y; cp good.json .y; ln -s .y/good.json x.json", "x.json: can't be read: found a symbolic link to what is not read here"),
        (
            "echo this is no snapshot > x.json",
            "x.json: line 1: found text that is not JSON, expected an AWS Config file, an answer of the aws command"
        ),
        ("printf '\\001\\377\\376\\000\\200' > x.bin", "x.bin: line 1: found text that is not JSON"),
        (": > x.json", "x.json: found an empty file, expected a document"), ("printf '  \\n\\n' > x.json", "x.json: found an empty file"),
        (": > x.json.gz", "x.json.gz: found an empty file"),
        ("gzip -kc good.json | head -c 200 > x.json.gz", "x.json.gz: found a damaged gzip stream"),
        ("gzip -kc good.json > x.json.gz; echo rest >> x.json.gz", "x.json.gz: found a damaged gzip stream"),
        ("head -c 400 good.json > x.json", "x.json: "), ("printf '{\"a\": }' > x.json", "x.json: line 1, column 7: found "),
        ("echo '[1, 2]' > x.json", "x.json: the document: found a list, expected an AWS Config file"),
        ("echo '{}' > x.json", "x.json: the document: found an empty object"), ("echo '{\"rows\": 1}' > x.json", "found an object with rows"),
        ("echo '{\"Resources\": {}}' > x.json", "x.json: the document: found a CloudFormation template (not read yet)"),
        ("echo '{\"planned_values\": {}}' > x.json", "x.json: the document: found a Terraform plan or state (not read yet)"),
        ("printf '{\"a\": \"\\xff\"}' > x.json", "x.json: "), ("printf '\\xef\\xbb\\xbf' > x.json", "x.json: found an empty file"),
    ]

    /// Things that are no damage: nothing of a snapshot is lost by them.
    static let harmless = [
        "mkdir x", "mkdir x.json", "mkdir -p x/y/z", "ln -s . x", "mkdir y; ln -s .. y/x", "ln -s good.json x.json", "echo notes > x.md",
        "gzip -kc good.json > good.json.gz; rm good.json; head -c 512 /dev/zero >> good.json.gz", "echo hidden > .x.json",
        ": > ConfigWritabilityCheckFile",
    ]

    private func scan(_ make: String, _ options: [String] = []) throws -> (run: Command, folder: String) {
        try Folders.withTemporary { folder in
            let plugin = try PluginFolder(in: folder)
            try plugin.rule("vpc", check: "return pass()")
            let snapshot = SnapshotFolder(in: folder)
            try snapshot.region(items: SnapshotFolder.vpcs(3))
            let made = try Command.shell("mv *.json good.json && \(make)", in: snapshot.path)
            try #require(made.status == 0, "\(made.errors)")
            let line = "timeout 20 $DEMARC scan snapshot --plugin \(plugin.path) --format jsonl " + options.joined(separator: " ")
            return (try Command.shell(line, in: folder), folder)
        }
    }

    @Test(arguments: damages)
    func aThingThatCannotBeReadIsOneLine(make: String, says: String) throws {
        let (run, _) = try scan(make)
        #expect(run.status == 3)
        #expect(
            run.errors.split(separator: "\n").count == 1 && run.errors.hasPrefix("demarc: snapshot/") && run.errors.contains(says), "\(run.errors)")
        #expect(run.text.contains(#""planned":3,"pass":3"#), "the rest is loaded")
        #expect(run.text.split(separator: #""severity":"damage""#).count == 2 && run.text.contains(#""complete":false"#))
    }

    @Test(arguments: harmless)
    func aThingThatIsNoSnapshotFileIsNoDamage(make: String) throws {
        let (run, _) = try scan(make, ["--max-unknown 0"])
        #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
        #expect(run.text.contains(#""planned":3,"pass":3"#) && !run.text.contains(#""severity":"damage""#))
    }

    @Test func `all of it at once is one line each`() throws {
        let makes = ["mkfifo a.json", "ln -s b b", "echo c > c.json", ": > d.json", "mkdir e.json", "head -c 300 good.json > f.json", "ln -s . g"]
        let (run, _) = try scan(makes.joined(separator: "; "))
        #expect(run.status == 3)
        let lines = run.errors.split(separator: "\n")
        #expect(lines.count == 5 && lines.map { $0.dropFirst("demarc: snapshot/".count).prefix(1) } == ["a", "b", "c", "d", "f"], "\(run.errors)")
        #expect(run.text.contains(#""planned":3,"pass":3"#))
    }

    /// The superuser reads everything, so the scan runs as nobody.
    @Test(arguments: ["cp good.json x.json; chmod 0 x.json", "mkdir x; cp good.json x; chmod 0 x"])
    func whatMayNotBeReadIsOneLine(make: String) throws {
        try Folders.withTemporary { folder in
            let plugin = try PluginFolder(in: folder)
            try plugin.rule("vpc", check: "return pass()")
            let snapshot = SnapshotFolder(in: folder)
            try snapshot.region(items: SnapshotFolder.vpcs(3))
            try #require(try Command.shell("mv *.json good.json; chmod -R a+rX ..; \(make)", in: snapshot.path).status == 0)
            let script = """
                cp "$DEMARC" demarc && chmod a+rx demarc
                if [ "$(id -u)" = 0 ]; then as="setpriv --reuid 65534 --regid 65534 --clear-groups"; fi
                $as ./demarc scan snapshot --plugin t --format jsonl
                """
            let run = try Command.shell(script, in: folder)
            #expect(run.status == 3)
            #expect(run.errors.hasPrefix("demarc: snapshot/x") && run.errors.hasSuffix(": can't be read: permission denied\n"), "\(run.errors)")
            #expect(run.errors.split(separator: "\n").count == 1)
            #expect(run.text.contains(#""planned":3,"pass":3"#))
            try #require(try Command.shell("chmod -R u+rwX .", in: folder).status == 0)
        }
    }

    @Test func `a file that opens and can't be read is one line`() throws {
        let run = try Command.demarc(["scan", "Snapshots/example-org", "/proc/self/mem", "--format", "json"])
        #expect(run.status == 3)
        #expect(run.errors.split(separator: "\n").count == 1 && run.errors.hasPrefix("demarc: /proc/self/mem: can't be read: "), "\(run.errors)")
    }

    @Test func `an empty folder is no snapshot`() throws {
        try Folders.withTemporary { folder in
            let run = try Command.demarc(["scan", folder])
            #expect(run.status == 2 && run.text.isEmpty && run.errors == "demarc: found no AWS account in \(folder)\n")
        }
    }

    @Test func `a folder of nothing but rubbish is an incomplete answer, not a clean one`() throws {
        try Folders.withTemporary { folder in
            try Folders.write("rubbish", to: "\(folder)/rubbish.json")
            let run = try Command.demarc(["scan", folder, "--fail-on", "never"])
            #expect(run.status == 3 && run.errors.isEmpty && run.text.contains("rubbish.json: line 1: found text"), "\(run.text)")
            #expect(run.text.split(separator: "\n").count { $0.contains("  BLIND ") } == 11)
        }
    }

    @Test func `a link that the user names is followed`() throws {
        try Folders.withTemporary { folder in
            let link = try Command.shell("ln -s \(Folders.inProject("Snapshots/example-org")) \(folder)/here")
            try #require(link.status == 0)
            let run = try Command.demarc(["scan", "\(folder)/here"])
            #expect(run.status == 1 && run.errors.isEmpty && run.text.contains("3 accounts, 2 regions, 152 resources"))
        }
    }
}
