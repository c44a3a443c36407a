// SPDX-License-Identifier: Apache-2.0

/// What is known of the organisation that accounts belong to: from its own answers, and from whoever configured it. Nil is not known.
public struct OrganizationFacts: Sendable, Equatable {
    /// What is known of one of its accounts.
    public struct Member: Sendable, Equatable {
        /// What it is called.
        public var name: String?
        /// Who answers for it.
        public var owner: String?
        /// The organisational unit it is in.
        public var unit: String?
        /// The address of its root user.
        public var email: String?
        /// `ACTIVE`, `SUSPENDED` ...
        public var status: String?
        /// Its tags.
        public var tags: [String: String]?

        /// An account of which nothing is known.
        public init() {}
    }

    /// Its id, `o-` and what follows.
    public var id: String?
    /// What it is called.
    public var name: String?
    /// The account that manages it.
    public var management: String?
    /// The accounts that somebody listed, by id.
    public var accounts: [String: Member] = [:]
    /// Whether these are all it has.
    public var isComplete = false

    /// An organisation of which nothing is known.
    public init() {}

    /// Both together; of what both say, this.
    func completed(by other: OrganizationFacts) -> OrganizationFacts {
        var facts = self
        facts.id = id ?? other.id
        facts.name = name ?? other.name
        facts.management = management ?? other.management
        facts.accounts = accounts.merging(other.accounts) { mine, others in
            var member = mine
            member.name = mine.name ?? others.name
            member.owner = mine.owner ?? others.owner
            member.unit = mine.unit ?? others.unit
            member.email = mine.email ?? others.email
            member.status = mine.status ?? others.status
            member.tags = mine.tags ?? others.tags
            return member
        }
        facts.isComplete = isComplete || other.isComplete
        return facts
    }
}
