// SPDX-License-Identifier: Apache-2.0
public import DemarcRules
public import DemarcSnapshot

/// Says why a rule answered as it did about one subject: every value it read, and where that stands.
public struct Explainer {
    private let snapshot: Snapshot
    private let rules: RuleSet

    /// Explains answers of the selected rules over `snapshot`.
    public init(snapshot: Snapshot, rules: RuleSet) {
        self.snapshot = snapshot
        self.rules = rules
    }

    /// The findings of `rule` about the subjects whose id, ARN or name is `name`, all that was read with each.
    ///
    /// Where several are called so, the account and a slash before the name tells which, or the account, the region and a slash each.
    public func explain(_ rule: String, _ name: String) throws(RuleError) -> [Finding] {
        guard let any = rules.selected.first(where: { $0.rule.id == rule }),
            let plugin = rules.plugins.first(where: { $0.name == any.rule.plugin })
        else { throw .noSuch(what: "rule", name: rule, suggestion: Suggestion.of(rule, among: rules.selected.map(\.rule.id))) }
        let evaluator = try Evaluator(plugin: plugin, selected: rules.selected.filter { $0.rule.id == rule })
        var findings: [Finding] = []
        var desk = WaiverDesk(WaiverBook(rules))
        for account in snapshot.accounts {
            guard let entry = rules.entry(rule, in: account.id) else { continue }
            for subjects in subjects(of: entry.rule, named: name, in: account) {
                let found = try evaluator.record(entry.id, over: subjects, at: 0, of: account) { answers in
                    let reader = EvidenceReader(account: account, sources: snapshot.sources)
                    let evidence = reader.evidence(answers, subject: subjects, place: 0, limit: .max)
                    return (0..<answers.count).compactMap { answers.answer($0) }.map { answer in
                        Finding(
                            rule: rule, severity: entry.rule.severity, verdict: answer.verdict,
                            cause: answer.verdict == .unknown ? answer.cause : nil, subject: SubjectName.of(subjects, at: 0, account),
                            key: answer.key, message: SafeText.message(reader.screened(answer.message, answers)), evidence: evidence)
                    }
                }
                for var finding in found {
                    let waivers = desk.open(entry.rule, finding.subject.account)
                    finding.waiver = desk.judge(
                        finding.verdict, of: finding.subject, tags: Worker.tags(of: subjects, at: 0, account), among: waivers, at: snapshot.asOf)
                    findings.append(finding)
                }
            }
        }
        return findings
    }

    /// What `rule` is asked about that is most likely meant by `name`; nil where nothing is near.
    public func suggestion(for name: String, of rule: String) -> String? {
        guard let entry = rules.selected.first(where: { $0.rule.id == rule }) else { return nil }
        return Suggestion.of(name, among: snapshot.accounts.lazy.flatMap { names(of: entry.rule, in: $0) })
    }

    private func names(of rule: Rule, in account: Account) -> [String] {
        switch rule.subject {
        case .organization: [account.organization.id, account.organization.name, "organization"].compactMap { $0 }
        case .account: [account.id, account.name].compactMap { $0 }
        case .region: account.regions.filter(\.isEnabled).map(\.id)
        case .resources(let types):
            types.flatMap { account.resources(of: $0) }.map(account.resource).flatMap { [$0.id, $0.name].compactMap { $0 } }
        }
    }

    private func subjects(of rule: Rule, named name: String, in account: Account) -> [Evaluator.Subjects] {
        let inAccount = name.hasPrefix("\(account.id)/") ? String(name.dropFirst(account.id.count + 1)) : name
        switch rule.subject {
        case .organization:
            let isFirst = account.id == snapshot.accounts.first?.id
            return isFirst && names(of: rule, in: account).contains(name) ? [.organization] : []
        case .account: return [account.id, account.name].contains(name) ? [.account] : []
        case .region:
            return account.regions.indices.filter { account.regions[$0].id == inAccount && account.regions[$0].isEnabled }.map { .region($0) }
        case .resources(let types):
            return types.flatMap { account.resources(of: $0) }.filter { index in
                let resource = account.resource(index)
                let isQualified = inAccount != name && inAccount.hasPrefix("\(resource.region)/")
                let wanted = isQualified ? String(inAccount.dropFirst(resource.region.count + 1)) : inAccount
                return [resource.id, resource.arn, resource.name].contains(wanted)
            }.map { .resources($0..<$0 + 1) }
        }
    }
}
