// SPDX-License-Identifier: Apache-2.0

/// Holds parameters that a pack, a place of a configuration or the command line sets against the rules they are set for.
///
/// What is set for a rule that does not run must fit all the same.
struct ParameterCheck {
    private let rules: [Rule]

    init(_ rules: [Rule]) { self.rules = rules }

    /// The parameters that a pack sets, by rule and name.
    func values(of pack: Pack) throws(RuleError) -> [String: [String: LuaValue]] {
        try check(pack.parameters) { field, found, expected in
            .field(file: pack.file, line: nil, field: field, found: found, expected: expected)
        }
        return pack.parameters
    }

    /// The parameters that a place of a configuration sets.
    func values(of settings: Settings, in configuration: Configuration) throws(RuleError) -> [String: [String: LuaValue]] {
        try check(settings.parameters) { field, found, expected in
            configuration.error(settings.path(of: field), found: found, expected: expected)
        }
        return settings.parameters
    }

    /// The parameters that the command line sets, as it was written.
    func values(options: [(name: String, value: String)]) throws(RuleError) -> [String: [String: LuaValue]] {
        var values: [String: [String: LuaValue]] = [:]
        for option in options {
            let (rule, parameter) = try parameter(option.name)
            values[rule, default: [:]][parameter.name] = parameter.parse(option.value)
        }
        try check(values) { field, found, expected in
            .field(file: "--param", line: nil, field: String(field.dropFirst("params.".count)), found: found, expected: expected)
        }
        return values
    }

    private func check(
        _ values: [String: [String: LuaValue]], _ error: (_ field: String, _ found: String, _ expected: String) -> RuleError
    ) throws(RuleError) {
        if let mistake = mistakes(in: values).first { throw error(mistake.field, mistake.found, mistake.expected) }
    }

    /// A parameter that does not fit.
    struct Mistake {
        /// Where it stands: `params.<rule>.<name>`.
        let field: String
        let found: String
        let expected: String
        /// The name that nothing answers to; nil where it is the value that is not allowed.
        var name: String?
        /// What must have been meant by it.
        var meant: String?
    }

    /// All that is wrong with `values`, by rule and parameter, in the order of their names.
    func mistakes(in values: [String: [String: LuaValue]]) -> [Mistake] {
        var mistakes: [Mistake] = []
        for (id, fields) in values.sorted(by: { $0.key < $1.key }) {
            guard let rule = rules.first(where: { $0.id == id }) else {
                mistakes.append(stranger(id, "params.\(id)", "\"\(id)\"", "a rule", among: rules.map(\.id)))
                continue
            }
            for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
                let field = "params.\(id).\(name)"
                let known = rule.parameters.map(\.name)
                if let parameter = rule.parameters.first(where: { $0.name == name }) {
                    guard let expected = parameter.refuses(value) else { continue }
                    mistakes.append(Mistake(field: field, found: value.described, expected: expected))
                } else {
                    let choice = known.isEmpty ? "none: the rule has no parameters" : "one of \(known.joined(separator: ", "))"
                    mistakes.append(stranger(name, field, "an unknown parameter", choice, among: known))
                }
            }
        }
        return mistakes
    }

    private func stranger(_ name: String, _ field: String, _ found: String, _ choice: String, among known: [String]) -> Mistake {
        let meant = Suggestion.of(name, among: known)
        return Mistake(field: field, found: found, expected: choice + (meant.map { "; did you mean \"\($0)\"?" } ?? ""), name: name, meant: meant)
    }

    private func parameter(_ name: String) throws(RuleError) -> (rule: String, parameter: Parameter) {
        guard let dot = name.lastIndex(of: ".") else { throw .noSuch(what: "parameter", name: name, suggestion: nil) }
        let id = String(name[..<dot])
        guard let rule = rules.first(where: { $0.id == id }) else {
            throw .noSuch(what: "rule", name: id, suggestion: Suggestion.of(id, among: rules.map(\.id)))
        }
        let last = String(name[name.index(after: dot)...])
        guard let parameter = rule.parameters.first(where: { $0.name == last }) else {
            let suggestion = Suggestion.of(last, among: rule.parameters.map(\.name)).map { "\(id).\($0)" }
            throw .noSuch(what: "parameter", name: name, suggestion: suggestion)
        }
        return (id, parameter)
    }
}
