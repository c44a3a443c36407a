// SPDX-License-Identifier: Apache-2.0
import DemarcRules
import DemarcSnapshot
import DemarcTestSupport
import DemarcToolkit
import Foundation
import Synchronization
import Testing

/// The repl's answers and what it offers to complete.
@Suite struct ReplTests {
    private let session: ReplSession
    private let completer: ReplCompleter

    init() throws {
        let snapshot = try SnapshotLoader.load(paths: [Folders.inProject("Snapshots/example-org")])
        let plugin = try PluginLoader.load(folder: Folders.inProject("Plugins/aws"))
        session = try #require(try ReplSession(snapshot: snapshot, plugins: [plugin], width: 100))
        var catalogue = try PropertyCatalogue(plugins: [plugin])
        catalogue.learn(snapshot)
        completer = ReplCompleter(session: session, snapshot: snapshot, catalogue: catalogue)
    }

    @Test(arguments: [
        ("1 + 1", "2"), (#""a" .. 'b'"#, #""ab""#), ("nil", "nil"), ("2 > 1", "true"), ("0.5", "0.5"), ("account", "the account 111111111111"),
        ("region.id", #""eu-central-1""#), (#"region:count "AWS::EC2::Instance""#, "6"), (#"fail("%s is %d", "x", 3)"#, "fail: x is 3"),
        ("pass", "a function"), ("it", "a function"), ("with", "a function"), ("none", "a function"), ("organization", "a function"),
        ("tostring", "a function"), ("net.open", "a function"), (" iam.public ", "a function"),
        ("local n = 0 for _ in account:regions() do n = n + 1 end return n", "2"), ("", ""), (#"matches("abc", "^a")"#, "true"),
        ("return", "nothing"),
        (#"region:all "AWS::EC2::FlowLogg""#, "unknown (not-collected): AWS::EC2::FlowLogg was not collected in eu-central-1"),
        (#"tostring(require "aws.tag")"#, #""table""#), ("{ 1, b = 2 }", "1 = 1\nb = 2"), (#"account:known "AWS::X::Y""#, "none"),
    ])
    func aLineGivesItsValue(line: String, text: String) {
        let reply = session.respond(to: line)
        #expect(reply.lines.joined(separator: "\n") == text && !reply.isWrong, "\(reply)")
    }

    @Test(arguments: [
        ("while true do end", "stopped: it ran longer than its budget of instructions"), ("while true do pcall(error) end", "stopped: it ran longer"),
        (#"string.rep("x", 1e9)"#, "stopped: it used more than its budget of memory"), ("os.time()", "there is no 'os' in a rule's environment"),
        ("x = 5", "assignment to 'x'"), ("load('return 1')", "there is no 'load'"), ("1 +", "line:1: "),
        ("error({})", "it raised something that is not a text"),
        ("region.configuration = 1", "a document can't be changed"), (":nowhere", "there is no command :nowhere"), (":hlep", "did you mean :help?"),
        (":account 1", "there is no account \"1\", found 111111111111, "),
        (":region eu-centrl-1", "did you mean eu-central-1?"), (":use nobody", "there is no resource \"nobody\""),
        (":use quote-api", "is 2 resources; name one by its ARN:"),
        (":lines 0", "a number from 1"), (":check AWS::S3::Bucket", "expected :check TYPE CHECK"),
        (":check AWS::S3::Bucket )", "repl.line.check:1: "),
    ])
    func whatIsWrongIsToldAndTheConversationGoesOn(line: String, text: String) {
        let reply = session.respond(to: line)
        #expect(reply.isWrong && reply.lines.joined().contains(text), "\(reply)")
        #expect(session.respond(to: "6 * 7").lines == ["42"])
    }

    @Test func `documents are indented, cut where they are long, and tell what is unknown`() {
        let shown = session.respond(to: ":use i-6a23fbb666ec1eaf2").lines
        #expect(shown.first == "eu-central-1 AWS::EC2::Instance i-6a23fbb666ec1eaf2" && session.place == "222222222222 eu-central-1")
        #expect(
            shown.contains(#"  "state": {"code": 16, "name": "running"},"#)
                && shown.last == #"supplementaryConfiguration = {"UserData": unknown(not-collected)}"#)
        #expect(session.respond(to: "resource.configuration.state").lines == [#"{"code": 16, "name": "running"}"#])
        #expect(session.respond(to: "ipairs(resource.configuration.securityGroups)").lines.first?.hasPrefix("1 = {\"groupName\"") == true)
        #expect(session.respond(to: ":lines 3").lines.isEmpty)
        let cut = session.respond(to: "resource").lines
        #expect(cut.count == 6 && cut[5].hasPrefix("... ") && cut[5].contains(" lines more; :lines "), "\(cut)")
        #expect(session.respond(to: ":account 111111111111").lines == ["111111111111 eu-central-1"])
        #expect(session.respond(to: #"account:all "AWS::EC2::Instance""#).lines.last == "... 3 more; :lines 6 shows all")
    }

    @Test func `a check of one line is tried on every resource of a type`() {
        let reply = session.respond(
            to: #":check AWS::EC2::Instance it.configuration.metadataOptions.httpTokens == "required" and pass() or fail "optional""#)
        #expect(
            reply.lines.last == "5 pass, 5 fail" && reply.lines.count == 6 && reply.lines[0].hasPrefix("fail  111111111111 eu-central-1 i-"),
            "\(reply)")
        let endless = session.respond(to: ":check AWS::S3::Bucket while true do end")
        #expect(endless.lines.count == 2 && endless.lines[1] == "stopped")
        #expect(session.respond(to: ":check AWS::X::Y pass()").lines == ["there is no AWS::X::Y in the snapshot"])
        #expect(session.respond(to: #":each account:count "AWS::S3::Bucket""#).lines.count == 6)
    }

    @Test func `what is secret is not shown, whichever way it is asked for`() throws {
        let snapshot = try Folders.withTemporary { folder in
            let item = """
                {"configurationItems":[{"configurationItemVersion":"1.3","configurationItemCaptureTime":"2026-01-01T00:00:00Z","configurationItemStatus":"OK",
                "awsAccountId":"111122223333","awsRegion":"us-east-1","resourceType":"AWS::X::Thing","resourceId":"thing","relationships":[],
                "configuration":{"masterUserPassword":"hunter-twenty-two","environment":{"variables":{"LEVEL":"hunter-twenty-two"}}},"supplementaryConfiguration":{}}]}
                """
            try Folders.write(item, to: "\(folder)/items.json")
            return try SnapshotLoader.load(paths: [folder])
        }
        let session = try #require(try ReplSession(snapshot: snapshot, plugins: [], width: 100))
        _ = session.respond(to: ":use thing")
        for line in [
            "resource", "resource.configuration", "resource.configuration.masterUserPassword", "resource.configuration.environment",
            "resource.configuration.environment.variables", "resource.configuration.environment.variables.LEVEL",
            "pairs(resource.configuration.environment.variables)", #""is " .. resource.configuration.masterUserPassword"#,
            "{ resource.configuration.masterUserPassword }",
            "fail(resource.configuration.masterUserPassword)", "error(resource.configuration.masterUserPassword)",
            "{ [resource.configuration.masterUserPassword] = 1 }",
        ] {
            let reply = session.respond(to: line)
            #expect(!reply.lines.joined().contains("hunter") && !reply.lines.isEmpty, "\(line): \(reply)")
        }
    }

    @Test func `another thread ends a line that runs`() throws {
        var limits = Machine.Limits()
        limits.instructions = 1 << 60
        let inquiry = try Inquiry(plugins: [], limits: limits)
        let stop = inquiry.stop
        let isDone = Mutex(false)
        let stopper = Thread {
            while !isDone.withLock({ $0 }) {
                Thread.sleep(forTimeInterval: 0.05)
                stop.request()
            }
        }
        stopper.start()
        let before = ContinuousClock.now
        try inquiry.ask("while true do end", of: session.account, region: nil, resource: nil) { outcome, _ in
            guard case .error(let message) = outcome else {
                Issue.record("\(outcome)")
                return
            }
            #expect(message.hasPrefix("stopped: "))
        }
        isDone.withLock { $0 = true }
        // Without it the line would have ten seconds of its thread.
        #expect(ContinuousClock.now - before < .seconds(9))
    }

    @Test(arguments: [
        (":he", [":help"]), (":use i-6a23", ["i-6a23fbb666ec1eaf2"]), (":region eu", ["eu-central-1"]), (":account 3", ["333333333333"]),
        (#"region:all("AWS::EC2::Ins"#, [#"AWS::EC2::Instance""#]), ("region:cou", ["count("]), ("region:al", ["all("]), ("reg", ["region"]),
        (#"region:find("AWS::EC2::FlowLog", "configuration.resourceI"#, ["configuration.resourceId"]), (":check AWS::S3::Bu", ["AWS::S3::Bucket "]),
        (":check AWS::EC2::Instance it.configuration.metadataOptions.httpT", ["httpTokens"]), ("if days_s", ["days_since("]), ("string.gs", ["gsub"]),
        ("zzz", []),
    ])
    func theEndOfALineIsCompleted(line: String, words: [String]) {
        let found = completer.complete(line)
        #expect(found.words == words && (words.isEmpty || line.dropFirst(found.start) == words[0].prefix(line.utf8.count - found.start)), "\(found)")
    }

    @Test func `the library is completed, its functions, and the libraries of plugins`() {
        for (line, words) in [
            ("ne", ["net."]), ("if ia", ["iam."]), ("net.acl", ["acl_allows", "acl_open"]), ("not iam.pu", ["public"]), ("math.hu", ["huge"]),
            ("net.open.", []), ("requi", [#"require ""#]), (#"local t = require "aws.ta"#, [#"aws.tag""#]), (#"require("aws.ta"#, [#"aws.tag""#]),
            (":check AWS::EC2::SecurityGroup net.ove", ["overlaps"]), ("plugi", []),
        ] {
            #expect(completer.complete(line).words == words, "\(line)")
        }
        #expect(Set(completer.complete("").words).isSuperset(of: ["iam.", "list.", "net.", "set.", "text.", "time.", "string.", "pass(", "nil"]))
    }

    @Test func `properties of the resource in use are completed`() {
        #expect(completer.complete("resource.configuration.sta").words.isEmpty)
        _ = session.respond(to: ":use i-6a23fbb666ec1eaf2")
        #expect(completer.complete("resource.configuration.metad").words == ["metadataOptions"])
        #expect(completer.complete("x(resource.configuration.metadataOptions.httpPut").words == ["httpPutResponseHopLimit"])
        #expect(completer.complete("resource.supp").words == ["supplementaryConfiguration"])
    }
}
