// SPDX-License-Identifier: Apache-2.0
internal import DemarcLanguage
internal import DemarcRules

extension Flow {
    /// What a list of expressions gives; a call at its end may give several values.
    mutating func values(_ expressions: [LuaExpression]) -> [Meaning] {
        guard let last = expressions.last else { return [] }
        return expressions.dropLast().map { value($0) } + several(last)
    }

    /// What an expression stands for.
    mutating func value(_ expression: LuaExpression) -> Meaning { several(expression).first ?? Meaning(.nothing) }

    private mutating func several(_ expression: LuaExpression) -> [Meaning] {
        switch expression.kind {
        case .nil: return [Meaning(.nothing)]
        case .boolean: return [Meaning(.boolean)]
        case .integer, .float: return [Meaning(.number)]
        case .string(let bytes): return [Meaning(.string(String(decoding: bytes, as: UTF8.self)))]
        case .variadic: return [.open]
        case .function(let function): return [Meaning(.function(Meaning.FunctionKey(file: file, id: function.id)))]
        case .table(let items): return [table(items, expression.range)]
        case .name(let name, let binding):
            guard let id = binding.variable else { return [knowledge.environment.members[name] == nil ? .open : Meaning(.builtin([name]))] }
            return [variables[VariableKey(file: file, id: id)] ?? .open]
        case .suffixed(let base, let suffixes): return chain(base, suffixes)
        case .parenthesized(let inner): return [value(inner)]
        case .unary(let symbol, let operand):
            _ = value(operand)
            return [Meaning(symbol == .not ? .boolean : .number)]
        case .binary(let first, let operations): return [binary(first, operations)]
        }
    }

    private mutating func table(_ items: [LuaExpression.Item], _ range: SourceRange) -> Meaning {
        let key = Meaning.Place(file: file, range: range)
        var table = tables[key] ?? Table()
        for item in items {
            let meaning = value(item.value)
            if case .value(let key) = item.key { _ = value(key) }
            if let name = item.key.text { table.fields[name, default: Meaning()].join(meaning) } else { table.elements.join(meaning) }
        }
        tables[key] = table
        return Meaning(.table(key))
    }

    private mutating func binary(_ first: LuaExpression, _ operations: [LuaExpression.Operation]) -> Meaning {
        var left = value(first)
        var leftExpression = first
        for operation in operations {
            let right = value(operation.operand)
            switch operation.symbol {
            case .or: left = left.whereTrue.joined(with: right)
            case .and: left = right.joined(with: Meaning(.nothing))
            case .concatenate: left = Meaning(.text)
            default:
                if operation.symbol.isComparison { compare(leftExpression, left, operation, right) }
                left = Meaning(operation.symbol.isComparison ? .boolean : .number)
            }
            leftExpression = operation.operand
        }
        return left
    }

    /// What an expression with suffixes gives.
    mutating func chain(_ base: LuaExpression, _ suffixes: some Sequence<LuaExpression.Suffix>) -> [Meaning] {
        var values = [value(base)]
        for suffix in suffixes {
            let object = values.first ?? Meaning(.nothing)
            switch suffix.kind {
            case .field(let name): values = [read(name.text, of: object, at: name.range)]
            case .index(let key): values = [index(object, key)]
            case .call(let arguments):
                note(call: suffix, of: object)
                let meanings = self.values(arguments)
                checkMessage(object, arguments, meanings, suffix.range)
                values = call(object, meanings)
            case .method(let name, let arguments): values = call(method: name, of: object, self.values(arguments))
            }
        }
        return values
    }

    private mutating func index(_ object: Meaning, _ key: LuaExpression) -> Meaning {
        let meaning = value(key)
        if let strings = meaning.strings {
            return strings.reduce(into: Meaning()) { result, name in result.join(read(name, of: object, at: key.range, isWritten: key.text != nil)) }
        }
        return element(of: object, isNumbered: meaning == Meaning(.number))
    }

    /// What one of the elements of a list, or of the fields of a table, stands for.
    mutating func element(of object: Meaning, isNumbered: Bool = true) -> Meaning {
        var result = object.isOpen ? Meaning.open : Meaning()
        for atom in object.atoms {
            switch atom {
            case .document where isNumbered: result.join(Meaning(atom))
            case .tags: result.join(Meaning(.text))
            case .table(let key):
                let table = tables[key] ?? Table()
                result.join(table.elements)
                if !isNumbered { for meaning in table.fields.values { result.join(meaning) } }
            case .parameters(let file):
                observations.escapedParameters.insert(file)
                result.join(.open)
            case .nothing: break
            default: result.join(.open)
            }
        }
        return result
    }
}
