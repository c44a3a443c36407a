// SPDX-License-Identifier: Apache-2.0

/// What a configuration says of one account.
public struct ConfiguredAccount: Sendable {
    /// What it is called.
    public let name: String?
    /// Who answers for it.
    public let owner: String?
    /// The organisational unit it is in, below the root: `workloads/production`.
    public let unit: String?
    /// Its tags; nil where nobody gives them.
    public let tags: [String: String]?
    /// What it alone is asked more.
    let settings: Settings

    /// Its unit and those around it, the outermost first.
    public var units: [String] {
        guard let unit else { return [] }
        let parts = unit.split(separator: "/")
        return parts.indices.map { parts[...$0].joined(separator: "/") }
    }
}
