// SPDX-License-Identifier: Apache-2.0

/// A policy, a request, and the slow and obvious way to what the one says of the other.
struct PolicyOracle {
    /// One line of a condition.
    struct Line {
        var name: String
        var key: String
        var values: [String]
    }

    /// Whom a statement speaks to, or does not.
    struct Principal {
        var isExcepted: Bool
        /// By type; "*" alone for everybody.
        var listed: [(type: String, values: [String])]
    }

    /// Actions or resources, or all but them.
    struct Patterns {
        var isExcepted: Bool
        var patterns: [String]
    }

    struct Statement {
        var allows: Bool
        var actions: Patterns
        var resources: Patterns?
        var principal: Principal?
        var lines: [Line]
    }

    /// What is asked. A key without values is not in the request; one that is not there at all nobody has told about.
    struct Request {
        var action: String
        var resource: String
        var principal: String
        var context: [String: [String]]
    }

    let statements: [Statement]
    let hasVariables: Bool

    /// Whether the request is allowed; nil where nobody can say.
    func allows(_ request: Request) -> Bool? {
        let some = PolicyOracle.or(statements.filter(\.allows).map { matches($0, request) })
        return PolicyOracle.and([some, denies(request).map { !$0 }])
    }

    /// Whether it is denied by a statement that says so.
    func denies(_ request: Request) -> Bool? { PolicyOracle.or(statements.filter { !$0.allows }.map { matches($0, request) }) }

    private func matches(_ statement: Statement, _ request: Request) -> Bool? {
        PolicyOracle.and(
            [
                isAmong(statement.actions, request.action.lowercased(), request, folds: true),
                statement.resources.map { isAmong($0, request.resource, request, folds: false) } ?? true,
                statement.principal.map { speaks($0, request.principal) } ?? true,
            ] + statement.lines.map { holds($0, request) })
    }

    private func isAmong(_ patterns: Patterns, _ text: String, _ request: Request, folds: Bool) -> Bool? {
        let one = PolicyOracle.or(
            patterns.patterns.map { pattern -> Bool? in
                let all = folds && pattern == "*" ? "*:*" : folds ? pattern.lowercased() : pattern
                guard !folds, let expanded = expand(all, request) else { return folds ? PolicyOracle.glob(all, text) : false }
                if expanded.isKnown { return PolicyOracle.glob(expanded.text, text) }
                return PolicyOracle.glob(expanded.text, text) ? nil : false
            })
        return patterns.isExcepted ? one.map { !$0 } : one
    }

    /// The text with `${aws:username}` put in; nil where the request has no such key.
    private func expand(_ text: String, _ request: Request) -> (text: String, isKnown: Bool)? {
        let variable = "${aws:username}"
        guard hasVariables && text.contains(variable) else { return (text, true) }
        guard let values = request.context["aws:username"] else { return (text.replacing(variable, with: "*"), false) }
        return values.isEmpty ? nil : (text.replacing(variable, with: values[0]), true)
    }

    private func speaks(_ principal: Principal, _ wanted: String) -> Bool? {
        let isService = wanted.hasSuffix(".amazonaws.com")
        func account(_ text: String) -> Substring {
            text.hasPrefix("arn:") ? text.split(separator: ":", omittingEmptySubsequences: false)[4] : Substring(text)
        }
        func isWhole(_ text: String) -> Bool { !text.contains(":") || text.hasSuffix(":root") }
        let one = PolicyOracle.or(
            principal.listed.flatMap { type, values in
                values.map { value -> Bool? in
                    if type == "*" { return true }
                    guard type == "AWS" else { return value == wanted }
                    if value == "*" { return !isService }
                    if value == wanted { return true }
                    if wanted.contains(":assumed-role/") {
                        let session = wanted.split(separator: "/")
                        if value.hasSuffix("/\(session[1])") && value.contains(":role/") && account(value) == account(wanted) { return true }
                    }
                    guard isWhole(value) && account(value) == account(wanted) && !isService && wanted != "*" else { return false }
                    return principal.isExcepted && !isWhole(wanted) ? nil : true
                }
            })
        return principal.isExcepted ? one.map { !$0 } : one
    }

    private func holds(_ line: Line, _ request: Request) -> Bool? {
        var name = Substring(line.name)
        let forAll = name.hasPrefix("ForAllValues:"), forAny = name.hasPrefix("ForAnyValue:")
        if forAll || forAny { name = name[name.index(after: name.firstIndex(of: ":") ?? name.startIndex)...] }
        let ifExists = name.hasSuffix("IfExists")
        if ifExists { name = name.dropLast(8) }
        let isNegated = name.contains("Not")
        guard let values = request.context.first(where: { $0.key.lowercased() == line.key.lowercased() })?.value else { return nil }
        if name == "Null" { return line.values.contains(values.isEmpty ? "true" : "false") }
        if values.isEmpty { return ifExists || forAll || (isNegated && !forAny) }
        let answers = values.map { value -> Bool? in
            let one = PolicyOracle.or(
                line.values.map { wanted in
                    guard let expanded = expand(wanted, request) else { return false }
                    return expanded.isKnown ? PolicyOracle.compare(String(name), expanded.text, value) : nil
                })
            return isNegated ? one.map { !$0 } : one
        }
        return forAll ? PolicyOracle.and(answers) : PolicyOracle.or(answers)
    }

    private static func compare(_ name: String, _ wanted: String, _ value: String) -> Bool {
        switch name.replacing("Not", with: "") {
        case "StringEquals", "BinaryEquals": return wanted == value
        case "StringEqualsIgnoreCase", "Bool": return wanted.lowercased() == value.lowercased()
        case "StringLike": return glob(wanted, value)
        case "ArnEquals", "ArnLike":
            let left = wanted.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
            let right = value.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
            return left.count == 6 && right.count == 6 && zip(left, right).allSatisfy { glob($0, $1) }
        case "IpAddress": return AddressOracle.covers([AddressOracle.bits(wanted)], AddressOracle.bits(value))
        case let order where order.hasPrefix("Date"):
            // Dates of one length and one zone are ordered as texts.
            return ordered(order, value, wanted)
        case let order: return ordered(order, Double(value) ?? .nan, Double(wanted) ?? .nan)
        }
    }

    private static func ordered<Value: Comparable>(_ name: String, _ value: Value, _ wanted: Value) -> Bool {
        if name.hasSuffix("LessThan") { return value < wanted }
        if name.hasSuffix("LessThanEquals") { return value <= wanted }
        if name.hasSuffix("GreaterThan") { return value > wanted }
        if name.hasSuffix("GreaterThanEquals") { return value >= wanted }
        return value == wanted
    }

    /// A star takes nothing, or one character and stays.
    static func glob(_ pattern: String, _ text: String) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        let rest = String(pattern.dropFirst())
        if first == "*" { return glob(rest, text) || (!text.isEmpty && glob(pattern, String(text.dropFirst()))) }
        guard let character = text.first, first == "?" || first == character else { return false }
        return glob(rest, String(text.dropFirst()))
    }

    private static func and(_ answers: [Bool?]) -> Bool? {
        if answers.contains(false) { return false }
        return answers.contains(nil) ? nil : true
    }

    private static func or(_ answers: [Bool?]) -> Bool? {
        if answers.contains(true) { return true }
        return answers.contains(nil) ? nil : false
    }
}
