// SPDX-License-Identifier: Apache-2.0

/// The names there are in the environment of rules, as the machine itself tells them.
public struct RuleEnvironment: Sendable {
    /// The global names; those of functions and values have no members.
    public let members: [String: Set<String>]

    /// Asks a machine.
    public init() throws(RuleError) {
        let machine = try Machine()
        let question = """
            local names = {}
            for name, value in pairs(_ENV) do
              local members = {}
              if type(value) == "table" then for member in pairs(value) do table.insert(members, member) end end
              names[name] = members
            end
            return plugin { names = names }
            """
        let handle = try machine.load(Array(question.utf8), kind: "plugin", file: "environment")
        guard case .table(_, let fields)? = try machine.export(handle, file: "environment")["names"] else { throw .noMachine }
        members = Dictionary(fields.map { ($0.name, Set($0.value.list.compactMap(\.text))) }) { first, _ in first }
    }
}
