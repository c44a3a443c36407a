// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument
public import DemarcRules
public import DemarcSnapshot
internal import Dispatch
internal import Synchronization

/// Evaluates every selected rule over every resource of its type, on several workers, and puts the answers in one order.
public struct Scheduler: Sendable {
    /// How a run goes about it.
    public struct Options: Sendable {
        /// Threads that evaluate.
        public var jobs = 1
        /// Whether passes and skips become findings too.
        public var keepsPasses = false
        /// Whether failures and unknowns are run again to see what they read.
        public var collectsEvidence = true
        /// Whether a resource is answered from what was decided of one like it; the answers are the same, and the run takes longer without.
        public var remembersDecisions = true
        /// What a check may use.
        public var limits = Machine.Limits()
        /// Bytes of findings held in memory; more go to a temporary file.
        public var findingMemory = 64 << 20

        /// One worker, no passes, evidence.
        public init() {}
    }

    private let snapshot: Snapshot
    private let rules: RuleSet
    private let options: Options

    /// A run of `rules` over `snapshot`.
    public init(snapshot: Snapshot, rules: RuleSet, options: Options = Options()) {
        self.snapshot = snapshot
        self.rules = rules
        self.options = options
    }

    /// Runs to the end, or until `isCancelled` says so.
    ///
    /// - Parameters:
    ///   - isCancelled: asked before each batch, from any thread.
    ///   - progress: told how many of how many batches are done, from any thread.
    public func run(
        isCancelled: @Sendable @escaping () -> Bool = { false }, progress: @Sendable @escaping (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) throws(RuleError) -> Evaluation {
        let plan = Plan(snapshot: snapshot, rules: rules.selected)
        let cursor = Atomic(0)
        let done = Atomic(0)
        let shares = Mutex<[Result<Share, RuleError>]>([])
        let watchers = (0..<max(1, options.jobs)).map { _ in Watcher() }
        let timer = Watcher.start(watchers)
        defer { timer.cancel() }
        let group = DispatchGroup()
        let file = SpillFile()
        let bound = options.findingMemory / watchers.count
        var started = 0
        for watcher in watchers {
            group.enter()
            let isRunning = WorkerThread.start { [snapshot, rules, options] in
                defer { group.leave() }
                let worker = Worker(
                    snapshot: snapshot, rules: rules, options: options, watcher: watcher, findings: FindingBuffer(bound: bound, file: file))
                let share = Result<Share, RuleError> { () throws(RuleError) in
                    while !isCancelled() && file.complaint == nil {
                        let next = cursor.add(1, ordering: .relaxed).oldValue
                        guard next < plan.batches.count else { break }
                        try worker.run(plan.batches[next])
                        progress(done.add(1, ordering: .relaxed).newValue, plan.batches.count)
                    }
                    return Share(findings: worker.findings, ledger: worker.ledger)
                }
                shares.withLock { $0.append(share) }
            }
            if isRunning { started += 1 } else { group.leave() }
        }
        guard started > 0 else { throw .noMachine }
        group.wait()
        return try collect(plan, shares.withLock { $0 }, taken: min(cursor.load(ordering: .relaxed), plan.batches.count), file)
    }

    private struct Share: Sendable {
        let findings: FindingBuffer
        let ledger: Ledger
    }

    private func collect(_ plan: Plan, _ shares: [Result<Share, RuleError>], taken: Int, _ file: SpillFile) throws(RuleError) -> Evaluation {
        var buffers = [FindingBuffer(bound: options.findingMemory, file: file)]
        var ledger = Ledger()
        for share in shares {
            let share = try share.get()
            buffers.append(share.findings)
            for (key, counts) in share.ledger.entries { ledger.add(counts, rule: key.rule, account: key.account) }
        }
        // What nobody got to stays planned and unanswered: no requirement may pass on what was left out.
        for batch in plan.batches[taken...] {
            var counts = Ledger.Counts()
            counts.planned = batch.subjects.count
            ledger.add(counts, rule: rules.selected[batch.rule].rule.id, account: snapshot.accounts[batch.account].id)
        }
        for gap in plan.uncovered {
            let finding = UncoveredFinding.of(gap, rules.selected[gap.rule].rule, snapshot.accounts[gap.account])
            var counts = Ledger.Counts()
            counts.planned = 1
            counts.add(.unknown)
            ledger.add(counts, rule: finding.rule, account: finding.subject.account)
            buffers[0].add(finding)
        }
        return Evaluation(findings: Findings(buffers, file: file), ledger: ledger, isComplete: taken == plan.batches.count)
    }
}

/// Everything a run found.
public struct Evaluation: Sendable {
    /// Failures, unknowns and errors, and passes where asked for, in the order (account, region, type, id, rule, key).
    public let findings: Findings
    /// The account of every evaluation.
    public let ledger: Ledger
    /// Whether the run came to its end.
    public let isComplete: Bool
}

/// Says that a rule could not be asked, because nobody collected what it is about.
enum UncoveredFinding {
    static func of(_ gap: Plan.Uncovered, _ rule: Rule, _ account: Account) -> Finding {
        let subject = Finding.Subject(account: account.id, region: gap.region, type: gap.type, id: "*", arn: nil, name: nil)
        let (cause, why) = reason(gap)
        return Finding(
            rule: rule.id, severity: rule.severity, verdict: .unknown, cause: cause, subject: subject, key: "", message: why)
    }

    private static func reason(_ gap: Plan.Uncovered) -> (Cause, String) {
        switch gap.coverage {
        case .denied(let code): (.denied, "collecting \(gap.type) was denied in \(gap.region): \(code)")
        case .partial(let reason): (.notCollected, "\(gap.type) was not completely collected in \(gap.region): \(reason)")
        default: (.notCollected, "\(gap.type) was not collected in \(gap.region)")
        }
    }
}
