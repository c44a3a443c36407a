// SPDX-License-Identifier: Apache-2.0
public import DemarcLint

/// Writes what lint found in one format.
public protocol LintReporter: Sendable {
    /// The name of `--format`.
    static var name: String { get }
    /// What it writes, in a few words.
    static var summary: String { get }

    /// A reporter for a screen of this style.
    init(style: TextStyle)

    /// Writes `findings`, of the demarc of this version.
    func write(_ findings: [LintFinding], version: String, to output: inout some ReportOutput)
}

/// Every format of lint; a new one is added here.
public enum LintReporters {
    /// In the order of help; the first is the default.
    public static let all: [any LintReporter.Type] = [LintText.self, LintJSON.self, LintSARIF.self]
}
