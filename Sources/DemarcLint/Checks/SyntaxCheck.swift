// SPDX-License-Identifier: Apache-2.0
internal import DemarcLanguage
internal import DemarcRules

/// What one file alone shows: globals, code that nothing leads to, code that Lua 5.4.4 compiles wrongly, resource types.
struct SyntaxCheck: SyntaxVisitor {
    private let source: LintSource
    private let knowledge: Knowledge
    private(set) var findings: [LintFinding] = []

    init(_ source: LintSource, _ knowledge: Knowledge) {
        self.source = source
        self.knowledge = knowledge
        checkReachability(source.tree.main)
        walk(source.tree.main.body)
    }

    mutating func visit(_ statement: LuaStatement) {
        switch statement.kind {
        case .assignment(let targets, _): for target in targets { checkWrite(target) }
        case .function(let target, let method, let function):
            if method == nil { checkWrite(target) }
            checkReachability(function)
        case .localFunction(_, let function): checkReachability(function)
        case .local(let ids, _):
            for id in ids where source.tree[id].attribute == .close {
                add(
                    .miscompiled, source.tree[id].name.range, "found <close>, which Lua 5.4.4 leaves open where a loop is left by break",
                    "use a plain local: nothing in a rule can be closed")
            }
        default: break
        }
    }

    mutating func visit(_ expression: LuaExpression) {
        switch expression.kind {
        case .name(let name, .global): checkGlobal(name, expression.range)
        case .string: checkType(expression)
        case .function(let function): checkReachability(function)
        case .suffixed(let base, let suffixes): checkIndex(base, suffixes)
        case .binary(let first, let operations): checkBitwise(first, operations)
        case .table(let items): checkRepetition(items)
        default: break
        }
    }

    private mutating func checkReachability(_ function: LuaFunction) {
        for range in Reachability(function.body).dead {
            add(.unreachable, range, "found code that nothing leads to", "take it away, or put it before what leaves the block")
        }
    }

    private mutating func checkWrite(_ target: LuaExpression) {
        guard case .name(let name, .global) = target.kind else { return }
        add(.globalWrite, target.range, "found an assignment to the global \"\(name)\"", "make it local: rules keep nothing")
    }

    private mutating func checkGlobal(_ name: String, _ range: SourceRange) {
        if name == "_ENV" || knowledge.environment.members[name] != nil { return }
        if findings.contains(where: { $0.check == .globalWrite && $0.message.hasSuffix("\"\(name)\"") }) { return }
        let meant = Suggestion.of(name, among: knowledge.environment.members.keys.sorted())
        add(
            .unknownGlobal, range, "found the global \"\(name)\", which rules do not have",
            meant.map { "did you mean \"\($0)\"?" } ?? "declare it with local, or require the library that has it",
            fix: meant.flatMap { name.isSlip(of: $0) ? $0 : nil })
    }

    private mutating func checkType(_ expression: LuaExpression) {
        guard let text = expression.text, text.isResourceType, !knowledge.types.contains(text) else { return }
        // What the rule is about is looked at with the rest of its declaration.
        if source.declaration?.field("resource")?.texts.contains(where: { $0.range == expression.range }) ?? false { return }
        let meant = Suggestion.of(text, among: knowledge.types.sorted())
        let prefix = text.prefix { $0 != ":" }.lowercased()
        // Anybody may record types of his own.
        if prefix != "aws" && prefix != "demarc" && meant == nil { return }
        add(
            .unknownType, expression.range, "found \"\(text)\", which no source has",
            meant.map { "did you mean \"\($0)\"?" } ?? "name a type that AWS Config records or an answer gives",
            fix: meant.flatMap { text.isSlip(of: $0) ? "\"\($0)\"" : nil })
    }

    private mutating func checkRepetition(_ items: [LuaExpression.Item]) {
        var seen: [String: Int] = [:]
        for item in items {
            guard let name = item.key.text, let range = item.key.range else { continue }
            if let line = seen[name] {
                add(.repeatedField, range, "found \"\(name)\" a second time: the one of line \(line) is lost", "give it another name")
            }
            seen[name] = range.start.line
        }
    }

    /// `1 ~ (a or b)`: with many constants in the function the left one is put where the right side overwrites it.
    private mutating func checkBitwise(_ first: LuaExpression, _ operations: [LuaExpression.Operation]) {
        guard let operation = operations.first, [.bitwiseAnd, .bitwiseOr, .bitwiseExclusiveOr].contains(operation.symbol),
            case .integer = first.bare.kind, case .binary(_, let inner) = operation.operand.bare.kind,
            inner.contains(where: { $0.symbol == .or || $0.symbol == .and })
        else { return }
        add(
            .miscompiled, SourceRange(first.range, through: operation.operand.range),
            "found a number \(operation.symbol.rawValue) a choice, which Lua 5.4.4 computes wrongly in functions of many constants",
            "put the choice in a local first")
    }

    /// `t[a < b]` with `t` of a function around: the table is loaded in the middle of the comparison.
    private mutating func checkIndex(_ base: LuaExpression, _ suffixes: [LuaExpression.Suffix]) {
        guard case .name(_, .upvalue) = base.kind, case .index(let key)? = suffixes.first?.kind, key.isComparison else { return }
        add(
            .miscompiled, key.range, "found a comparison as the index of a table from outside of the function, which Lua 5.4.4 computes wrongly",
            "put the comparison in a local first")
    }

    private mutating func add(_ check: LintCheck, _ range: SourceRange, _ message: String, _ remedy: String, fix: String? = nil) {
        findings.append(LintFinding(check, source.path, range, message, remedy, fix: fix))
    }
}

extension LuaExpression {
    /// Whether it comes down to one comparison: itself, what is not of one, or a choice that only it decides.
    fileprivate var isComparison: Bool {
        switch bare.kind {
        case .unary(.not, let operand): return operand.isComparison
        case .binary(let first, let operations):
            guard let last = operations.last else { return false }
            if last.symbol.isComparison { return true }
            let before = [first] + operations.dropLast().map(\.operand)
            return [.and, .or].contains(last.symbol) && last.operand.isComparison && before.allSatisfy(\.isConstant)
        default: return false
        }
    }
}

extension String {
    /// Whether it is spelt like a resource type: `AWS::EC2::VPC`.
    fileprivate var isResourceType: Bool {
        let parts = split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 5 && parts[1].isEmpty && parts[3].isEmpty
            && [parts[0], parts[2], parts[4]].allSatisfy {
                !$0.isEmpty && $0.utf8.allSatisfy { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || (0x30...0x39).contains($0) }
            }
    }
}
