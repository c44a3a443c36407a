// SPDX-License-Identifier: Apache-2.0
internal import DemarcRules

/// A stretch of work one worker takes at once: a rule and some of its subjects in one account.
struct Batch: Sendable {
    let account: Int
    let rule: Int
    let subjects: Evaluator.Subjects
}
