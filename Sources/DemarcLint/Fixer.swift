// SPDX-License-Identifier: Apache-2.0
internal import DemarcLanguage
internal import FoundationEssentials

/// Puts right in a file what has one safe remedy: misspelt names, constants of the wrong type, allowances that nothing needs.
public struct Fixer: Sendable {
    /// The file with all changes made.
    public let text: String
    /// What was put right.
    public let fixed: [LintFinding]

    /// The changes to `file` that `findings` ask for; nil where there is none, or where the result would be no Lua.
    public init?(file: String, findings: [LintFinding]) {
        guard let data = FileManager.default.contents(atPath: file) else { return nil }
        var bytes = Array(data)
        var next = bytes.count + 1
        var fixed: [LintFinding] = []
        // From the end, so that what is changed moves nothing that is still to be changed.
        for finding in findings.filter({ $0.file == file && $0.fix != nil }).sorted(by: { $0.range.start > $1.range.start }) {
            guard let fix = finding.fix, fix.range.bytes.upperBound <= min(next, bytes.count) else { continue }
            bytes.replaceSubrange(fix.range.bytes, with: fix.text.utf8)
            next = fix.range.start.offset
            fixed.append(finding)
        }
        guard !fixed.isEmpty, (try? SyntaxTree(parsing: bytes, longest: max(bytes.count, SyntaxTree.longest))) != nil else { return nil }
        text = String(decoding: bytes, as: UTF8.self)
        self.fixed = fixed.reversed()
    }
}
