// SPDX-License-Identifier: Apache-2.0
internal import DemarcLanguage
public import DemarcRules

extension LintFinding {
    /// A file that did not load, at the place that the error names; Lua cuts long names short, and then it is one of `files`; of
    /// `unnamed` it is where it names none, as Lua does where the source is nested too deeply.
    public init(_ error: RuleError, files: [String] = [], unnamed: String = "plugin.lua") {
        switch error {
        case .field(let file, let line, let field, let found, let expected):
            self.init(.load, file, LintFinding.line(line ?? 1), "\(field): found \(found)", "expected \(expected)")
        case .notLoadable(let text):
            // Lua names the file and the line before its message.
            let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 3, let line = Int(parts[1]) else {
                let file = parts.count > 1 && parts[0].hasSuffix(".lua") ? parts[0] : unnamed
                self.init(.load, file, LintFinding.line(1), text, "correct it: nothing of the file is used")
                return
            }
            let file = parts[0].hasPrefix("...") ? files.first { $0.hasSuffix(parts[0].dropFirst(3)) } : nil
            self.init(
                .load, file ?? parts[0], LintFinding.line(line), String(parts[2].drop { $0 == " " }), "correct it: nothing of the file is used")
        case .unreadable(let path, let reason): self.init(.load, path, LintFinding.line(1), reason, "make it readable")
        case .noSuch, .noMachine: self.init(.load, "plugin.lua", LintFinding.line(1), error.description, "correct it")
        }
    }

    private static func line(_ number: Int) -> SourceRange {
        let start = SourcePosition(offset: 0, line: number, column: 1)
        return SourceRange(start, start)
    }
}
