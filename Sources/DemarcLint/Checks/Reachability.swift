// SPDX-License-Identifier: Apache-2.0
internal import DemarcLanguage

/// Where a function's code leads: whether its end can be reached, and which statements can't.
struct Reachability {
    /// Whether the end of the block is reached on some path.
    private(set) var reachesEnd = false
    /// Stretches of statements that no path leads to.
    private(set) var dead: [SourceRange] = []
    /// Whether the innermost loops can be left by `break`, the innermost last.
    private var breaks: [Bool] = []

    init(_ body: LuaBlock) { reachesEnd = walk(body) }

    /// Whether the end of a block is reached.
    private mutating func walk(_ block: LuaBlock) -> Bool {
        var isReached = true
        var deadSince: SourceRange?
        for statement in block.statements {
            if case .label = statement.kind {
                if let since = deadSince { dead.append(SourceRange(since.start, statement.range.start)) }
                (isReached, deadSince) = (true, nil)
            } else if isReached {
                isReached = walk(statement)
            } else if deadSince == nil {
                deadSince = statement.range
            }
        }
        if let since = deadSince { dead.append(SourceRange(since.start, block.range.end)) }
        return isReached
    }

    private mutating func walk(_ statement: LuaStatement) -> Bool {
        switch statement.kind {
        case .return, .goto: return false
        case .break:
            if !breaks.isEmpty { breaks[breaks.count - 1] = true }
            return false
        case .call(let call): return !call.raises
        case .do(let body): return walk(body)
        case .if(let clauses, let otherwise): return walk(clauses, otherwise)
        case .while(let condition, let body):
            if condition.isFalse { note(dead: body) }
            let isLeft = loop(body).isLeft
            return !condition.isTrue || isLeft
        case .repeat(let body, let condition):
            let (isLeft, reachesEnd) = loop(body)
            return isLeft || (reachesEnd && !condition.isFalse)
        case .numericFor(_, start: _, limit: _, step: _, let body), .genericFor(_, _, let body):
            _ = loop(body)
            return true
        case .local, .localFunction, .function, .assignment, .label: return true
        }
    }

    private mutating func walk(_ clauses: [LuaStatement.Clause], _ otherwise: LuaBlock?) -> Bool {
        var isReached = false
        for clause in clauses {
            if clause.condition.isFalse { note(dead: clause.body) }
            if walk(clause.body) { isReached = true }
        }
        guard let otherwise else { return true }
        return walk(otherwise) || isReached
    }

    private mutating func loop(_ body: LuaBlock) -> (isLeft: Bool, reachesEnd: Bool) {
        breaks.append(false)
        let reachesEnd = walk(body)
        return (breaks.removeLast(), reachesEnd)
    }

    private mutating func note(dead body: LuaBlock) { if !body.statements.isEmpty { dead.append(body.range) } }
}

extension LuaExpression {
    fileprivate var isTrue: Bool {
        switch bare.kind {
        case .boolean(let value): value
        case .integer, .string: true
        default: false
        }
    }

    fileprivate var isFalse: Bool {
        switch bare.kind {
        case .boolean(let value): !value
        case .nil: true
        default: false
        }
    }

    /// Whether it is a call of `error`, which does not come back.
    fileprivate var raises: Bool {
        guard case .suffixed(let base, let suffixes) = kind, suffixes.count == 1, case .call = suffixes[0].kind else { return false }
        if case .name("error", .global) = base.kind { return true }
        return false
    }
}

extension LuaBlock {
    /// The `return` statements in it, those of functions in it left out.
    var returns: [LuaStatement] {
        statements.flatMap { statement -> [LuaStatement] in
            switch statement.kind {
            case .return: [statement]
            case .do(let body), .while(_, let body), .repeat(let body, until: _), .genericFor(_, _, let body),
                .numericFor(_, start: _, limit: _, step: _, let body):
                body.returns
            case .if(let clauses, let otherwise): clauses.flatMap(\.body.returns) + (otherwise?.returns ?? [])
            default: []
            }
        }
    }
}
