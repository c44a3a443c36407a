// SPDX-License-Identifier: Apache-2.0
internal import DemarcLanguage

/// Finds verdicts that are made and not returned: the check goes on as if nothing had been said.
struct DroppedVerdictCheck: SyntaxVisitor {
    private let source: LintSource
    private(set) var findings: [LintFinding] = []

    init(_ source: LintSource) {
        self.source = source
        walk(source.tree.main.body)
    }

    mutating func visit(_ statement: LuaStatement) {
        guard case .call(let call) = statement.kind, case .suffixed(let base, let suffixes) = call.kind, suffixes.count == 1,
            case .call = suffixes[0].kind, case .name(let word, .global) = base.kind, VerdictCheck.words.contains(word)
        else { return }
        findings.append(
            LintFinding(
                .droppedVerdict, source.path, call.range, "found the verdict \"\(word)\" made and dropped: the check goes on",
                "write return before it"))
    }
}
