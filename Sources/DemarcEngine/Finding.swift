// SPDX-License-Identifier: Apache-2.0
public import DemarcDocument
public import DemarcRules

/// One answer that somebody should see: a failure, an unknown, an error, or, where asked for, a pass or a skip.
public struct Finding: Sendable {
    /// The rule's id.
    public let rule: String
    /// How much a failure matters.
    public let severity: Severity
    /// What the rule said.
    public let verdict: Verdict
    /// Why it is unknown.
    public let cause: Cause?
    /// What it is about.
    public let subject: Subject
    /// Which of several findings of one subject; empty for the only one.
    public let key: String
    /// What the rule said in words.
    public internal(set) var message: String
    /// What the check read.
    public internal(set) var evidence: [Evidence] = []
    /// The waiver that is laid over a failure: its place among the waivers of the configuration. It stays a failure that nobody has mended.
    public internal(set) var waiver: Int?

    /// What a finding is about, in words that outlive the snapshot.
    public struct Subject: Sendable, Hashable {
        /// The account's id.
        public let account: String
        /// The region, or "global".
        public let region: String
        /// The resource type; "region", "account" or "organization" for these.
        public let type: String
        /// The resource's id; the region's or the account's.
        public let id: String
        /// The ARN, where a source gives it.
        public let arn: String?
        /// The name, where a source gives it.
        public let name: String?
    }
}

/// One value a check read, and where it stands in the input.
public struct Evidence: Sendable, Equatable {
    /// The resource it was read from; nil where it is the finding's own.
    public let resource: String?
    /// Whether resources were looked for, and not a value read.
    public let isQuestion: Bool
    /// The path below the resource, or what was looked for.
    public let path: String
    /// The value as JSON; for a question the number of resources it gave.
    public let value: String
    /// The file, the JSON pointer and the byte offset of the document; nil for a question.
    public let file: String?
    public let pointer: String?
    public let offset: Int?
}
