internal import DemarcDocument
// SPDX-License-Identifier: Apache-2.0
internal import DemarcRules

/// Hands the questions of a plan to workers, in batches that take about the same time.
///
/// A worker stays with an account, whose indexes its machines have built, until nothing of it is left; then it begins another, and when
/// all are begun it helps where most is left. In an account that comes first of which one check costs most, so that small pieces are left
/// for the end. The clock decides who does what and when, never what comes out.
final class WorkQueue: Sendable {
    /// Long enough that taking a batch costs nothing, short enough that workers end together.
    private static let nanoseconds = 2e6
    /// Subjects of a kind that nobody has measured: enough to measure it, few enough where each takes long.
    private static let probe = 4
    /// The most subjects of a batch: their verdicts are kept until it is done.
    private static let most = 1 << 14

    private struct State {
        /// What is left, by account.
        var accounts: [[Batch]] = []
        /// Accounts that a worker has begun.
        var begun = 0
        /// Nanoseconds of one check, by kind; 0 where nobody knows.
        var costs: [Double]

        /// Nanoseconds of all that is left of an account.
        func cost(_ account: Int) -> Double { accounts[account].reduce(0) { $0 + costs[$1.kind] * Double($1.subjects.count) } }
    }

    private let state: Guarded<State>

    /// A queue without work for rules and types of so many kinds.
    init(kinds: Int) { state = Guarded(State(costs: Array(repeating: 0, count: kinds))) }

    /// Takes the questions to so many accounts; what others cost is remembered.
    func fill(_ batches: [Batch], accounts: Int) {
        state.withLock { state in
            state.begun = 0
            state.accounts = Array(repeating: [], count: accounts)
            for batch in batches { state.accounts[batch.account].append(batch) }
        }
    }

    /// The next batch for a worker that is with `account`; nil when nothing is left.
    func next(_ account: inout Int?) -> Batch? {
        state.withLock { state in
            account = WorkQueue.account(for: account, &state)
            guard let account else { return nil }
            let left = state.accounts[account]
            guard let place = left.indices.max(by: { state.costs[left[$0].kind] < state.costs[left[$1].kind] }) else { return nil }
            let (first, rest) = left[place].cut(WorkQueue.size(state.costs[left[place].kind]))
            if let rest { state.accounts[account][place] = rest } else { state.accounts[account].remove(at: place) }
            return first
        }
    }

    /// Learns what `batch` cost.
    func learn(_ batch: Batch, nanoseconds: Double) {
        let measured = nanoseconds / Double(max(1, batch.subjects.count))
        state.withLock { state in
            let known = state.costs[batch.kind]
            state.costs[batch.kind] = known > 0 ? (known + measured) / 2 : measured
        }
    }

    /// What nobody took, which is then gone.
    func takeRest() -> [Batch] {
        state.withLock { state in
            defer { state.accounts = state.accounts.map { _ in [] } }
            return state.accounts.flatMap { $0 }
        }
    }

    private static func account(for current: Int?, _ state: inout State) -> Int? {
        if let current, !state.accounts[current].isEmpty { return current }
        while state.begun < state.accounts.count {
            state.begun += 1
            if !state.accounts[state.begun - 1].isEmpty { return state.begun - 1 }
        }
        return state.accounts.indices.filter { !state.accounts[$0].isEmpty }.max { state.cost($0) < state.cost($1) }
    }

    private static func size(_ cost: Double) -> Int { cost > 0 ? max(1, min(most, Int(nanoseconds / max(cost, 1)))) : probe }
}
