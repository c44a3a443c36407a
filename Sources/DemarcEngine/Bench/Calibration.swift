// SPDX-License-Identifier: Apache-2.0

/// How fast the machine was in each run of a benchmark: nanoseconds of two fixed pieces of work, done between the rules.
public struct Calibration: Codable, Sendable, Equatable {
    /// Branches and arithmetic, and reads that stay in the cache, as an interpreter has them.
    public var processor: [Double]
    /// Reads all over the snapshot, each where the one before says: what memory, and the tables that map it, are like for this process.
    public var memory: [Double]
}
