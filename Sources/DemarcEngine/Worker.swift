// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument
internal import DemarcRules
internal import DemarcSnapshot

/// One thread's share of a run: an evaluator for each plugin, which lives as long as the run, and the answers it got.
final class Worker {
    let watcher = Watcher()
    var findings: FindingBuffer
    private let rules: RuleSet
    private let options: Scheduler.Options
    private var evaluators: [String: Evaluator] = [:]
    private(set) var ledger = Ledger()
    private(set) var desk: WaiverDesk

    init(rules: RuleSet, options: Scheduler.Options, findings: FindingBuffer, desk: WaiverDesk) {
        self.desk = desk
        self.rules = rules
        self.options = options
        self.findings = findings
    }

    /// Takes batches until none is left or `isCancelled` says so; `finished` is told how many evaluations each had.
    func work(on queue: WorkQueue, of snapshot: Snapshot, isCancelled: () -> Bool, _ finished: (Int) -> Void) throws(RuleError) {
        var account: Int?
        let sources = SourceNames(snapshot.sources)
        while !isCancelled(), let batch = queue.next(&account) {
            let start = ContinuousClock.now
            try run(batch, of: snapshot, sources)
            queue.learn(batch, nanoseconds: (ContinuousClock.now - start) / .nanoseconds(1))
            finished(batch.subjects.count)
        }
    }

    private func run(_ batch: Batch, of snapshot: Snapshot, _ sources: SourceNames) throws(RuleError) {
        let entry = rules.selected[batch.rule]
        let account = snapshot.accounts[batch.account]
        let evaluator = try evaluator(for: entry.rule.plugin)
        var counts = Ledger.Counts()
        counts.planned = batch.subjects.count
        var worst: [Verdict?] = Array(repeating: nil, count: batch.subjects.count)
        var kept: [(place: Int, answer: Answers.Answer)] = []
        watcher.watch(WatchedMachine(evaluator.machine))
        defer { watcher.watch(nil) }
        try evaluator.evaluate(entry.id, over: batch.subjects, of: account) { done, answers in
            for index in 0..<answers.count {
                let verdict = answers.verdict(index)
                guard let answer = keeps(verdict) ? answers.answer(index) : nil else {
                    if let place = answers.subject(index) { worst[done + place] = Worker.worse(worst[done + place], verdict) }
                    continue
                }
                worst[done + answer.subject] = Worker.worse(worst[done + answer.subject], verdict)
                kept.append((done + answer.subject, answer))
            }
        }
        let waivers = desk.open(entry.rule, SubjectName.account(of: batch.subjects, account))
        /// The subjects of failures over which no waiver is laid.
        var open: Set<Int> = []
        let writer = FindingWriter(entry.rule, batch.subjects, EvidenceReader(account: account, sources: sources))
        for (place, answer) in kept {
            let waiver = desk.judge(
                answer.verdict, of: SubjectName.of(batch.subjects, at: place, account), tags: Worker.tags(of: batch.subjects, at: place, account),
                among: waivers, at: snapshot.asOf)
            if answer.verdict == .fail && waiver == nil { open.insert(place) }
            try findings.add { (bytes) throws(RuleError) in
                guard needsSight(answer) else { return writer.append(answer, at: place, waiver: waiver, seen: nil, to: &bytes) }
                try evaluator.record(entry.id, over: batch.subjects, at: place, of: account) { answers in
                    writer.append(answer, at: place, waiver: waiver, seen: answers, to: &bytes)
                }
            }
        }
        // A subject without an answer stays planned and unanswered: the ledger shows it.
        for (place, verdict) in worst.enumerated() { if let verdict { counts.add(verdict, isWaived: !open.contains(place)) } }
        ledger.add(counts, to: entry)
    }

    /// The tags of a resource; nil where the subject is none.
    static func tags(of subjects: Evaluator.Subjects, at place: Int, _ account: Account) -> Value? {
        if case .resources(let range) = subjects { account.resource(range.lowerBound + place).tags } else { nil }
    }

    private func keeps(_ verdict: Verdict) -> Bool {
        verdict == .fail || verdict == .unknown || verdict == .error || options.keepsPasses
    }

    /// Of several answers of one subject the one that must not be overlooked.
    static func worse(_ left: Verdict?, _ right: Verdict) -> Verdict {
        guard let left else { return right }
        return rank(left) >= rank(right) ? left : right
    }

    private static func rank(_ verdict: Verdict) -> Int {
        switch verdict {
        case .skip: 0
        case .pass: 1
        case .unknown: 2
        case .fail: 3
        case .error: 4
        }
    }

    private func evaluator(for name: String) throws(RuleError) -> Evaluator {
        if let evaluator = evaluators[name] { return evaluator }
        guard let plugin = rules.plugins.first(where: { $0.name == name }) else {
            throw .noSuch(what: "plugin", name: name, suggestion: nil)
        }
        let evaluator = try Evaluator(plugin: plugin, selected: rules.selected, limits: options.limits, remembers: options.remembersDecisions)
        evaluator.onReplacement = { [watcher] machine in watcher.watch(WatchedMachine(machine)) }
        evaluators[name] = evaluator
        return evaluator
    }

    /// Whether the check is to be run again to see what it read: for evidence, and lest its message says a secret.
    private func needsSight(_ answer: Answers.Answer) -> Bool {
        options.collectsEvidence && !answer.isStopped && (FindingWriter.needsEvidence(answer) || !answer.message.isEmpty)
    }
}

/// Names what a batch's subject is.
enum SubjectName {
    /// The id of the account that a subject belongs to; the organisation belongs to the account that manages it, where that is known.
    static func account(of subjects: Evaluator.Subjects, _ account: Account) -> String {
        subjects == .organization ? account.organization.management ?? "" : account.id
    }

    static func of(_ subjects: Evaluator.Subjects, at place: Int, _ account: Account) -> Finding.Subject {
        switch subjects {
        case .organization:
            Finding.Subject(
                account: SubjectName.account(of: subjects, account), region: "global", type: "organization",
                id: SafeText.name(account.organization.id ?? "organization"), arn: nil, name: account.organization.name.map(SafeText.name))
        case .account:
            Finding.Subject(account: account.id, region: "global", type: "account", id: account.id, arn: nil, name: account.name)
        case .region(let index):
            Finding.Subject(
                account: account.id, region: account.regions[index].id, type: "region", id: account.regions[index].id, arn: nil, name: nil)
        case .resources(let range):
            account.resource(range.lowerBound + place).subject
        }
    }
}
