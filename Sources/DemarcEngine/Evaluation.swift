// SPDX-License-Identifier: Apache-2.0

/// Everything a run found.
public struct Evaluation: Sendable {
    /// Failures, unknowns and errors, and passes where asked for.
    public let findings: Findings
    /// The account of every evaluation.
    public let ledger: Ledger
    /// What became of each waiver, in the order of the configuration.
    public let waivers: [WaiverUse]
    /// Whether the run came to its end.
    public let isComplete: Bool
}
