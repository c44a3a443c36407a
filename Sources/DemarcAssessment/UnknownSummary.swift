// SPDX-License-Identifier: Apache-2.0
public import DemarcDocument
public import DemarcEngine
internal import DemarcRules
internal import DemarcSnapshot

/// What could not be known, gathered by what would settle it.
public struct UnknownSummary: Sendable {
    /// Unknowns with one reason.
    public struct Entry: Sendable {
        /// The reason in words.
        public let reason: String
        /// Its kind.
        public let cause: Cause
        /// How many findings have it.
        public let count: Int
        /// The accounts it is about.
        public let accounts: [String]
        /// The rules it left without an answer.
        public let rules: [String]
        /// The first of these findings.
        public let first: Finding

        /// The commands whose answers would settle it, where the reason names a type.
        public var settledBy: [String] {
            guard cause == .notCollected || cause == .denied else { return [] }
            let types = reason.split(separator: " ").filter { $0.contains("::") }.map { $0.trimmingSuffix(":") }
            return types.first.map { Operations.settling(type: $0) } ?? []
        }
    }

    private struct Key: Hashable {
        let cause: Cause
        let reason: String
    }

    private struct Group {
        let first: Finding
        var count = 0
        var accounts: Set<String> = []
        var rules: Set<String> = []
    }

    private var groups: [Key: Group] = [:]

    /// Nothing is unknown so far.
    public init() {}

    /// Adds an unknown; they come in the order of findings.
    public mutating func add(_ finding: Finding) {
        let key = Key(cause: finding.cause ?? .notCollected, reason: finding.message)
        groups[key, default: Group(first: finding)].count += 1
        groups[key]?.accounts.insert(finding.subject.account)
        groups[key]?.rules.insert(finding.rule)
    }

    /// The reasons, the one with the most findings first.
    public var entries: [Entry] {
        groups.map { key, group in
            Entry(
                reason: key.reason, cause: key.cause, count: group.count, accounts: group.accounts.sorted(), rules: group.rules.sorted(),
                first: group.first)
        }.sorted { ($1.count, $0.reason) < ($0.count, $1.reason) }
    }
}

extension Substring {
    fileprivate func trimmingSuffix(_ suffix: Character) -> String { last == suffix ? String(dropLast()) : String(self) }
}
