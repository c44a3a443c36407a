// SPDX-License-Identifier: Apache-2.0
public import DemarcRules
public import DemarcSnapshot

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
    ///   - progress: told how many of how many evaluations are done, from any thread.
    public func run(
        isCancelled: @Sendable @escaping () -> Bool = { false }, progress: @Sendable @escaping (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) throws(RuleError) -> Evaluation {
        let run = Run(rules: rules, options: options, isCancelled: isCancelled)
        try run.evaluate(snapshot, progress: progress)
        return run.finish()
    }
}
