// SPDX-License-Identifier: Apache-2.0

/// Why a benchmark says nothing.
public enum BenchmarkError: Error, Equatable, CustomStringConvertible, Sendable {
    /// A rule that answered otherwise when it was asked again.
    case unsteady(rule: String)
    /// A saved file that is none.
    case notAReport(path: String, reason: String)
    /// A saved file in another version of the format.
    case otherFormat(path: String, found: Int)
    /// A saved file about another snapshot.
    case otherSnapshot(path: String, found: SnapshotIdentity, expected: SnapshotIdentity)

    /// One line: file, what was found and what was expected.
    public var description: String {
        switch self {
        case .unsteady(let rule): "\(rule): found other verdicts when the same subjects were asked again, expected the same"
        case .notAReport(let path, let reason): "\(path): found \(reason), expected a file that demarc bench --save wrote"
        case .otherFormat(let path, let found): "\(path): found format \(found), expected \(BenchmarkReport.currentFormat): measure and save again"
        case .otherSnapshot(let path, let found, let expected):
            "\(path): found the costs of another snapshot (\(found)), expected those of this one (\(expected)): costs compare only on the same work"
        }
    }
}
