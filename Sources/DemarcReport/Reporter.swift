// SPDX-License-Identifier: Apache-2.0
public import DemarcAssessment
internal import DemarcEngine

/// Writes an assessment in one format.
public protocol Reporter: Sendable {
    /// The name by which `--format` finds it.
    static var name: String { get }
    /// What it is for, in half a sentence.
    static var summary: String { get }

    /// A reporter for a screen of this style; formats for machines ignore it.
    init(style: TextStyle)

    /// Writes `assessment` to `output`.
    func write(_ assessment: Assessment, to output: inout some ReportOutput)
}

/// Where a report goes.
public protocol ReportOutput {
    /// Adds text.
    mutating func write(_ text: String)
    /// Adds text that is UTF-8.
    mutating func write(_ bytes: [UInt8])
}

extension String: ReportOutput {
    public mutating func write(_ bytes: [UInt8]) { self += String(decoding: bytes, as: UTF8.self) }
}

/// Every reporter there is; a new one is added here.
public enum Reporters {
    /// In the order in which help lists them.
    public static var all: [any Reporter.Type] { [TextReporter.self, JSONReporter.self, JSONLinesReporter.self] }
}
