// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument
public import DemarcRules
public import DemarcSnapshot
internal import Dispatch
internal import Synchronization

/// One evaluation of the selected rules over accounts that come a few at a time; workers, and with them their machines, live as long as it.
public final class Run {
    private let rules: RuleSet
    private let isCancelled: @Sendable () -> Bool
    private let file: SpillFile
    private let queue: WorkQueue
    private let workers: [Worker]
    private let timer: any DispatchSourceTimer
    /// What no worker finds: that nobody collected a type.
    private var gaps: FindingBuffer
    private var ledger = Ledger()
    private var desk: WaiverDesk
    private var isComplete = true
    private var hasAskedOrganization = false

    /// A run that stops at the next batch when `isCancelled`, asked from any thread, says so.
    public init(rules: RuleSet, options: Scheduler.Options, isCancelled: @Sendable @escaping () -> Bool = { false }) {
        self.rules = rules
        let file = SpillFile()
        self.file = file
        self.isCancelled = { isCancelled() || file.complaint != nil }
        queue = WorkQueue(kinds: Plan.kinds(rules.selected))
        let book = WaiverBook(rules)
        desk = WaiverDesk(book)
        let jobs = max(1, options.jobs)
        let buffer = FindingBuffer(bound: options.findingMemory / (jobs + 1), file: file)
        gaps = buffer
        workers = (0..<jobs).map { _ in Worker(rules: rules, options: options, findings: buffer, desk: WaiverDesk(book)) }
        timer = Watcher.start(workers.map(\.watcher))
    }

    deinit { timer.cancel() }

    /// Evaluates the accounts of `snapshot`.
    ///
    /// - Parameter progress: told how many of how many evaluations are done, from any thread.
    public func evaluate(
        _ snapshot: Snapshot, progress: @Sendable @escaping (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) throws(RuleError) {
        let plan = Plan(snapshot: snapshot, rules: rules.selected, asksOrganization: !hasAskedOrganization)
        hasAskedOrganization = true
        queue.fill(plan.batches, accounts: snapshot.accounts.count)
        try work(on: snapshot, planned: plan.batches.reduce(0) { $0 + $1.subjects.count }, progress)
        // What nobody got to stays planned and unanswered: no requirement may pass on what was left out.
        for batch in queue.takeRest() { leaveOut(batch.rule, batch.subjects.count) }
        for gap in plan.uncovered {
            let entry = rules.selected[gap.rule]
            let account = snapshot.accounts[gap.account]
            var finding = UncoveredFinding.of(gap, entry.rule, account)
            let waivers = desk.open(entry.rule, account.id)
            finding.waiver = desk.judge(finding.verdict, of: finding.subject, tags: nil, among: waivers, at: snapshot.asOf)
            var counts = Ledger.Counts()
            counts.planned = 1
            counts.add(.unknown)
            ledger.add(counts, to: entry)
            gaps.add(finding)
        }
    }

    /// Lets what is evaluated next be of another organisation, which is asked too.
    func beginOrganization() { hasAskedOrganization = false }

    /// Notes that accounts, known by their ids, are not evaluated at all: of each rule at least one question an account is left.
    public func leaveOut(accounts: [String]) {
        for (rule, entry) in rules.selected.enumerated() {
            let isOrganization = entry.rule.subject == .organization
            let count = isOrganization ? (hasAskedOrganization ? 0 : 1) : accounts.count { entry.accounts.contains($0) }
            if count > 0 && !accounts.isEmpty { leaveOut(rule, count) }
        }
    }

    private func leaveOut(_ rule: Int, _ count: Int) {
        isComplete = false
        var counts = Ledger.Counts()
        counts.planned = count
        ledger.add(counts, to: rules.selected[rule])
    }

    /// Whether it was stopped.
    public var isStopped: Bool { isCancelled() }

    /// What was found since this was last asked.
    public func takeFindings() -> Findings {
        Findings([gaps.take()] + workers.map { $0.findings.take() }, file: file, jobs: workers.count)
    }

    /// Everything that was found.
    public func finish() -> Evaluation {
        for worker in workers { ledger.add(worker.ledger) }
        let waivers = workers.reduce(into: desk.uses) { uses, worker in
            for (number, use) in worker.desk.uses.enumerated() { uses[number] += use }
        }
        return Evaluation(findings: takeFindings(), ledger: ledger, waivers: waivers, isComplete: isComplete)
    }

    private func work(
        on snapshot: Snapshot, planned: Int, _ progress: @Sendable @escaping (_ done: Int, _ of: Int) -> Void
    ) throws(RuleError) {
        let done = Atomic(0)
        let failure = Guarded<RuleError?>(nil)
        // A worker is one thread's at a time: this one's until all are done.
        nonisolated(unsafe) let workers = workers
        let started = unsafe Threads.run(workers.count) { [queue, isCancelled] number in
            do throws(RuleError) {
                try unsafe workers[number].work(on: queue, of: snapshot, isCancelled: isCancelled) { count in
                    progress(done.add(count, ordering: .relaxed).newValue, planned)
                }
            } catch {
                failure.withLock { $0 = error }
            }
        }
        guard started > 0 else { throw .noMachine }
        if let error = failure.withLock({ $0 }) { throw error }
    }
}
