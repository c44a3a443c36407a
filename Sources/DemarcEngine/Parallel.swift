// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument
internal import DemarcRules

/// Does the same to many things on several threads.
enum Parallel {
    /// What `body` makes of each of `inputs`, in their order.
    static func map<Input: Sendable, Output: Sendable>(
        _ inputs: [Input], jobs: Int, _ body: @Sendable (Input) -> Output
    ) throws(RuleError) -> [Output] {
        let outputs = Guarded<[Int: Output]>([:])
        let next = Counter()
        Threads.run(min(max(1, jobs), inputs.count)) { _ in
            while case let place = next.next(), place < inputs.count {
                let output = body(inputs[place])
                outputs.withLock { $0[place] = output }
            }
        }
        let done = outputs.withLock { outputs in inputs.indices.compactMap { outputs[$0] } }
        guard done.count == inputs.count else { throw .noMachine }
        return done
    }
}
