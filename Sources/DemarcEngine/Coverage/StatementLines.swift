// SPDX-License-Identifier: Apache-2.0
internal import DemarcLanguage

/// The lines of a Lua source on which its functions do something, each with the lines that show that it was done.
///
/// A line counts where a statement of a function begins. What runs once when the file is loaded, as the table that a rule is, does not count:
/// loading proves nothing.
struct StatementLines {
    /// By the line on which a statement begins, all lines of it on which Lua may say that it runs.
    private(set) var lines: [Int: ClosedRange<Int>] = [:]

    init(_ tree: SyntaxTree) {
        for statement in tree.main.body.statements { add(statement, isCounted: false) }
    }

    private mutating func add(_ block: LuaBlock, isCounted: Bool) {
        for statement in block.statements { add(statement, isCounted: isCounted) }
    }

    private mutating func add(_ statement: LuaStatement, isCounted: Bool) {
        if isCounted {
            for range in StatementLines.shown(statement) {
                let line = range.start.line
                lines[line] = min(line, lines[line]?.lowerBound ?? line)...max(range.end.line, lines[line]?.upperBound ?? line)
            }
        }
        var functions = FunctionFinder()
        functions.walk(statement)
        for body in functions.bodies { add(body, isCounted: true) }
        for body in StatementLines.bodies(statement) { add(body, isCounted: isCounted) }
    }

    /// The parts of a statement, without the blocks in it, that show that it runs; none of one for which Lua does nothing.
    private static func shown(_ statement: LuaStatement) -> [SourceRange] {
        switch statement.kind {
        case .local(_, let values): return values.isEmpty ? [] : [statement.range]
        case .assignment, .call, .return, .break, .goto: return [statement.range]
        case .localFunction, .function, .do, .label: return []
        case .while(let condition, _): return [SourceRange(statement.range.start, condition.range.end)]
        case .repeat(_, let condition): return [condition.range]
        case .if(let clauses, _):
            return clauses.enumerated().map { place, clause in
                place == 0 ? SourceRange(statement.range.start, clause.condition.range.end) : clause.condition.range
            }
        case .numericFor(_, _, let limit, let step, _): return [SourceRange(statement.range.start, (step ?? limit).range.end)]
        case .genericFor(_, let values, _): return [SourceRange(statement.range.start, values.last?.range.end ?? statement.range.end)]
        }
    }

    /// The blocks in a statement that belong to the same function.
    private static func bodies(_ statement: LuaStatement) -> [LuaBlock] {
        switch statement.kind {
        case .do(let body), .while(_, let body), .repeat(let body, _), .numericFor(_, _, _, _, let body), .genericFor(_, _, let body): [body]
        case .if(let clauses, let otherwise): clauses.map(\.body) + [otherwise].compactMap { $0 }
        default: []
        }
    }
}

/// Finds the functions in a statement, those in their bodies and in the statement's own blocks left out.
private struct FunctionFinder {
    private(set) var bodies: [LuaBlock] = []

    mutating func walk(_ statement: LuaStatement) {
        switch statement.kind {
        case .localFunction(_, let function), .function(_, _, let function): bodies.append(function.body)
        case .local(_, let values), .return(let values), .genericFor(_, let values, _): walk(values)
        case .assignment(let targets, let values): walk(targets + values)
        case .call(let call): walk(call)
        case .while(let condition, _), .repeat(_, let condition): walk(condition)
        case .if(let clauses, _): walk(clauses.map(\.condition))
        case .numericFor(_, let start, let limit, let step, _): walk([start, limit] + [step].compactMap { $0 })
        case .do, .break, .goto, .label: break
        }
    }

    private mutating func walk(_ expressions: [LuaExpression]) {
        for expression in expressions { walk(expression) }
    }

    private mutating func walk(_ expression: LuaExpression) {
        switch expression.kind {
        case .function(let function): bodies.append(function.body)
        case .table(let items): walk(items.map(\.value))
        case .parenthesized(let inner), .unary(_, let inner): walk(inner)
        case .binary(let first, let operations): walk([first] + operations.map(\.operand))
        case .suffixed(let base, let suffixes):
            walk(base)
            for suffix in suffixes {
                switch suffix.kind {
                case .field: break
                case .index(let key): walk(key)
                case .call(let arguments), .method(_, let arguments): walk(arguments)
                }
            }
        case .nil, .boolean, .integer, .float, .string, .variadic, .name: break
        }
    }
}
