// SPDX-License-Identifier: Apache-2.0

/// A value that a Lua file declares, or a parameter that is handed to a rule.
public indirect enum LuaValue: Sendable, Equatable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case number(Double)
    case text(String)
    /// A table: its list part, then its named fields in ascending order.
    case table(list: [LuaValue], fields: [Field])
    /// A function, known by the line it begins at.
    case function(line: Int)
    /// What `unknown "..."` gave, standing in a patch.
    case verdict(kind: Int, message: String)
    /// The word `absent`, standing in a patch.
    case absent

    /// A named value of a table.
    public struct Field: Sendable, Equatable {
        /// The name.
        public var name: String
        /// The value.
        public var value: LuaValue

        /// `value` under `name`.
        public init(name: String, value: LuaValue) {
            self.name = name
            self.value = value
        }
    }

    /// The kind of the value in a message's words.
    var kind: String {
        switch self {
        case .null: "nothing"
        case .boolean: "a boolean"
        case .integer, .number: "a number"
        case .text: "a text"
        case .table: "a table"
        case .function: "a function"
        case .verdict: "a verdict"
        case .absent: "absent"
        }
    }

    /// The field of a table called `name`.
    public subscript(name: String) -> LuaValue? {
        guard case .table(_, let fields) = self else { return nil }
        return fields.first { $0.name == name }?.value
    }

    /// The text, where the value is one.
    public var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    /// The elements of a table's list part.
    public var list: [LuaValue] {
        if case .table(let list, _) = self { list } else { [] }
    }
}
