// SPDX-License-Identifier: Apache-2.0

/// What a check says of its subject.
public enum Verdict: UInt8, Sendable, CaseIterable {
    /// It is as it should be.
    case pass = 1
    /// It is not.
    case fail = 2
    /// The rule does not apply to it.
    case skip = 3
    /// A fact is missing.
    case unknown = 4
    /// The rule broke or passed its limits.
    case error = 5

    /// The spelling in rules, reports and messages.
    public var name: String {
        switch self {
        case .pass: "pass"
        case .fail: "fail"
        case .skip: "skip"
        case .unknown: "unknown"
        case .error: "error"
        }
    }
}
