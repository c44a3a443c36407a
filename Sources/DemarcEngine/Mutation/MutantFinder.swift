// SPDX-License-Identifier: Apache-2.0
internal import DemarcLanguage

/// Finds every small change of a source that may change a verdict.
///
/// What can change nothing but words for people is left out by what it is, not by a list: see `Purpose`.
struct MutantFinder {
    private let tree: SyntaxTree
    private let file: String
    /// Variables of `for n = 1, 2`, which are numbers.
    private var numbers: Set<LuaVariable.ID> = []
    private(set) var mutants: [Mutant] = []

    /// The mutants of `source`, which is `file`.
    static func mutants(of source: [UInt8], file: String) throws(LuaSyntaxError) -> [Mutant] {
        let tree = try SyntaxTree(parsing: source)
        var nodes: [PurposeFinder.Node] = []
        PurposeFinder.walk(tree) { node, purpose in if purpose == .verdict { nodes.append(node) } }
        var finder = MutantFinder(tree: tree, file: file)
        for node in nodes { finder.find(node) }
        return finder.mutants
    }

    private init(tree: SyntaxTree, file: String) {
        self.tree = tree
        self.file = file
    }

    private mutating func replace(_ range: SourceRange, by text: String) {
        let mutant = Mutant(range, text, file: file, tree: tree)
        if !mutants.contains(mutant) { mutants.append(mutant) }
    }

    private mutating func find(_ node: PurposeFinder.Node) {
        switch node {
        case .statement(let statement):
            if case .numericFor(let variable, _, _, _, _) = statement.kind { numbers.insert(variable) }
            drop(statement)
        case .expression(let expression): change(expression)
        case .text(let expression):
            if case .string = expression.kind { replace(expression.range, by: "\"another\"") }
        }
    }

    /// Leaves out a guard, a loop, an assignment or a call.
    private mutating func drop(_ statement: LuaStatement) {
        switch statement.kind {
        case .if, .genericFor, .numericFor, .while, .repeat, .assignment, .call: replace(statement.range, by: "")
        default: break
        }
    }

    private mutating func change(_ expression: LuaExpression) {
        switch expression.kind {
        case .boolean(let value): replace(expression.range, by: value ? "false" : "true")
        case .integer(let value): replace(expression.range, by: "\(value &+ 1000)")
        case .float(let value): replace(expression.range, by: "\(value + 1000)")
        case .unary(.not, let inner): replace(SourceRange(expression.range.start, inner.range.start), by: "")
        case .binary(let first, let operations): change(first, operations)
        case .suffixed: invert(expression)
        default: break
        }
    }

    /// Another operator in the place of each, and each clause of a condition left out.
    private mutating func change(_ first: LuaExpression, _ operations: [LuaExpression.Operation]) {
        for operation in operations {
            for other in MutantFinder.others(operation.symbol) { replace(operation.range, by: other.rawValue) }
        }
        guard [.and, .or].contains(operations[0].symbol) else { return }
        let operands = [first] + operations.map(\.operand)
        if !isFirstWord(operands, operations[0].symbol) { replace(SourceRange(first.range.start, operands[1].range.start), by: "") }
        for (before, operand) in zip(operands, operands.dropFirst()) { replace(SourceRange(before.range.end, operand.range.end), by: "") }
    }

    /// Whether this is `why or "one more reason"`, and so true either way: only which reason is kept hangs on the first clause.
    private func isFirstWord(_ operands: [LuaExpression], _ symbol: BinaryOperator) -> Bool {
        guard symbol == .or, case .name = operands[0].kind else { return false }
        return operands.dropFirst().allSatisfy(isAlwaysTrue)
    }

    private func isAlwaysTrue(_ expression: LuaExpression) -> Bool {
        switch expression.kind {
        case .string, .integer, .float, .table, .function: return true
        case .name(_, .local(let variable)): return numbers.contains(variable)
        case .suffixed(_, let suffixes):
            if case .method(let name, _)? = suffixes.last?.kind { return name.text == "format" }
            return VerdictWord(calledIn: expression) != nil
        default: return false
        }
    }

    /// For a comparison its contrary, and its neighbour that differs at the bound only.
    private static func others(_ symbol: BinaryOperator) -> [BinaryOperator] {
        switch symbol {
        case .equal: [.notEqual]
        case .notEqual: [.equal]
        case .less: [.greaterOrEqual, .lessOrEqual]
        case .lessOrEqual: [.greater, .less]
        case .greater: [.lessOrEqual, .greaterOrEqual]
        case .greaterOrEqual: [.less, .greater]
        case .and: [.or]
        case .or: [.and]
        default: []
        }
    }

    /// The contrary verdict.
    private mutating func invert(_ expression: LuaExpression) {
        guard let word = VerdictWord(calledIn: expression) else { return }
        replace(expression.range, by: word == .pass ? "fail \"mutant\"" : "pass()")
    }
}
