// SPDX-License-Identifier: Apache-2.0
internal import DemarcLanguage

extension Flow {
    private static let verdicts: Set<String> = ["pass", "fail", "skip", "unknown", "findings"]

    /// What a call gives.
    mutating func call(_ function: Meaning, _ arguments: [Meaning]) -> [Meaning] {
        var results: [Meaning] = []
        for atom in function.atoms {
            switch atom {
            case .function(let key): Flow.join(&results, call(key, arguments))
            case .builtin(let path): Flow.join(&results, builtin(path.joined(separator: "."), arguments))
            default:
                escape(arguments)
                Flow.join(&results, [.open])
            }
        }
        if function.isOpen {
            escape(arguments)
            Flow.join(&results, [.open])
        }
        return results
    }

    private static func join(_ results: inout [Meaning], _ others: [Meaning]) {
        for (place, other) in others.enumerated() {
            if place < results.count { results[place].join(other) } else { results.append(other) }
        }
    }

    private mutating func builtin(_ name: String, _ arguments: [Meaning]) -> [Meaning] {
        let first = arguments.first ?? Meaning(.nothing)
        switch name {
        case _ where Flow.verdicts.contains(name): return [Meaning(.verdict)]
        case "ipairs": return [Meaning(.iterator(Meaning(.number), element(of: first)))]
        case "pairs": return [pairs(first)]
        case "any", "all":
            callBack(arguments.dropFirst().first, [element(of: first)])
            return [Meaning(.boolean)]
        case "require": return [first.strings.map { $0.reduce(into: Meaning()) { $0.join(require($1)) } } ?? .open]
        case "pcall":
            return [Meaning(.boolean)] + call(first, Array(arguments.dropFirst()))
        case "table.insert":
            addElement(arguments.count > 1 ? arguments[arguments.count - 1] : .open, to: first)
            return []
        case "matches": return [Meaning(.boolean)]
        case "type", "tostring", "string.format", "table.concat": return [Meaning(.text)]
        case "days_since", "now": return [Meaning(.number)]
        // What a file declares goes on as the table it is; what examples are made of goes nowhere.
        case "rule", "pack", "service", "layers", "artifacts", "plugin": return [first]
        default:
            for argument in arguments { callBack(argument, [element(of: first)]) }
            escape(arguments)
            return [.open]
        }
    }

    private mutating func callBack(_ function: Meaning?, _ arguments: [Meaning]) {
        for case .function(let key) in function?.atoms ?? [] { _ = call(key, arguments) }
    }

    private mutating func pairs(_ object: Meaning) -> Meaning {
        var keys: [Meaning.Atom] = []
        for atom in object.atoms {
            guard case .table(let key) = atom, let table = tables[key] else {
                return Meaning(.iterator(.open, element(of: object, isNumbered: false)))
            }
            keys += table.fields.keys.map { .string($0) } + (table.elements == Meaning() ? [] : [.number])
        }
        return Meaning(.iterator(object.isOpen ? .open : Meaning(of: keys), element(of: object, isNumbered: false)))
    }

    /// Code that nobody can see may read whatever parameters it is handed.
    mutating func escape(_ arguments: [Meaning]) {
        for argument in arguments {
            for case .parameters(let file) in argument.atoms { observations.escapedParameters.insert(file) }
        }
    }

    /// What a call with a colon gives.
    mutating func call(method name: LuaName, of object: Meaning, _ arguments: [Meaning]) -> [Meaning] {
        var results: [Meaning] = []
        for atom in object.atoms {
            switch atom {
            case .resource, .region, .account, .organization: Flow.join(&results, [ask(name, atom, arguments)])
            case .string, .text, .document, .parameter:
                // Of what a document holds, texts alone have functions.
                _ = read(name.text, of: Meaning(.builtin(["string"])), at: name.range)
                Flow.join(&results, [.open])
            case .table, .builtin: Flow.join(&results, call(read(name.text, of: Meaning(atom), at: name.range), [Meaning(atom)] + arguments))
            case .nothing: break
            default: Flow.join(&results, [.open])
            }
        }
        if object.isOpen {
            escape(arguments)
            Flow.join(&results, [.open])
        }
        return results
    }

    /// What a subject answers.
    private mutating func ask(_ name: LuaName, _ subject: Meaning.Atom, _ arguments: [Meaning]) -> Meaning {
        _ = read(name.text, of: Meaning(subject), at: name.range)
        let types = arguments.first?.strings
        switch name.text {
        case "all", "known", "find", "related":
            let asked = types.map { Meaning(of: $0.map { .resource(type: $0) }) } ?? .open
            if name.text == "find", arguments.count > 1, let paths = arguments[1].strings {
                for path in paths { lookUp(path, of: asked, at: name.range) }
            }
            return Meaning(.iterator(asked, Meaning(.nothing)))
        case "regions": return Meaning(.iterator(Meaning(.region), Meaning(.nothing)))
        case "count": return Meaning(.number)
        case "collected": return Meaning(.boolean)
        default: return .open
        }
    }

    /// Reads the path that a search names.
    private mutating func lookUp(_ path: String, of subjects: Meaning, at range: SourceRange) {
        var object = subjects
        for name in path.split(separator: ".") { object = read(String(name), of: object, at: range, isWritten: false) }
    }
}
