// SPDX-License-Identifier: Apache-2.0
internal import Foundation

/// What `demarc scan --format json` wrote, as far as tests look at it.
public struct ScanResult: Sendable {
    /// One finding.
    public struct Finding: Sendable, Decodable {
        public let rule: String
        public let verdict: String
        public let cause: String?
        public let account: String
        public let region: String
        public let type: String
        public let id: String
        public let name: String?
        public let message: String
        public let evidence: [Evidence]
    }

    /// One value that a check read.
    public struct Evidence: Sendable, Decodable {
        public let path: String
        public let value: String
        public let file: String?
        public let pointer: String?
    }

    /// One file.
    public struct Source: Sendable, Decodable {
        public let path: String
        public let format: String?
        public let loaded: Int
    }

    /// One thing that could not be taken as it is.
    public struct Problem: Sendable, Decodable {
        public let severity: String
        public let path: String
        public let message: String
    }

    private struct Document: Decodable {
        let findings: [Finding]
        let sources: [Source]
        let problems: [Problem]
        let ledger: [String: Int]
        let asOf: String?
    }

    /// The run itself.
    public let command: Command
    public let findings: [Finding]
    public let sources: [Source]
    public let problems: [Problem]
    /// Counts by `planned`, `pass`, `fail`, `skip`, `unknown`, `error`.
    public let ledger: [String: Int]
    /// The time that ages were counted to.
    public let asOf: String?

    /// Scans `snapshot` with these options more; passes are findings too.
    public init(_ snapshot: String, _ options: [String] = []) throws {
        try self.init(try Command.demarc(["scan", snapshot, "--format", "json", "--passes"] + options))
    }

    /// What `command` wrote as JSON.
    public init(_ command: Command) throws {
        self.command = command
        let document = try JSONDecoder().decode(Document.self, from: command.output)
        findings = document.findings
        sources = document.sources
        problems = document.problems
        ledger = document.ledger
        asOf = document.asOf
    }

    /// FAIL where any of `findings` failed, else UNKNOWN where any is not known, else PASS where any passed; nil where there is none.
    public static func verdict(_ findings: [Finding]) -> String? {
        for verdict in ["error", "fail", "unknown", "pass", "skip"] where findings.contains(where: { $0.verdict == verdict }) {
            return verdict.uppercased()
        }
        return nil
    }
}
