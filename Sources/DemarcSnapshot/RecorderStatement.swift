// SPDX-License-Identifier: Apache-2.0

/// What a snapshot says by its recorder, of one type or of all together.
struct RecorderStatement {
    let coverage: Coverage
    /// When that was so, where the file's name says it.
    let stamp: Instant?

    /// The newer of two; where nobody knows which that is, the one that says more.
    func newer(_ other: RecorderStatement) -> RecorderStatement {
        if let stamp, let otherStamp = other.stamp, stamp != otherStamp { return stamp > otherStamp ? self : other }
        return coverage.better(other.coverage) == coverage ? self : other
    }

    /// Whether the recorder has been changed since, as `newest` says, what it records as a whole.
    func isOvertaken(by newest: RecorderStatement?) -> Bool {
        guard let stamp, let other = newest?.stamp else { return false }
        return stamp < other
    }
}
