// SPDX-License-Identifier: Apache-2.0
public import DemarcLanguage

/// One mistake: where it is, what was found and what to do.
public struct LintFinding: Sendable, Equatable {
    /// Text to stand in the place of other text.
    public struct Fix: Sendable, Hashable {
        public let range: SourceRange
        public let text: String
    }

    public let check: LintCheck
    public let file: String
    public let range: SourceRange
    /// What was found.
    public let message: String
    /// What to do.
    public let remedy: String
    /// The change that puts it right, where one is safe.
    public var fix: Fix?

    init(_ check: LintCheck, _ file: String, _ range: SourceRange, _ message: String, _ remedy: String, fix: String? = nil) {
        self.check = check
        self.file = file
        self.range = range
        self.message = message
        self.remedy = remedy
        self.fix = fix.map { Fix(range: range, text: $0) }
    }

    /// In the order of files and places.
    static func isBefore(_ left: LintFinding, _ right: LintFinding) -> Bool {
        (left.file, left.range.start.offset, left.check.rawValue, left.message)
            < (right.file, right.range.start.offset, right.check.rawValue, right.message)
    }
}
