// SPDX-License-Identifier: Apache-2.0
internal import DemarcLanguage
public import DemarcRules

extension LintFinding {
    /// A file that did not load, at the place that the error names; Lua cuts long names short, and then it is one of `files`.
    public init(_ error: RuleError, files: [String] = []) {
        switch error {
        case .field(let file, let line, let field, let found, let expected):
            self.init(.load, file, LintFinding.line(line ?? 1), "\(field): found \(found)", "expected \(expected)")
        case .notLoadable(let text):
            // Lua names the file and the line before its message.
            let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
            let line = parts.count == 3 ? Int(parts[1]) : nil
            let message = line == nil ? parts.dropFirst().joined(separator: ":") : parts[2]
            let file = parts[0].hasPrefix("...") ? files.first { $0.hasSuffix(parts[0].dropFirst(3)) } : nil
            self.init(.load, file ?? parts[0], LintFinding.line(line ?? 1), message.trimmed, "correct it: nothing of the file is used")
        case .unreadable(let path, let reason): self.init(.load, path, LintFinding.line(1), reason, "make it readable")
        case .noSuch, .noMachine: self.init(.load, "plugin.lua", LintFinding.line(1), error.description, "correct it")
        }
    }

    private static func line(_ number: Int) -> SourceRange {
        let start = SourcePosition(offset: 0, line: number, column: 1)
        return SourceRange(start, start)
    }
}

extension String {
    fileprivate var trimmed: String { String(drop { $0 == " " }) }
}
