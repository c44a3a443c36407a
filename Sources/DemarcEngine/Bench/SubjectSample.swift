// SPDX-License-Identifier: Apache-2.0
internal import DemarcRules

/// Some subjects of a rule, spread evenly over all of them and the same each time.
enum SubjectSample {
    /// Places that a sample is taken from; at each it takes a stretch, so that asking costs by subject what it costs in a scan.
    private static let places = 64

    /// All of `batches` where they are no more than `limit` subjects; else `limit` of them, or a few less.
    static func of(_ batches: [Batch], limit: Int) -> [Batch] {
        let total = batches.reduce(0) { $0 + $1.subjects.count }
        guard total > limit else { return batches }
        let places = min(limit, SubjectSample.places)
        var sample: [Batch] = []
        var before = 0
        var next = 0
        for batch in batches {
            while next < places, next * total / places < before + batch.subjects.count {
                sample.append(batch.stretch(from: next * total / places - before, limit / places))
                next += 1
            }
            before += batch.subjects.count
        }
        return sample
    }
}

extension Batch {
    /// At most `count` subjects from `place` on.
    fileprivate func stretch(from place: Int, _ count: Int) -> Batch {
        guard case .resources(let range) = subjects else { return self }
        let first = range.lowerBound + place
        return with(first..<min(range.upperBound, first + count))
    }
}
