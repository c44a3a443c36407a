// SPDX-License-Identifier: Apache-2.0
internal import DemarcRules
internal import DemarcSnapshot

extension ExampleBuilder {
    /// Makes what an example says of the organisation known: `id`, `name`, `management`, and `accounts`, which are then all there are.
    func setOrganization(_ value: LuaValue, _ example: Example) throws(RuleError) {
        var facts = OrganizationFacts()
        for field in try fields(of: value, ["id", "name", "management", "accounts"], example) {
            switch field.name {
            case "id": facts.id = field.value.text
            case "name": facts.name = field.value.text
            case "management": facts.management = field.value.text
            default:
                facts.isComplete = true
                for account in try fields(of: field.value, nil, example) { facts.accounts[account.name] = try member(account.value, example) }
            }
        }
        setOrganization(facts)
    }

    private func member(_ value: LuaValue, _ example: Example) throws(RuleError) -> OrganizationFacts.Member {
        var member = OrganizationFacts.Member()
        for field in try fields(of: value, ["name", "owner", "unit", "email", "status", "tags"], example) {
            switch field.name {
            case "name": member.name = field.value.text
            case "owner": member.owner = field.value.text
            case "unit": member.unit = field.value.text
            case "email": member.email = field.value.text
            case "status": member.status = field.value.text
            default:
                let tags = try fields(of: field.value, nil, example).compactMap { tag in tag.value.text.map { (tag.name, $0) } }
                member.tags = Dictionary(tags) { first, _ in first }
            }
        }
        return member
    }

    /// The named fields of a table, which may have no others.
    private func fields(of value: LuaValue, _ allowed: [String]?, _ example: Example) throws(RuleError) -> [LuaValue.Field] {
        guard case .table(let list, let fields) = value, list.isEmpty else {
            throw wrong(example, "an organisation that is no table with names", expected: "organization { name = value }")
        }
        if let allowed { try demand(fields.map(\.name), among: allowed, of: "an organisation", example) }
        return fields
    }
}
