// SPDX-License-Identifier: Apache-2.0

/// Makes a `Rule` of what its file declares.
enum RuleReader {
    private static let fields = ["title", "severity", "resource", "layer", "remedy", "params", "check", "examples"]

    static func rule(_ value: LuaValue, id: String, plugin: String, file: String, source: [UInt8]) throws(RuleError) -> Rule {
        let reader = try FieldReader(value, path: "", file: file, source: source, allowed: fields)
        guard case .function? = reader.value("check") else {
            throw reader.error("check", found: reader.value("check")?.kind ?? "nothing", expected: "a function")
        }
        let parameters = try parameters(reader)
        return Rule(
            id: id, plugin: plugin, file: file, title: try reader.text("title"), why: comment(source),
            severity: try reader.choice("severity", Severity.allCases.reversed().map { ($0.name, $0) }),
            subject: try subject(reader), layers: try reader.texts("layer"), remedy: try reader.text("remedy"),
            parameters: parameters, examples: try examples(reader, parameters), source: source)
    }

    /// The `---` comment at the head of a file.
    static func comment(_ source: [UInt8]) -> String {
        let lines = source.split(separator: 0x0A, omittingEmptySubsequences: false).prefix { $0.starts(with: "---".utf8) }
        return lines.map { String(decoding: $0.dropFirst(3).drop { $0 == 0x20 }, as: UTF8.self) }.joined(separator: " ")
    }

    private static func subject(_ reader: FieldReader) throws(RuleError) -> Rule.Subject {
        let names = try reader.texts("resource")
        switch names {
        case ["region"]: return .region
        case ["account"]: return .account
        case ["organization"]: return .organization
        case []: throw reader.error("resource", found: "nothing", expected: "a resource type, \"region\", \"account\" or \"organization\"")
        default:
            for name in names where !name.contains("::") {
                let suggestion = Suggestion.of(name, among: ["region", "account", "organization"]).map { "; did you mean \"\($0)\"?" } ?? ""
                throw reader.error(
                    "resource", found: "\"\(name)\"",
                    expected: "a resource type like AWS::EC2::VPC, \"region\", \"account\" or \"organization\"\(suggestion)")
            }
            for (place, name) in names.enumerated() where names[..<place].contains(where: { $0.utf8.elementsEqual(name.utf8) }) {
                throw reader.error("resource", found: "\"\(name)\" twice", expected: "each type once")
            }
            return .resources(names)
        }
    }

    private static func parameters(_ reader: FieldReader) throws(RuleError) -> [Parameter] {
        guard let value = reader.value("params") else { return [] }
        guard case .table(let list, let fields) = value, list.isEmpty else {
            throw reader.error("params", found: value.kind, expected: "named parameters")
        }
        var parameters: [Parameter] = []
        for field in fields {
            let entry = try FieldReader(
                field.value, path: "params.\(field.name)", file: reader.file, source: reader.source, allowed: ["min", "max", "values"])
            guard entry.list.count == 2, let sentence = entry.list[1].text else {
                throw reader.error("params.\(field.name)", found: "\(entry.list.count) values", expected: "{ default, \"what it means\" }")
            }
            let parameter = Parameter(
                name: field.name, standard: entry.list[0], sentence: sentence, minimum: try bound("min", entry),
                maximum: try bound("max", entry), values: try values(entry))
            if let expected = parameter.refuses(parameter.standard) {
                throw reader.error("params.\(field.name)", found: parameter.standard.described, expected: expected)
            }
            parameters.append(parameter)
        }
        return parameters
    }

    /// A bound that is no number would be no bound.
    private static func bound(_ name: String, _ entry: FieldReader) throws(RuleError) -> Double? {
        guard let value = entry.value(name) else { return nil }
        guard let number = value.asNumber else { throw entry.error(name, found: value.kind, expected: "a number") }
        return number
    }

    private static func values(_ entry: FieldReader) throws(RuleError) -> [LuaValue] {
        guard let value = entry.value("values") else { return [] }
        guard !value.list.isEmpty else { throw entry.error("values", found: value.kind, expected: "a list of values") }
        return value.list
    }

    private static func examples(_ reader: FieldReader, _ parameters: [Parameter]) throws(RuleError) -> [Example] {
        guard let value = reader.value("examples") else { return [] }
        let kinds: [Verdict] = [.pass, .fail, .skip, .unknown]
        let groups = try FieldReader(
            value, path: "examples", file: reader.file, source: reader.source, allowed: kinds.map(\.name))
        let lines = FieldLines(reader.source)
        var examples: [Example] = []
        for verdict in kinds {
            guard let group = groups.value(verdict.name) else { continue }
            guard case .table(let unnamed, let named) = group, unnamed.isEmpty else {
                throw groups.error(verdict.name, found: "an example without a name", expected: "[\"the situation\"] = { it {}, ... }")
            }
            for example in named {
                examples.append(
                    Example(
                        verdict: verdict, name: example.name, words: try words(example, at: "\(verdict.name).\(example.name)", groups, parameters),
                        line: lines.line(of: "examples.\(verdict.name).\(example.name)")))
            }
        }
        return examples
    }

    /// What `params {}` sets, checked as any setting of the rule is.
    private static func settings(
        _ value: LuaValue?, at path: String, _ reader: FieldReader, _ parameters: [Parameter]
    ) throws(RuleError) -> [LuaValue.Field] {
        guard case .table(let list, let fields)? = value, list.isEmpty else {
            throw reader.error(path, found: value?.kind ?? "nothing", expected: "params { name = value }")
        }
        for field in fields {
            guard let parameter = parameters.first(where: { $0.name == field.name }) else {
                let names = parameters.map(\.name)
                let suggestion = Suggestion.of(field.name, among: names).map { "; did you mean \"\($0)\"?" } ?? ""
                throw reader.error(
                    path, found: "an unknown parameter \"\(field.name)\"",
                    expected: names.isEmpty ? "none: the rule has no parameters" : "one of \(names.joined(separator: ", "))\(suggestion)")
            }
            if let expected = parameter.refuses(field.value) {
                throw reader.error(path, found: "\(field.name) = \(field.value.described)", expected: expected)
            }
        }
        return fields
    }

    private static func words(
        _ example: LuaValue.Field, at path: String, _ reader: FieldReader, _ parameters: [Parameter]
    ) throws(RuleError) -> [Example.Word] {
        func fail(_ found: String) -> RuleError {
            reader.error(
                path, found: found,
                expected: "it {}, with(type, {}), none(type), denied(type), organization {}, as_of(time) or params {}")
        }
        var words: [Example.Word] = []
        for element in example.value.list {
            let arguments = element.list
            let name = arguments.first?.text
            switch (element["example"]?.text, name) {
            case ("it"?, _): words.append(.it(arguments.first ?? .table(list: [], fields: [])))
            case ("with"?, let type?): words.append(.with(type: type, arguments.dropFirst().first ?? .table(list: [], fields: [])))
            case ("none"?, let type?): words.append(.none(type: type, region: arguments.dropFirst().first?.text))
            case ("denied"?, let type?): words.append(.denied(type: type))
            case ("organization"?, _): words.append(.organization(arguments.first ?? .table(list: [], fields: [])))
            case ("as_of"?, let time?): words.append(.asOf(time))
            case ("params"?, _): words.append(.parameters(try settings(arguments.first, at: path, reader, parameters)))
            default: throw fail(element.kind)
            }
        }
        let subjects = words.count { if case .it = $0 { true } else { false } }
        if subjects != 1 { throw fail("\(subjects) times it {}") }
        return words
    }
}

extension LuaValue {
    /// The number, where the value is one.
    var asNumber: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }
}
