// SPDX-License-Identifier: Apache-2.0

/// Whether something became faster or slower between two benchmarks of the same snapshot, and what says so.
///
/// **Counts come first.** Lua instructions and entries are the same each time on every machine, so a difference is a difference of the
/// rule, however noisy the machine was. Two in a hundred are let pass: nobody's scan gets slower by them, and a word more in a message
/// is no regression.
///
/// **Time alone has to be overwhelming.** A shared machine is slow for minutes and fast again; other processes take the cache, the memory
/// and the other half of the core, none of which the thread's own clock leaves out. Therefore:
///
/// - The least of the runs stands for the rule: disturbance only adds. Runs of all rules take turns, so a disturbance shorter than the
///   benchmark leaves every rule some quiet runs.
/// - What lasts as long as the benchmark shows in the calibration, fixed work between the rules: times are divided by the processor's.
///   Where either part says that the machine became half as fast again, or another machine measured, times are not compared at all.
/// - The noise is estimated from all that should have stayed: how far medians lie above leasts, on both sides; how far the memory's
///   calibration went another way than the processor's, for a rule waits for both and nobody knows in what parts; and how far other
///   rules went whose counts are what they were. A process over 100,000 resources was seen to take 40 % longer for the
///   rules that read most, and no longer for others. A difference must be half, and three times the noise; a fifth that a rule's own
///   instructions cause is told by their count.
/// - The ranges must not overlap: the least of the one above three quarters of the other's runs. A run or two that were disturbed say
///   nothing about the rest.
///
/// **Where counts and time disagree, nobody can tell**: fewer instructions that take longer are no gain, and the reader has to look.
public struct Judgement: Codable, Sendable, Equatable {
    /// What became of it.
    public enum Outcome: String, Codable, Sendable {
        case faster
        case slower
        case undecided = "can't tell"
    }

    private static let timeTolerance = 0.5
    private static let noiseFactor = 3.0

    /// What became of it.
    public var outcome: Outcome
    /// Instructions of an evaluation.
    public var instructions: FigureChange
    /// Lua entries of an evaluation.
    public var entries: FigureChange
    /// The least nanoseconds, as if the processor had been as fast as before.
    public var nanoseconds: FigureChange
    /// The part of the time that is noise.
    public var noise: Double
    /// Whether the machines were alike enough to compare times.
    public var comparesTime: Bool

    /// One side of a comparison.
    struct Side {
        var instructions: Double
        var entries: Double
        var nanoseconds: [Double]
        var calibration: Calibration
    }

    /// Judges `after` by `before`; other rules went as far as `others` although their counts stayed.
    init(before: Side, after: Side, others: Double = 0) {
        let processor = SpeedChange(before.calibration.processor, after.calibration.processor)
        let memory = SpeedChange(before.calibration.memory, after.calibration.memory)
        let isAlike = processor.isAlike && memory.isAlike
        let times = (before: Spread(before.nanoseconds), after: Spread(after.nanoseconds.map { isAlike ? $0 / processor.ratio : $0 }))
        comparesTime = isAlike
        noise = max(times.before.band, times.after.band, processor.band, memory.band, memory.distance(to: processor), others)
        instructions = FigureChange(before: before.instructions, after: after.instructions)
        entries = FigureChange(before: before.entries, after: after.entries)
        nanoseconds = FigureChange(before: times.before.least, after: times.after.least)
        outcome = Judgement.agreed([
            instructions.outcome(), entries.outcome(least: 0.02),
            isAlike ? Judgement.time(times.before, times.after, noise: noise) : .undecided,
        ])
    }

    /// How far the time went although the counts stayed; nil where they did not, or times are not compared.
    var drift: Double? {
        guard comparesTime, nanoseconds.before > 0, nanoseconds.after > 0, instructions.outcome() == .undecided,
            entries.outcome(least: 0.02) == .undecided
        else {
            return nil
        }
        return nanoseconds.distance
    }

    private static func time(_ before: Spread, _ after: Spread, noise: Double) -> Outcome {
        let needed = 1 + max(timeTolerance, noiseFactor * noise)
        if after.least > before.least * needed && after.least > before.upper { return .slower }
        if before.least > after.least * needed && before.least > after.upper { return .faster }
        return .undecided
    }

    private static func agreed(_ said: [Outcome]) -> Outcome {
        let words = Set(said).subtracting([.undecided])
        return words.count == 1 ? words.first ?? .undecided : .undecided
    }
}
