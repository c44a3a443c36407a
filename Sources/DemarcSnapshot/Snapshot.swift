// SPDX-License-Identifier: Apache-2.0

/// Everything that was collected of one organisation at one time.
public struct Snapshot: Sendable {
    /// "Now" for every age: what the user said, else the newest stamp of a source. Never the clock.
    public let asOf: Instant?
    /// The files.
    public let sources: [Source]
    /// The accounts, in the order of their ids.
    public let accounts: [Account]
    /// What could not be taken as it is, in the order of path and place, each once.
    public let problems: [Problem]

    init(asOf: Instant?, sources: [Source], accounts: [Account], problems: [Problem]) {
        self.asOf = asOf
        self.sources = sources
        self.accounts = accounts
        self.problems = problems
    }
}
