// SPDX-License-Identifier: Apache-2.0

/// Something that is shown every node of a tree, in the order of the text, each before what it consists of.
public protocol SyntaxVisitor {
    mutating func visit(_ statement: LuaStatement)
    mutating func visit(_ expression: LuaExpression)
}

extension SyntaxVisitor {
    /// Shows nothing of it.
    public mutating func visit(_ statement: LuaStatement) {}

    /// Shows nothing of it.
    public mutating func visit(_ expression: LuaExpression) {}

    /// Shows all nodes of a block.
    public mutating func walk(_ block: LuaBlock) {
        for statement in block.statements { walk(statement) }
    }

    /// Shows a statement and all it consists of.
    public mutating func walk(_ statement: LuaStatement) {
        visit(statement)
        switch statement.kind {
        case .local(_, let values): walk(values)
        case .localFunction(_, let function): walk(function.body)
        case .function(let target, _, let function):
            walk(target)
            walk(function.body)
        case .assignment(let targets, let values): walk(targets + values)
        case .call(let call): walk(call)
        case .do(let body): walk(body)
        case .while(let condition, let body):
            walk(condition)
            walk(body)
        case .repeat(let body, let condition):
            walk(body)
            walk(condition)
        case .if(let clauses, let otherwise):
            for clause in clauses {
                walk(clause.condition)
                walk(clause.body)
            }
            if let otherwise { walk(otherwise) }
        case .numericFor(_, let start, let limit, let step, let body):
            walk([start, limit] + (step.map { [$0] } ?? []))
            walk(body)
        case .genericFor(_, let values, let body):
            walk(values)
            walk(body)
        case .return(let values): walk(values)
        case .break, .goto, .label: break
        }
    }

    /// Shows an expression and all it consists of.
    public mutating func walk(_ expression: LuaExpression) {
        visit(expression)
        switch expression.kind {
        case .nil, .boolean, .integer, .float, .string, .variadic, .name: break
        case .function(let function): walk(function.body)
        case .table(let items):
            for item in items {
                if case .value(let key) = item.key { walk(key) }
                walk(item.value)
            }
        case .suffixed(let base, let suffixes):
            walk(base)
            for suffix in suffixes { walk(suffix) }
        case .parenthesized(let inner), .unary(_, let inner): walk(inner)
        case .binary(let first, let operations):
            walk(first)
            for operation in operations { walk(operation.operand) }
        }
    }

    private mutating func walk(_ suffix: LuaExpression.Suffix) {
        switch suffix.kind {
        case .field: break
        case .index(let key): walk(key)
        case .call(let arguments), .method(_, let arguments): walk(arguments)
        }
    }

    private mutating func walk(_ expressions: [LuaExpression]) {
        for expression in expressions { walk(expression) }
    }
}
