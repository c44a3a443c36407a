// SPDX-License-Identifier: Apache-2.0

extension Parameter {
    /// The value a user wrote on the command line, read as the default's kind; a list is separated by commas.
    func parse(_ text: String) -> LuaValue {
        switch standard {
        case .boolean: text == "true" ? .boolean(true) : text == "false" ? .boolean(false) : .text(text)
        case .integer, .number: Int64(text).map { .integer($0) } ?? Double(text).map { .number($0) } ?? .text(text)
        case .table: .table(list: text.split(separator: ",").map { .text(String($0)) }, fields: [])
        default: .text(text)
        }
    }

    /// What was expected, where `value` is not allowed.
    func refuses(_ value: LuaValue) -> String? {
        switch (standard, value) {
        case (.boolean, .boolean), (.text, .text): break
        case (.table, .table(let list, let fields)):
            guard fields.isEmpty && list.allSatisfy({ $0.text != nil }) else { return "a list of texts" }
            if !values.isEmpty, !list.allSatisfy(isChoice) { return "elements out of \(values.map(\.described).joined(separator: ", "))" }
            return refusesElements(list)
        case (.integer, .integer), (.number, .integer), (.number, .number):
            guard let number = value.asNumber else { break }
            if let minimum, number < minimum { return "at least \(LuaValue.number(minimum).described)" }
            if let maximum, number > maximum { return "at most \(LuaValue.number(maximum).described)" }
        case (.null, _), (.function, _), (.verdict, _), (.absent, _): return "a boolean, a number, a text or a list of texts"
        default: return "\(standard.kind), such as \(standard.described)"
        }
        if !values.isEmpty && !isChoice(value) { return "one of \(values.map(\.described).joined(separator: ", "))" }
        return nil
    }

    /// Whether `value` is one of the values there are; in a text among them, `*` stands for any text.
    private func isChoice(_ value: LuaValue) -> Bool {
        if values.contains(value) { return true }
        guard let text = value.text else { return false }
        return values.compactMap(\.text).contains { TextPattern($0).matches(text) }
    }

    /// A list with bounds is one of whole numbers, of at least one.
    private func refusesElements(_ list: [LuaValue]) -> String? {
        if minimum == nil && maximum == nil { return nil }
        let least = minimum.map { " from \(LuaValue.number($0).described)" } ?? ""
        let most = maximum.map { " to \(LuaValue.number($0).described)" } ?? ""
        let fits = list.allSatisfy { element in
            guard let number = element.text.flatMap({ Int64($0) }) else { return false }
            return Double(number) >= minimum ?? -.infinity && Double(number) <= maximum ?? .infinity
        }
        return fits && !list.isEmpty ? nil : "one or more whole numbers\(least)\(most)"
    }
}

extension LuaValue {
    /// The value as a person writes it.
    public var described: String {
        switch self {
        case .boolean(let value): value ? "true" : "false"
        case .integer(let value): "\(value)"
        case .number(let value): value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
        case .text(let text): "\"\(text)\""
        case .table(let list, _): "{ \(list.map(\.described).joined(separator: ", ")) }"
        default: kind
        }
    }
}
