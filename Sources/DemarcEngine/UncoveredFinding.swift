// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument
internal import DemarcRules
internal import DemarcSnapshot

/// Says that a rule could not be asked, because nobody collected what it is about.
enum UncoveredFinding {
    static func of(_ gap: Plan.Uncovered, _ rule: Rule, _ account: Account) -> Finding {
        let subject = Finding.Subject(account: account.id, region: gap.region, type: gap.type, id: "*", arn: nil, name: nil)
        let (cause, why) = reason(gap)
        return Finding(
            rule: rule.id, severity: rule.severity, verdict: .unknown, cause: cause, subject: subject, key: "", message: why)
    }

    private static func reason(_ gap: Plan.Uncovered) -> (Cause, String) {
        if gap.region == Plan.nowhere { return (.notCollected, "no region of the account is known, and nothing was collected in any") }
        return switch gap.coverage {
        case .denied(let code): (.denied, "collecting \(gap.type) was denied in \(gap.region): \(code)")
        case .partial(let reason): (.notCollected, "\(gap.type) was not completely collected in \(gap.region): \(reason)")
        default: (.notCollected, "\(gap.type) was not collected in \(gap.region)")
        }
    }
}
