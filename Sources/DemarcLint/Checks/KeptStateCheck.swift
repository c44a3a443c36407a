// SPDX-License-Identifier: Apache-2.0
internal import DemarcLanguage

/// Finds what a function changes that outlives it: variables of the file, and tables in them. An answer may then depend on what was asked before.
struct KeptStateCheck: SyntaxVisitor {
    /// Functions of `table` that change the list they are given.
    private static let changers: Set<String> = ["insert", "remove", "sort"]

    private let source: LintSource
    private(set) var findings: [LintFinding] = []

    init(_ source: LintSource) {
        self.source = source
        walk(source.tree.main.body)
    }

    mutating func visit(_ statement: LuaStatement) {
        switch statement.kind {
        case .assignment(let targets, _): for target in targets { check(target) }
        case .function(let target, _, _): check(target)
        default: break
        }
    }

    mutating func visit(_ expression: LuaExpression) {
        guard case .suffixed(let base, let suffixes) = expression.kind, case .name("table", .global) = base.kind, suffixes.count >= 2,
            case .field(let name) = suffixes[0].kind, KeptStateCheck.changers.contains(name.text),
            case .call(let arguments) = suffixes[1].kind, let list = arguments.first
        else { return }
        check(list)
    }

    private mutating func check(_ target: LuaExpression) {
        guard let name = root(of: target), case .name(let text, .upvalue(let id)) = name.kind,
            source.tree[id].function == source.tree.main.id
        else { return }
        findings.append(
            LintFinding(
                .keptState, source.path, target.range, "found a change of \"\(text)\", which outlives the check",
                "keep it in a local of the check: each resource is asked alone, in any order"))
    }

    /// The name that a chain of fields begins with; nil where something is called on the way.
    private func root(of target: LuaExpression) -> LuaExpression? {
        guard case .suffixed(let base, let suffixes) = target.bare.kind else { return target.bare }
        let isPath = suffixes.allSatisfy { suffix in
            switch suffix.kind {
            case .field, .index: true
            case .call, .method: false
            }
        }
        return isPath ? base.bare : nil
    }
}
