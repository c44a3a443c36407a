// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument
internal import DemarcRules
internal import DemarcSnapshot

/// Builds the snapshot in miniature that an example describes.
struct ExampleSnapshot {
    /// The account of every example.
    static let account = "111122223333"
    static let asOf = "2026-01-01T00:00:00Z"

    let snapshot: Snapshot
    /// The index of `it` among the account's resources; nil where it is the region or the account.
    let subject: Evaluator.Subjects

    /// What is built differently from what the example says, to see whether the verdict holds.
    struct Variation {
        /// Whether the first letter of every key is in the other case.
        var swapsCase = false
        /// Whether resources that have nothing to do with it lie beside it.
        var addsStranger = false
        /// Whether true and false in documents are the texts "true" and "false".
        var spellsTruths = false
    }

    init(_ example: Example, rule: Rule, fixtures: [String: [UInt8]], variation: Variation = Variation()) throws(RuleError) {
        var draft = ExampleBuilder(rule: rule, fixtures: fixtures, variation: variation)
        for word in example.words { try draft.add(word, example) }
        if variation.addsStranger { try draft.addStranger(example) }
        let snapshot = try draft.finish()
        self.snapshot = snapshot
        guard let account = snapshot.accounts.first else { throw draft.wrong(example, "no account", expected: "one") }
        switch rule.subject {
        case .account: subject = .account
        case .organization: subject = .organization
        case .region: subject = .region(account.regions.firstIndex { $0.id == draft.regions.first } ?? 0)
        case .resources:
            guard let type = draft.subjectType, let id = draft.subjectID,
                let place = account.resources(of: type).first(where: { account.resource($0).id == id })
            else { throw draft.wrong(example, "an item whose resourceId is not a text", expected: "a text") }
            subject = .resources(place..<place + 1)
        }
    }
}
