// SPDX-License-Identifier: Apache-2.0
internal import DemarcLanguage

extension PurposeFinder {
    mutating func expression(_ expression: LuaExpression, _ purpose: Purpose) {
        let isOneWord = if case .binary = expression.kind { VerdictWord.only(of: expression) != nil } else { false }
        tell(.expression(expression), isOneWord ? .words : purpose)
        switch expression.kind {
        case .nil, .boolean, .integer, .float, .string, .variadic: break
        case .name: name(expression, purpose)
        case .function(let function):
            if case .verdict = purpose { handedOn.insert(function.id) }
            body(function)
        case .table(let items):
            for item in items {
                if case .value(let key) = item.key { self.expression(key, purpose) }
                self.expression(item.value, purpose)
            }
        case .parenthesized(let inner): self.expression(inner, purpose)
        case .unary(_, let inner): self.expression(inner, purpose)
        case .binary(let first, let operations): binary(first, operations, isOneWord: isOneWord, purpose)
        case .suffixed(let base, let suffixes): suffixed(base, suffixes, purpose)
        }
    }

    private mutating func name(_ expression: LuaExpression, _ purpose: Purpose) {
        guard case .verdict = purpose, let variable = variable(expression) else { return }
        deciding.insert(variable)
        if let function = functions[variable] { handedOn.insert(function.id) }
    }

    private mutating func binary(
        _ first: LuaExpression, _ operations: [LuaExpression.Operation], isOneWord: Bool, _ purpose: Purpose
    ) {
        for operand in [first] + operations.map(\.operand) {
            if isOneWord { alternative(operand) } else { self.expression(operand, purpose) }
            if operations[0].symbol.isComparison { tell(.text(operand), purpose) }
        }
    }

    /// One of several that give the same verdict: what it hangs on decides nothing.
    private mutating func alternative(_ expression: LuaExpression) {
        guard case .binary(let first, let operations) = expression.kind, operations[0].symbol == .and else {
            return self.expression(expression, .verdict)
        }
        tell(.expression(expression), .words)
        for operand in [first] + operations.dropLast().map(\.operand) { self.expression(operand, .words) }
        if let last = operations.last { self.expression(last.operand, .verdict) }
    }

    private mutating func suffixed(_ base: LuaExpression, _ suffixes: [LuaExpression.Suffix], _ purpose: Purpose) {
        var isText = purpose == .words
        if case .method(let name, _)? = suffixes.last?.kind, name.text == "format" { isText = true }
        let word = VerdictWord(named: base)
        if let function = self.function(base), case .call? = suffixes.first?.kind {
            if !isText || suffixes.count > 1 { decidingReturns.insert(Returned(function: function.id, place: 0)) }
        } else {
            expression(base, isText ? .words : .verdict)
        }
        for suffix in suffixes {
            switch suffix.kind {
            case .field: break
            case .index(let key): expression(key, isText ? .words : .verdict)
            case .call(let arguments): call(arguments, of: base, isForWords: isText || word != nil)
            case .method(_, let arguments): question(arguments, isForWords: isText)
            }
        }
    }

    private mutating func call(_ arguments: [LuaExpression], of base: LuaExpression, isForWords: Bool) {
        if let function = self.function(base), !isForWords {
            for (place, argument) in arguments.enumerated() {
                expression(argument, function.parameters.indices.contains(place) ? purpose(function.parameters[place]) : .verdict)
                if let called = called(argument), place == arguments.count - 1 { handedOn.insert(called.id) }
            }
        } else if case .name(_, .global) = base.kind {
            question(arguments, isForWords: isForWords)
        } else {
            for argument in arguments { expression(argument, isForWords ? .words : .verdict) }
        }
    }

    /// What a method, or a function that every rule has, is called with.
    private mutating func question(_ arguments: [LuaExpression], isForWords: Bool) {
        for argument in arguments {
            expression(argument, isForWords ? .words : .verdict)
            tell(.text(argument), isForWords ? .words : .verdict)
        }
    }
}
