// SPDX-License-Identifier: Apache-2.0

/// What the process ends with.
enum ExitCode {
    /// Nothing at or above `--fail-on`.
    static let clean: Int32 = 0
    /// Findings.
    static let findings: Int32 = 1
    /// The command or the configuration is wrong.
    static let usage: Int32 = 2
    /// The answer is incomplete: input damaged, too much unknown, interrupted.
    static let incomplete: Int32 = 3
    /// A rule broke.
    static let ruleErrors: Int32 = 4
}
