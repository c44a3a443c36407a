// SPDX-License-Identifier: Apache-2.0

/// A rule's cost that grows faster than what the rule is about.
public struct CostGrowth: Codable, Sendable, Equatable {
    /// What was doubled.
    public enum Size: String, Codable, Sendable {
        /// The resources of the account.
        case resources
        /// The elements of the lists in every document.
        case elements
    }

    /// What was doubled.
    public var size: Size
    /// Instructions of one evaluation before and after.
    public var before: Double
    public var after: Double

    /// How many times the cost is what it was.
    public var ratio: Double { after / before }
}
