// SPDX-License-Identifier: Apache-2.0
internal import CArena
internal import DemarcDocument

/// Lays out what is known of an organisation, as rules read it; what nobody said is unknown.
struct OrganizationWords {
    private static let list = "aws organizations list-accounts"
    private static let describe = "aws organizations describe-organization"

    private let arena: ArenaBuilder
    /// What stands for what nobody said of an account: one word for all accounts.
    private let name, owner, unit, email, status, tags: Word

    init(arena: ArenaBuilder) {
        self.arena = arena
        name = Self.unknown("the account's name", Self.list, in: arena)
        owner = Self.unknown("the account's owner", nil, in: arena)
        unit = Self.unknown("the account's organisational unit", nil, in: arena)
        email = Self.unknown("the account's address", Self.list, in: arena)
        status = Self.unknown("the account's status", Self.list, in: arena)
        tags = Self.unknown("which tags the account has", nil, in: arena)
    }

    /// A list of the organisation's members, in the order of `CARENA_ORGANIZATION_ID` and those behind it.
    func word(_ facts: OrganizationFacts) -> Word {
        let accounts =
            facts.isComplete
            ? arena.object(facts.accounts.sorted { $0.key < $1.key }.map { ($0.key, member($0.value)) })
            : Self.unknown("the organisation's list of accounts", Self.list, in: arena)
        return arena.array([
            facts.id.map(arena.string) ?? Self.unknown("the organisation's id", Self.describe, in: arena),
            facts.name.map(arena.string) ?? Self.unknown("the organisation's name", nil, in: arena),
            facts.management.map(arena.string) ?? Self.unknown("the organisation's management account", Self.describe, in: arena), accounts,
        ])
    }

    private func member(_ member: OrganizationFacts.Member) -> Word {
        let carried = member.tags.map { tags in
            arena.object(tags.sorted { $0.key < $1.key }.map { ($0.key, arena.string($0.value)) }).exact
        }
        return arena.object([
            ("name", member.name.map(arena.string) ?? name), ("owner", member.owner.map(arena.string) ?? owner),
            ("unit", member.unit.map(arena.string) ?? unit), ("email", member.email.map(arena.string) ?? email),
            ("status", member.status.map(arena.string) ?? status), ("tags", carried ?? tags),
        ])
    }

    private static func unknown(_ what: String, _ command: String?, in arena: ArenaBuilder) -> Word {
        let answer = command.map { "\($0) was not collected, and " } ?? ""
        return arena.unknown(.notCollected, "\(what) is not known: \(answer)no configuration gives it")
    }
}
