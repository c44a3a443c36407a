// SPDX-License-Identifier: Apache-2.0

/// Some of all accounts: those with these ids, or all but those.
public struct AccountScope: Sendable, Equatable {
    private let ids: Set<String>
    private let isException: Bool

    /// Every account.
    public static let all = AccountScope(ids: [], isException: true)

    /// The accounts with these ids.
    static func only(_ ids: Set<String>) -> AccountScope { AccountScope(ids: ids, isException: false) }

    /// All accounts but those with these ids.
    static func except(_ ids: Set<String>) -> AccountScope { AccountScope(ids: ids, isException: true) }

    /// Whether the account with this id is one of them.
    public func contains(_ id: String) -> Bool { ids.contains(id) != isException }
}
