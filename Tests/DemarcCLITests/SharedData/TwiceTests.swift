// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// The synthetic organisation holds each snapshot twice, packed as it is delivered and plain.
@Suite(.enabled(if: SharedData.has("snapshots/config-snapshot-synthetic"), Comment(rawValue: SharedData.absence)))
struct TwiceTests {
    private static let folder = SharedData.path("snapshots/config-snapshot-synthetic")

    /// Rule, verdict, subject and message of every answer.
    private func answers(_ folders: [String]) throws -> [String] {
        let paths = folders.map { "\(Self.folder)/\($0)" }
        let result = try ScanResult(paths[0], paths.dropFirst() + ["--pack", "all", "--as-of", "2026-03-02T03:12:44Z"])
        #expect(result.command.errors == "")
        #expect(result.problems.allSatisfy { $0.severity == "note" && !$0.message.contains("something else") })
        return result.findings.map { "\($0.rule) \($0.verdict) \($0.account) \($0.region) \($0.type) \($0.id) \($0.message)" }
    }

    @Test func `packed, plain and both say the same`() throws {
        let packed = try answers(["config-bucket", "cli"])
        #expect(packed.count > 150)
        #expect(try answers(["plain", "cli"]) == packed)
        #expect(try answers(["cli", "plain", "config-bucket"]) == packed)
    }

    @Test func `without being told, now is the time of the newest snapshot`() throws {
        let result = try ScanResult(Self.folder)
        #expect(result.asOf == "2026-03-02T03:12:44Z")
    }

    @Test func `users without a password fail under the strict reading only`() throws {
        let failing = try [[], ["--param", "aws.iam.console-user-mfa.all_users=true"]].map { options in
            try ScanResult(Self.folder, ["--rule", "aws.iam.console-user-mfa"] + options).findings
                .filter { $0.account == "111122223333" && $0.verdict == "fail" }.map(\.id).sorted()
        }
        #expect(failing == [["bob"], ["bob", "ci-deploy", "old-batch"]])
    }
}
