// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport

/// One line of Prowler's.
struct OracleVerdict: Decodable, Sendable {
    let account: String
    let region: String
    let check: String
    let resource: String
    let status: String
    let note: String

    private enum CodingKeys: String, CodingKey {
        case account, region, status, note
        case check = "check_id"
        case resource = "resource_id"
    }
}

/// Finds what we say of that on which Prowler has a verdict.
struct OracleJoin: Sendable {
    private struct Key: Hashable {
        let rule: String
        let account: String
        let place: String
    }

    private var findings: [Key: ScanResult.Finding] = [:]

    /// By all that a finding may be called.
    init(_ result: ScanResult) {
        for finding in result.findings {
            for place in OracleJoin.places(finding) { findings[Key(rule: finding.rule, account: finding.account, place: place)] = finding }
        }
    }

    private static func places(_ finding: ScanResult.Finding) -> Set<String> {
        if finding.type == "account" { return ["account"] }
        let names = Set([finding.id, finding.name].compactMap { $0 })
        return finding.type == "AWS::RDS::DBCluster" ? Set(names.map { "cluster \($0)" }) : names
    }

    /// PASS or FAIL as Prowler would say it, UNKNOWN or ERROR, or NONE where we have no verdict; and why.
    func answer(_ check: OracleCheck, _ verdict: OracleVerdict) -> (status: String, message: String) {
        let parts = verdict.resource.split(separator: "/").map(String.init)
        let place =
            switch check.subject {
            case .account: "account"
            case .region: verdict.region
            case .resource: parts.last ?? ""
            case .cluster: "cluster \(parts.last ?? "")"
            case .user: parts.first ?? ""
            }
        return answer(check.rule, verdict.account, place, check.phrase)
    }

    private func answer(_ rule: String, _ account: String, _ place: String, _ phrase: String?) -> (status: String, message: String) {
        guard let finding = findings[Key(rule: rule, account: account, place: place)] else { return ("NONE", "no finding") }
        // What is judged at the cluster has the cluster's verdict, for Prowler too.
        let judgedElsewhere = "judged at cluster "
        if finding.verdict == "skip" && finding.message.hasPrefix(judgedElsewhere) {
            return answer(rule, account, "cluster \(finding.message.dropFirst(judgedElsewhere.utf8.count))", phrase)
        }
        // A hub that is off gathers nothing.
        if finding.verdict == "skip" && rule == "aws.securityhub.gathers-findings" {
            return answer("aws.securityhub.enabled", account, place, phrase)
        }
        switch finding.verdict {
        case "fail":
            let isMeant = phrase.map { finding.message.contains($0) || finding.message == "the account has no password policy" } ?? true
            return (isMeant ? "FAIL" : "PASS", finding.message)
        // Prowler passes what does not apply.
        case "pass", "skip": return ("PASS", finding.message)
        default: return (finding.verdict.uppercased(), finding.message)
        }
    }
}
