// SPDX-License-Identifier: Apache-2.0

/// What became of one waiver in a run.
public struct WaiverUse: Sendable, Equatable {
    /// Whether a rule it is for was asked in an account it is for.
    public internal(set) var wasAsked = false
    /// Failures that it is for, whether it still holds or not.
    public internal(set) var failures = 0
    /// Answers that it would be for, had they been failures and not unknown or errors.
    public internal(set) var unsettled = 0

    static func += (left: inout WaiverUse, right: WaiverUse) {
        left.wasAsked = left.wasAsked || right.wasAsked
        left.failures += right.failures
        left.unsettled += right.unsettled
    }
}
