// SPDX-License-Identifier: Apache-2.0
internal import DemarcLanguage

extension PurposeFinder {
    mutating func block(_ block: LuaBlock) {
        let idle = idleGuards(block)
        for (place, statement) in block.statements.enumerated() { self.statement(statement, isIdle: idle.contains(place)) }
    }

    /// Statements `if x then return pass "a" end` that stand before a `return pass "b"`, with nothing but words between: whichever runs, the
    /// verdict is the same.
    private func idleGuards(_ block: LuaBlock) -> Set<Int> {
        guard let last = block.statements.last, let word = PurposeFinder.returnedWord(last) else { return [] }
        var idle: Set<Int> = []
        for place in block.statements.indices.dropLast().reversed() {
            if case .local = block.statements[place].kind, isForWords(block.statements[place]) { continue }
            guard case .if(let clauses, nil) = block.statements[place].kind else { break }
            let isIdle = clauses.allSatisfy { $0.body.statements.count == 1 && PurposeFinder.returnedWord($0.body.statements[0]) == word }
            guard isIdle else { break }
            idle.insert(place)
        }
        return idle
    }

    private static func returnedWord(_ statement: LuaStatement) -> VerdictWord? {
        guard case .return(let values) = statement.kind, values.count == 1 else { return nil }
        return VerdictWord.only(of: values[0])
    }

    private mutating func statement(_ statement: LuaStatement, isIdle: Bool) {
        tell(.statement(statement), isIdle || isForWords(statement) ? .words : .verdict)
        switch statement.kind {
        case .local(let variables, let values): assign(values) { place in variables.indices.contains(place) ? variables[place] : nil }
        case .assignment(let targets, let values): assign(targets, values)
        case .localFunction(let variable, let function):
            functions[variable] = function
            body(function)
        case .function(let target, _, let function):
            expression(target, .verdict)
            handedOn.insert(function.id)
            body(function)
        case .call(let call): expression(call, .verdict)
        case .do(let body): block(body)
        case .while(let condition, let body):
            expression(condition, .verdict)
            block(body)
        case .repeat(let body, let condition):
            block(body)
            expression(condition, .verdict)
        case .if(let clauses, let otherwise):
            for clause in clauses {
                expression(clause.condition, isIdle || isForWords(statement) ? .words : .verdict)
                block(clause.body)
            }
            if let otherwise { block(otherwise) }
        case .numericFor(_, let start, let limit, let step, let body):
            for bound in [start, limit, step] { if let bound { expression(bound, .verdict) } }
            block(body)
        case .genericFor(_, let values, let body):
            for value in values { expression(value, .verdict) }
            block(body)
        case .return(let values): give(values)
        case .break, .goto, .label: break
        }
    }

    /// Whether nothing happens in a statement but that variables for words get their values.
    private func isForWords(_ statement: LuaStatement) -> Bool {
        switch statement.kind {
        case .local(let variables, _): variables.allSatisfy { !deciding.contains($0) }
        case .assignment(let targets, _): targets.allSatisfy { variable($0).map { !deciding.contains($0) } ?? false }
        case .if(let clauses, let otherwise):
            (clauses.map(\.body) + [otherwise].compactMap { $0 }).allSatisfy { $0.statements.allSatisfy(isForWords) }
        default: false
        }
    }

    private mutating func assign(_ targets: [LuaExpression], _ values: [LuaExpression]) {
        for target in targets where variable(target) == nil { expression(target, .verdict) }
        let variables = targets.map(variable)
        // A field may be read anywhere.
        assign(
            values, isLost: { variables.indices.contains($0) && variables[$0] == nil }, to: { variables.indices.contains($0) ? variables[$0] : nil })
    }

    private mutating func assign(
        _ values: [LuaExpression], isLost: (Int) -> Bool = { _ in false }, to target: (Int) -> LuaVariable.ID?
    ) {
        for (place, value) in values.enumerated() {
            expression(value, isLost(place) ? .verdict : target(place).map { purpose($0) } ?? .words)
            guard place == values.count - 1, let function = called(value) else { continue }
            // The last call gives as many values as there are variables left.
            for more in 1..<8 {
                let next = place + more
                if isLost(next) || target(next).map(deciding.contains) == true {
                    decidingReturns.insert(Returned(function: function.id, place: more))
                }
            }
        }
    }

    private mutating func give(_ values: [LuaExpression]) {
        guard let function = current.last else { return values.forEach { expression($0, .verdict) } }
        for (place, value) in values.enumerated() {
            let isUsed =
                !functions.values.contains { $0.id == function } || handedOn.contains(function)
                || decidingReturns.contains(Returned(function: function, place: place))
            expression(value, isUsed ? .verdict : .words)
            if place == values.count - 1, let called = called(value) { handedOn.insert(called.id) }
        }
    }

    mutating func body(_ function: LuaFunction) {
        current.append(function.id)
        block(function.body)
        current.removeLast()
    }
}
