// SPDX-License-Identifier: Apache-2.0
internal import DemarcAssessment
internal import DemarcDocument
internal import DemarcEngine
internal import DemarcRules
internal import DemarcSnapshot

/// The parts of an assessment as JSON, shared by the reporters for machines.
enum AssessmentJSON {
    static func header(_ assessment: Assessment) -> [(String, JSONText)] {
        let snapshot = assessment.snapshot
        return [
            ("tool", .object([("name", .text("demarc")), ("version", .text(assessment.tool.version))])),
            ("schema", .text("demarc.assessment/1")),
            ("asOf", .optional(snapshot.asOf?.description)),
            ("configuration", .optional(assessment.rules.configuration.map { SafeText.name($0.file) })),
            (
                "plugins",
                .list(
                    assessment.rules.plugins.map {
                        .object([("name", .text(SafeText.name($0.name))), ("path", .text(SafeText.name($0.folder)))])
                    })
            ),
            ("packs", .list(assessment.rules.packs.map { .object([("id", .text($0.id)), ("version", .text($0.version))]) })),
            ("complete", .flag(assessment.isWhole)),
            (
                "accounts",
                .list(
                    snapshot.accounts.map { account in
                        .object([
                            ("id", .text(account.id)), ("name", .optional(account.name.map(SafeText.name))),
                            ("regions", .list(account.regions.map { .text($0) })),
                            ("resources", .number(account.resourceCount)),
                        ])
                    })
            ),
        ]
    }

    static func summary(_ assessment: Assessment) -> [(String, JSONText)] {
        [
            ("ledger", counts(assessment.evaluation.ledger.total)),
            ("requirements", .list(assessment.requirements.map(requirement))),
            ("waivers", .list(assessment.waivers.map { .object(waiver($0)) })),
            ("rules", .list(assessment.rules.rules.map { rule($0, assessment.evaluation.ledger.counts(rule: $0.id)) })),
            ("sources", .list(assessment.snapshot.sources.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }.map(source))),
            ("problems", .list(assessment.snapshot.problems.map(problem))),
            (
                "ruleErrors",
                .list(assessment.rules.plugins.flatMap(\.errors).map { .text(SafeText.message($0.description)) })
            ),
        ]
    }

    static func counts(_ counts: Ledger.Counts) -> JSONText {
        .object([
            ("planned", .number(counts.planned)), ("pass", .number(counts.pass)), ("fail", .number(counts.fail)),
            ("waived", .number(counts.waived)),
            ("skip", .number(counts.skip)), ("unknown", .number(counts.unknown)), ("error", .number(counts.error)),
        ])
    }

    private static func requirement(_ status: RequirementStatus) -> JSONText {
        .object([
            ("pack", .text(status.pack)), ("id", .text(status.requirement.id)), ("title", .text(status.requirement.title)),
            ("party", .text(status.requirement.party.rawValue)), ("state", .text(status.state.rawValue)),
            ("rules", .list(status.requirement.rules.map { .text($0) })), ("manual", .optional(status.requirement.manual)),
            ("counts", counts(status.counts)),
        ])
    }

    private static func rule(_ rule: Rule, _ counts: Ledger.Counts) -> JSONText {
        .object([
            ("id", .text(rule.id)), ("title", .text(rule.title)), ("severity", .text(rule.severity.name)), ("why", .text(rule.why)),
            ("remedy", .text(rule.remedy)), ("layers", .list(rule.layers.map { .text($0) })), ("counts", AssessmentJSON.counts(counts)),
        ])
    }

    private static func source(_ source: Source) -> JSONText {
        .object([
            ("path", .text(SafeText.name(source.path))), ("format", .optional(source.format)),
            ("stamp", .optional(source.stamp?.description)), ("loaded", .number(source.loaded)),
        ])
    }

    private static func problem(_ problem: Problem) -> JSONText {
        .object([
            ("severity", .text(problem.severity.name)), ("path", .text(SafeText.name(problem.path))),
            ("place", .text(SafeText.name(problem.place))), ("message", .text(SafeText.message(problem.message))),
        ])
    }

    static func waiver(_ status: WaiverStatus) -> [(String, JSONText)] {
        let waiver = status.waiver
        func patterns(_ list: [TextPattern]) -> JSONText { .list(list.map { .text(SafeText.name($0.description)) }) }
        return [
            ("line", waiver.line.map { .number($0) } ?? .null), ("rules", patterns(waiver.rules)),
            ("accounts", patterns(waiver.scope.accounts)), ("units", .list(waiver.scope.units.map { .text(SafeText.name($0)) })),
            ("regions", patterns(waiver.scope.regions)), ("resources", patterns(waiver.scope.resources)),
            (
                "tags",
                .object(waiver.scope.tags.sorted { $0.key < $1.key }.map { (SafeText.name($0.key), .text(SafeText.name($0.value.description))) })
            ),
            ("reason", .text(SafeText.message(waiver.reason))), ("owner", .text(SafeText.name(waiver.owner))), ("expires", .text(waiver.expires)),
            ("failures", .number(status.failures)), ("remarks", .list(status.remarks.map { .text($0.name) })),
        ]
    }
}
