// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// Whatever a rule does with a secret, no report shows it.
@Suite struct SecretTests {
    private static let secret = "correct-horse-battery"

    @Test(arguments: ["text", "json", "jsonl"], ["fail", "pass", "skip", "unknown", "error"])
    func `a secret in a message is masked`(format: String, verdict: String) throws {
        let run = try run(#"return \#(verdict)("it is " .. it.configuration.environment.variables.TOKEN)"#, ["--format", format])
        #expect(run.text.contains("it is [redacted]") || format == "text" && ["pass", "skip"].contains(verdict), "\(run.text)")
        #expect(!run.text.contains(Self.secret) && !run.errors.contains(Self.secret))
    }

    @Test func `a secret inside a document that is evidence is masked, and its name is shown`() throws {
        let run = try run(#"if it.configuration.environment then return fail "there" end return pass()"#, ["--format", "json"])
        #expect(!run.text.contains(Self.secret))
        #expect(run.text.contains(#"{\"variables\": {\"TOKEN\": \"[redacted]\"}}"#), "\(run.text)")
    }

    /// Scans one function with a rule that does this.
    private func run(_ check: String, _ options: [String]) throws -> Command {
        try Folders.withTemporary { folder in
            let plugin = try PluginFolder(in: folder)
            try plugin.rule("r", resource: #""AWS::Lambda::Function""#, check: check)
            let snapshot = SnapshotFolder(in: folder)
            let item = SnapshotFolder.item("AWS::Lambda::Function", "f", #"{"environment":{"variables":{"TOKEN":"\#(Self.secret)"}}}"#)
            try snapshot.region(items: [item])
            return try Command.demarc(["scan", snapshot.path, "--plugin", plugin.path, "--pack", "all", "--passes"] + options)
        }
    }
}
