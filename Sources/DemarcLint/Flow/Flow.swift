// SPDX-License-Identifier: Apache-2.0
internal import DemarcLanguage

/// A walk through the checks of a plugin that follows what each variable stands for: subjects, documents, parameters, functions.
///
/// It runs both branches of every condition and every loop twice. Functions are gone into where they are called, with what they are called
/// with; what it cannot follow stands for anything, and of that it says nothing.
struct Flow {
    struct VariableKey: Hashable {
        let file: Int
        let id: LuaVariable.ID
    }

    /// A table that the code makes.
    struct Table {
        var fields: [String: Meaning] = [:]
        var elements = Meaning()
    }

    private struct Call: Hashable {
        let function: Meaning.FunctionKey
        let arguments: [Meaning]
    }

    /// Statements of a rule after which it gives up and follows nothing more.
    private static let longest = 200_000
    /// Calls in calls that it goes into.
    private static let deepest = 50

    let sources: [LintSource]
    let knowledge: Knowledge
    var observations = Observations()
    var variables: [VariableKey: Meaning] = [:]
    var tables: [Meaning.Place: Table] = [:]
    /// What stands in a `return`, by file and place.
    private(set) var returned: [Meaning.Place: Meaning] = [:]
    /// The functions that a call may lead to, by file and place of its arguments.
    private(set) var callees: [Meaning.Place: Set<Meaning.FunctionKey>] = [:]
    /// The file that is gone through.
    var file = 0
    private(set) var functions: [Meaning.FunctionKey: LuaFunction] = [:]
    private var modules: [String: Meaning] = [:]
    private var results: [Call: [Meaning]] = [:]
    private var underWay: Set<Meaning.FunctionKey> = []
    private var returns: [[Meaning]] = []
    private var steps = 0

    init(sources: [LintSource], knowledge: Knowledge) {
        self.sources = sources
        self.knowledge = knowledge
        for (number, source) in sources.enumerated() {
            var collector = FunctionCollector()
            collector.walk(source.tree.main.body)
            for function in collector.functions + [source.tree.main] {
                functions[Meaning.FunctionKey(file: number, id: function.id)] = function
            }
        }
    }

    /// The tree of the file that is gone through.
    var tree: SyntaxTree { sources[file].tree }

    /// Whether there is more to follow; no more where the code is too long.
    mutating func step() -> Bool {
        steps += 1
        return steps < Flow.longest
    }

    /// Goes through the rule in file `number`; its check is handed the subject and the parameters.
    mutating func run(rule number: Int) {
        file = number
        steps = 0
        _ = call(Meaning.FunctionKey(file: number, id: .main), [])
        guard let declaration = sources[number].declaration else { return }
        file = number
        let subjects = declaration.field("resource")?.texts.map { text -> Meaning.Atom in
            switch text.text {
            case "region": .region
            case "account": .account
            case "organization": .organization
            default: .resource(type: text.text)
            }
        }
        let subject = subjects.map { Meaning(of: $0) } ?? .open
        for check in checks(ofRule: number) { _ = call(check, [subject, Meaning(.parameters(file: number))]) }
        // What was not followed may read them.
        if steps >= Flow.longest { observations.escapedParameters.insert(number) }
    }

    /// The functions that the rule in file `number` gives as its check.
    func checks(ofRule number: Int) -> [Meaning.FunctionKey] {
        guard let declaration = sources[number].declaration else { return [] }
        let check = tables[Meaning.Place(file: number, range: declaration.range)]?.fields["check"] ?? Meaning()
        return check.atoms.compactMap { if case .function(let key) = $0 { key } else { nil } }
    }

    /// What a library returns.
    mutating func require(_ name: String) -> Meaning {
        if let module = modules[name] { return module }
        guard let number = sources.firstIndex(where: { $0.kind == .library(name: name) }) else { return .open }
        modules[name] = .open
        let result = call(Meaning.FunctionKey(file: number, id: .main), []).first ?? Meaning(.nothing)
        modules[name] = result
        return result
    }

    /// What a function returns when it is called with these arguments.
    mutating func call(_ key: Meaning.FunctionKey, _ arguments: [Meaning]) -> [Meaning] {
        guard let function = functions[key] else { return [.open] }
        let call = Call(function: key, arguments: arguments)
        if let result = results[call] { return result }
        guard !underWay.contains(key), underWay.count < Flow.deepest, step() else {
            escape(arguments)
            return [.open]
        }
        underWay.insert(key)
        returns.append([])
        let caller = file
        file = key.file
        for (place, parameter) in function.parameters.enumerated() {
            variables[VariableKey(file: file, id: parameter)] = place < arguments.count ? arguments[place] : Meaning(.nothing)
        }
        walk(function.body)
        file = caller
        underWay.remove(key)
        let result = returns.removeLast()
        results[call] = result
        return result
    }

    /// Notes which functions a call leads to.
    mutating func note(call: LuaExpression.Suffix, of function: Meaning) {
        for case .function(let key) in function.atoms { callees[Meaning.Place(file: file, range: call.range), default: []].insert(key) }
    }

    /// Notes what a `return` gives.
    mutating func note(return values: [LuaExpression]) {
        let meanings = self.values(values)
        if let first = values.first { returned[Meaning.Place(file: file, range: first.range), default: Meaning()].join(meanings[0]) }
        guard var all = returns.popLast() else { return }
        for (place, meaning) in meanings.enumerated() {
            if place < all.count { all[place].join(meaning) } else { all.append(meaning) }
        }
        returns.append(all)
    }
}

/// Collects the functions of a file.
private struct FunctionCollector: SyntaxVisitor {
    private(set) var functions: [LuaFunction] = []

    mutating func visit(_ expression: LuaExpression) {
        if case .function(let function) = expression.kind { functions.append(function) }
    }

    mutating func visit(_ statement: LuaStatement) {
        switch statement.kind {
        case .localFunction(_, let function), .function(_, method: _, let function): functions.append(function)
        default: break
        }
    }
}
