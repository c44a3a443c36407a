// SPDX-License-Identifier: Apache-2.0

/// What one rule cost in a benchmark, by evaluation.
public struct RuleFigures: Codable, Sendable, Equatable {
    /// The rule's id.
    public var rule: String
    /// Subjects of the rule in the snapshot.
    public var evaluations: Int
    /// What they answered.
    public var verdicts: VerdictCounts
    /// Lua instructions where every check enters Lua, with what library calls pay; a count, the same each time.
    public var instructions: Double
    /// How often Lua was entered.
    public var entries: Double
    /// Blocks that Lua allocated, and their bytes.
    public var allocations: Double
    public var bytes: Double
    /// Nanoseconds of the thread's own time, one figure a run.
    public var nanoseconds: [Double]
    /// How the cost grows where it grows faster than the work.
    public var growth: [CostGrowth]

    /// The least of all runs: what the machine does when nobody disturbs it.
    public var least: Double { nanoseconds.min() ?? 0 }
    /// The median of all runs.
    public var median: Double { Spread(nanoseconds).median }
    /// The most.
    public var most: Double { nanoseconds.max() ?? 0 }
    /// Nanoseconds of all evaluations together.
    public var total: Double { least * Double(evaluations) }
}
