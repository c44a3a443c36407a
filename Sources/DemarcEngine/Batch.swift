// SPDX-License-Identifier: Apache-2.0
internal import DemarcRules

/// A stretch of work: a rule and some of its subjects in one account.
struct Batch: Sendable {
    let account: Int
    let rule: Int
    /// Which pair of a rule and a type it is of; what one check costs is known by that.
    let kind: Int
    let subjects: Evaluator.Subjects

    /// The first `count` subjects, and the rest where there is one.
    func cut(_ count: Int) -> (first: Batch, rest: Batch?) {
        guard case .resources(let range) = subjects, count < range.count else { return (self, nil) }
        let middle = range.lowerBound + count
        return (with(range.lowerBound..<middle), with(middle..<range.upperBound))
    }

    /// The same of these resources.
    func with(_ range: Range<Int>) -> Batch { Batch(account: account, rule: rule, kind: kind, subjects: .resources(range)) }
}
