// SPDX-License-Identifier: Apache-2.0
internal import CCounters
internal import DemarcRules
internal import DemarcSnapshot

/// What is left of a million errors that rules raise: nothing, for no jump skips a Swift frame that holds an object.
enum RaisedErrors {
    static let count = 1_000_000
    /// Bytes that may be held more or less: Lua's collector is in another place of its round.
    static let slack = 64 << 10

    /// Raises them in one machine and gives what is wrong then.
    static func hold(_ snapshot: Snapshot, _ plugin: Plugin) throws -> [String] {
        guard let account = snapshot.accounts.first else { return ["errors: nothing was evaluated"] }
        let evaluator = try Evaluator(plugin: plugin, selected: try BenchmarkRules.set(BenchmarkRules.raising, plugin).selected)
        let machine = ObjectIdentifier(evaluator.machine)
        var raised = 0
        func raise(_ wanted: Int) throws {
            raised = 0
            while raised < wanted {
                try evaluator.evaluate(BenchmarkRules.raising, over: .resources(account.resources(of: Kind.volume.type)), of: account) { _, answers in
                    raised += (0..<answers.count).count { answers.verdict($0) == .error }
                }
            }
        }
        try raise(count / 10)  // what is kept for later has its size then
        CCounters_start()
        try raise(count)
        let held = CCounters_stop().held
        print("errors                       \(raised) raised, \(held) bytes held more")
        var complaints: [String] = []
        if abs(held) > slack { complaints.append("errors: \(held) bytes are held after \(raised) errors, expected none") }
        if ObjectIdentifier(evaluator.machine) != machine { complaints.append("errors: an error cost a machine") }
        return complaints
    }
}
