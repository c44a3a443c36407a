// SPDX-License-Identifier: Apache-2.0

/// Why something is unknown, in words a machine can sort by.
public enum Cause: UInt8, Sendable, CaseIterable {
    /// Nobody looked, the call failed for a reason that says nothing, or this source never carries it.
    case notCollected = 1
    /// The collector was refused.
    case denied = 2
    /// A reference that could not be resolved, or a value known only after a deployment.
    case unresolved = 3
    /// Text or a shape that could not be read.
    case undecodable = 4

    /// The spelling in rules, reports and messages.
    public var name: String {
        switch self {
        case .notCollected: "not-collected"
        case .denied: "denied"
        case .unresolved: "unresolved"
        case .undecodable: "undecodable"
        }
    }

    /// The cause spelled `name`.
    public init?(name: String) {
        guard let cause = Cause.allCases.first(where: { $0.name == name }) else { return nil }
        self = cause
    }
}
