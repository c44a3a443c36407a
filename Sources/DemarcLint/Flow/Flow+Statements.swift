// SPDX-License-Identifier: Apache-2.0
internal import DemarcLanguage

extension Flow {
    mutating func walk(_ block: LuaBlock) {
        for statement in block.statements where step() { walk(statement) }
    }

    private mutating func walk(_ statement: LuaStatement) {
        switch statement.kind {
        case .local(let ids, let values): bind(ids, self.values(values))
        case .localFunction(let id, let function):
            variables[VariableKey(file: file, id: id)] = Meaning(.function(Meaning.FunctionKey(file: file, id: function.id)))
        case .function(let target, let method, let function):
            let meaning = Meaning(.function(Meaning.FunctionKey(file: file, id: function.id)))
            if let method { assign(to: value(target), field: method.text, meaning) } else { assign(target, meaning) }
        case .assignment(let targets, let values):
            let meanings = self.values(values)
            for (place, target) in targets.enumerated() { assign(target, place < meanings.count ? meanings[place] : Meaning(.nothing)) }
        case .call(let call): _ = value(call)
        case .do(let body): walk(body)
        case .while(let condition, let body):
            for _ in 0..<2 {
                _ = value(condition)
                walk(body)
            }
        case .repeat(let body, let condition):
            for _ in 0..<2 {
                walk(body)
                _ = value(condition)
            }
        case .if(let clauses, let otherwise):
            for clause in clauses {
                _ = value(clause.condition)
                walk(clause.body)
            }
            if let otherwise { walk(otherwise) }
        case .numericFor(let id, let start, let limit, let step, let body):
            for bound in [start, limit] + (step.map { [$0] } ?? []) { _ = value(bound) }
            variables[VariableKey(file: file, id: id)] = Meaning(.number)
            for _ in 0..<2 { walk(body) }
        case .genericFor(let ids, let values, let body): loop(ids, self.values(values).first ?? .open, body)
        case .return(let values): note(return: values)
        case .break, .goto, .label: break
        }
    }

    private mutating func loop(_ ids: [LuaVariable.ID], _ iterated: Meaning, _ body: LuaBlock) {
        var first = iterated.isOpen ? Meaning.open : Meaning()
        var second = first
        for atom in iterated.atoms {
            guard case .iterator(let one, let other) = atom else {
                (first, second) = (.open, .open)
                break
            }
            first.join(one)
            second.join(other)
        }
        for _ in 0..<2 {
            bind(ids, [first, second])
            walk(body)
        }
    }

    private mutating func bind(_ ids: [LuaVariable.ID], _ meanings: [Meaning]) {
        for (place, id) in ids.enumerated() {
            variables[VariableKey(file: file, id: id)] = place < meanings.count ? meanings[place] : Meaning(.nothing)
        }
    }

    /// Adds to what a variable or a field may stand for.
    private mutating func assign(_ target: LuaExpression, _ meaning: Meaning) {
        switch target.kind {
        case .name(_, let binding):
            guard let id = binding.variable else { return }
            variables[VariableKey(file: file, id: id), default: Meaning()].join(meaning)
        case .suffixed(let base, let suffixes):
            guard let last = suffixes.last else { return }
            let object = chain(base, suffixes.dropLast()).first ?? Meaning(.nothing)
            switch last.kind {
            case .field(let name): assign(to: object, field: name.text, meaning)
            case .index(let key):
                if let strings = value(key).strings {
                    for name in strings { assign(to: object, field: name, meaning) }
                } else {
                    addElement(meaning, to: object)
                }
            case .call, .method: break
            }
        default: break
        }
    }

    private mutating func assign(to object: Meaning, field: String, _ meaning: Meaning) {
        for case .table(let key) in object.atoms { tables[key, default: Table()].fields[field, default: Meaning()].join(meaning) }
    }

    /// Adds to what the elements of a table may stand for.
    mutating func addElement(_ meaning: Meaning, to object: Meaning) {
        for case .table(let key) in object.atoms { tables[key, default: Table()].elements.join(meaning) }
    }
}
