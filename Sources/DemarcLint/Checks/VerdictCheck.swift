// SPDX-License-Identifier: Apache-2.0
internal import DemarcLanguage

/// Finds the paths through a check, and through the functions whose results it returns, that end without a verdict.
struct VerdictCheck {
    /// The functions that make verdicts.
    static let words: Set<String> = ["pass", "fail", "skip", "unknown", "findings"]
    private static let remedy = "return pass, fail, skip or unknown on every path"

    private let flow: Flow
    private var seen: Set<Meaning.FunctionKey> = []
    private(set) var findings: [LintFinding] = []

    init(_ flow: Flow) { self.flow = flow }

    /// Checks a function that must return a verdict.
    mutating func check(_ key: Meaning.FunctionKey) {
        guard seen.insert(key).inserted, let function = flow.functions[key] else { return }
        if Reachability(function.body).reachesEnd {
            // `end` is three letters.
            var start = function.range.end
            start.offset -= 3
            start.column -= 3
            add(key.file, SourceRange(start, function.range.end), "found a path that reaches the end of the function without a verdict")
        }
        for statement in function.body.returns {
            guard case .return(let values) = statement.kind else { continue }
            if let value = values.first {
                judge(value, key.file, isWhole: true)
            } else {
                add(key.file, statement.range, "found a return of nothing")
            }
        }
    }

    /// `isWhole`: whether the value of the expression is what is returned, so that the walk through the code has noted what it stands for.
    private mutating func judge(_ expression: LuaExpression, _ file: Int, isWhole: Bool) {
        switch expression.bare.kind {
        case .nil, .boolean, .integer, .float, .string, .function, .table, .unary:
            add(file, expression.range, "found a return of \(flow.sources[file].tree.text(expression.range).prefix(40)), which is no verdict")
        case .binary(let first, let operations): judge(first, operations, expression, file)
        case .suffixed(let base, let suffixes):
            if case .name(let name, .global) = base.kind, VerdictCheck.words.contains(name) { return }
            guard let last = suffixes.last, let callees = flow.callees[Meaning.Place(file: file, range: last.range)] else {
                return judgeMeaning(expression, file, isWhole)
            }
            for callee in callees { check(callee) }
        case .name, .variadic, .parenthesized: judgeMeaning(expression, file, isWhole)
        }
    }

    private mutating func judge(_ first: LuaExpression, _ operations: [LuaExpression.Operation], _ whole: LuaExpression, _ file: Int) {
        guard let last = operations.last else { return }
        switch last.symbol {
        case .or:
            for choice in [first] + operations.dropLast().map(\.operand) { judgeTruth(choice, file) }
            judge(last.operand, file, isWhole: false)
        case .and:
            add(file, whole.range, "found a return that gives the condition itself where it does not hold")
            judge(last.operand, file, isWhole: false)
        default: add(file, whole.range, "found a return of a computed value, which is no verdict")
        }
    }

    /// A choice before `or`, which is returned where it is true.
    private mutating func judgeTruth(_ choice: LuaExpression, _ file: Int) {
        switch choice.bare.kind {
        case .binary(_, let operations):
            guard let last = operations.last, last.symbol == .and else { return judge(choice, file, isWhole: false) }
            judge(last.operand, file, isWhole: false)
        case .nil, .boolean(false): break
        default: judge(choice, file, isWhole: false)
        }
    }

    private mutating func judgeMeaning(_ expression: LuaExpression, _ file: Int, _ isWhole: Bool) {
        guard isWhole, let meaning = flow.returned[Meaning.Place(file: file, range: expression.range)] else { return }
        if meaning.isOpen || meaning.atoms.isEmpty || meaning.atoms.contains(.verdict) { return }
        add(file, expression.range, "found a return of \(flow.sources[file].tree.text(expression.range).prefix(40)), which is no verdict")
    }

    private mutating func add(_ file: Int, _ range: SourceRange, _ message: String) {
        findings.append(LintFinding(.noVerdict, flow.sources[file].path, range, message, VerdictCheck.remedy))
    }
}
