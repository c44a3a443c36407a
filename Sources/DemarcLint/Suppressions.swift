// SPDX-License-Identifier: Apache-2.0
internal import DemarcLanguage
internal import DemarcRules

/// The comments of a file that allow what a check finds: `-- lint: allow <check>: <reason>`, for their line or the next line of code.
struct Suppressions {
    private struct Allowance {
        let check: LintCheck
        let lines: Set<Int>
        let range: SourceRange
        var isUsed = false
    }

    private let file: String
    private var allowances: [Allowance] = []
    /// What is wrong with the comments themselves.
    private var wrong: [LintFinding] = []

    init(_ source: LintSource) {
        file = source.path
        let codeLines = Suppressions.codeLines(source.tree)
        for comment in source.tree.comments { read(comment, codeLines) }
    }

    /// Takes away what is allowed, and adds what is wrong with allowances.
    mutating func apply(to findings: [LintFinding]) -> [LintFinding] {
        let left = findings.filter { finding in
            var isAllowed = false
            for place in allowances.indices
            where allowances[place].check == finding.check && allowances[place].lines.contains(finding.range.start.line) {
                allowances[place].isUsed = true
                isAllowed = true
            }
            return !isAllowed
        }
        return left + wrong
            + allowances.filter { !$0.isUsed }.map {
                LintFinding(
                    .allow, file, $0.range, "found an allowance of \($0.check.rawValue), and nothing here that needs it",
                    "take the comment away", fix: "")
            }
    }

    private mutating func read(_ comment: LuaComment, _ codeLines: [Int]) {
        var words = comment.text.drop { $0 == " " }
        guard words.hasPrefix("lint:") else { return }
        words = words.dropFirst(5).drop { $0 == " " }
        let parts = words.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let order = parts[0].split(separator: " ").map(String.init)
        guard order.count == 2, order[0] == "allow" else {
            return complain(comment, "found a comment for lint that it does not understand", "write -- lint: allow <check>: <reason>")
        }
        let allowable = LintCheck.allCases.filter(\.isAllowable)
        guard let check = allowable.first(where: { $0.rawValue == order[1] }) else {
            let meant = Suggestion.of(order[1], among: allowable.map(\.rawValue)).map { "did you mean \($0)?" }
            return complain(
                comment, "found no check \"\(order[1])\" that can be allowed",
                meant ?? "name one of \(allowable.map(\.rawValue).joined(separator: ", "))")
        }
        guard parts.count == 2, parts[1].contains(where: { $0 != " " && $0 != "\r" }) else {
            return complain(comment, "found an allowance of \(check.rawValue) without a reason", "write the reason behind a colon")
        }
        let line = comment.range.start.line
        let next = codeLines.first { $0 > line }
        let lines = codeLines.contains(line) ? [line] : Set([line] + (next.map { [$0] } ?? []))
        allowances.append(Allowance(check: check, lines: lines, range: comment.range))
    }

    private mutating func complain(_ comment: LuaComment, _ message: String, _ remedy: String) {
        wrong.append(LintFinding(.allow, file, comment.range, message, remedy))
    }

    /// The lines that hold more than comments and blanks.
    private static func codeLines(_ tree: SyntaxTree) -> [Int] {
        var text = tree.source
        for comment in tree.comments {
            for place in comment.range.bytes where text[place] != 0x0A && text[place] != 0x0D { text[place] = 0x20 }
        }
        var lines: [Int] = []
        var line = 1
        for (place, byte) in text.enumerated() {
            let isLineEnd = byte == 0x0A || (byte == 0x0D && (place + 1 == text.count || text[place + 1] != 0x0A))
            if isLineEnd {
                line += 1
            } else if byte > 0x20, lines.last != line {
                lines.append(line)
            }
        }
        return lines
    }
}
