// SPDX-License-Identifier: Apache-2.0

/// What a benchmark measured, as it is saved and compared.
public struct BenchmarkReport: Codable, Sendable, Equatable {
    /// The version of the file's format.
    public static let currentFormat = 1

    /// The version of the format this was written in.
    public var format: Int
    /// The version of demarc that measured.
    public var tool: String
    /// What the rules ran over.
    public var snapshot: SnapshotIdentity
    /// The file of the organisation's configuration, as it was named; nil where there was none.
    public var configuration: String?
    /// How fast the machine was.
    public var calibration: Calibration
    /// Every rule, in the order of their ids.
    public var rules: [RuleFigures]

    /// Nanoseconds of all evaluations of all rules together.
    public var total: Double { rules.reduce(0) { $0 + $1.total } }
}
