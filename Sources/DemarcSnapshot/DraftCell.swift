// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// The drafts of one type and region, as they were read.
struct DraftCell {
    let type: Symbol
    let region: Symbol
    /// They, in stretches that follow one another.
    var stretches: [[ResourceDraft]]
    /// Whether one of them is an answer of AWS's API that has an ARN.
    var hasNamedAnswers: Bool

    var count: Int { stretches.reduce(0) { $0 + $1.count } }
}
