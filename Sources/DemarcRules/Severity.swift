// SPDX-License-Identifier: Apache-2.0

/// How much a failing rule matters.
public enum Severity: Int, Sendable, CaseIterable, Comparable {
    case info, low, medium, high, critical

    /// The spelling in rules, reports and options.
    public var name: String {
        switch self {
        case .info: "info"
        case .low: "low"
        case .medium: "medium"
        case .high: "high"
        case .critical: "critical"
        }
    }

    /// The severity spelled `name`.
    public init?(name: String) {
        guard let severity = Severity.allCases.first(where: { $0.name == name }) else { return nil }
        self = severity
    }

    public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
}
