// SPDX-License-Identifier: Apache-2.0
public import DemarcSnapshot

/// Failures that an organisation has decided to live with for a while: which, where, why, on whose word, and until when.
public struct Waiver: Sendable {
    /// The rules whose failures it is for.
    public let rules: [TextPattern]
    /// Where it holds.
    public let scope: Scope
    /// Why.
    public let reason: String
    /// Who answers for it.
    public let owner: String
    /// The last day on which it holds, as it was written: `2026-12-31`.
    public let expires: String
    /// The end of that day.
    public let end: Instant
    /// Where it begins in the configuration.
    public let line: Int?

    /// The subjects of a waiver: whatever matches all that is said. Of each list one must match, of the tags all.
    public struct Scope: Sendable {
        /// Ids of accounts, or the names that the configuration gives them.
        public var accounts: [TextPattern] = []
        /// Organisational units; an account in a unit below is in it too.
        public var units: [String] = []
        /// Regions.
        public var regions: [TextPattern] = []
        /// Ids, ARNs or names.
        public var resources: [TextPattern] = []
        /// Tags of the resource; of a region or an account, those that the configuration gives the account.
        public var tags: [String: TextPattern] = [:]
    }

    /// Whether it is for so much that it hides what nobody has looked at: any rule, or any place.
    public var isBroad: Bool {
        let lists = [scope.accounts, scope.regions, scope.resources].filter { !$0.isEmpty }
        let isAnywhere =
            scope.units.isEmpty && scope.tags.values.allSatisfy(\.isEverything) && lists.allSatisfy { $0.contains(where: \.isEverything) }
        return isAnywhere || rules.contains(where: \.isEverything)
    }

    /// Whether it holds at this time; never where nobody knows the time.
    public func holds(at time: Instant?) -> Bool { time.map { $0 <= end } ?? false }

    /// Whether it is for failures of the rule with this id.
    public func concerns(rule: String) -> Bool { rules.contains { $0.matches(rule) } }
}
