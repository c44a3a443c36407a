// SPDX-License-Identifier: Apache-2.0

/// What changed between two benchmarks of one snapshot.
public struct Comparison: Codable, Sendable, Equatable {
    /// A rule that both measured.
    public struct Entry: Codable, Sendable, Equatable {
        public var rule: String
        public var judgement: Judgement
        /// Verdict counts that differ: such a rule does other work, and how fast is the lesser question.
        public var verdicts: ChangedVerdicts?
    }

    /// Verdict counts before and after.
    public struct ChangedVerdicts: Codable, Sendable, Equatable {
        public var before: VerdictCounts
        public var after: VerdictCounts
    }

    /// Every rule that both measured.
    public var rules: [Entry]
    /// All of them together.
    public var total: Judgement
    /// Rules that only the earlier benchmark measured, and only the later one.
    public var onlyBefore: [String]
    public var onlyAfter: [String]

    /// Whether something became slower, or answers otherwise.
    public var isRegression: Bool {
        total.outcome == .slower || rules.contains { $0.judgement.outcome == .slower || $0.verdicts != nil }
    }

    /// Compares `after` with `before`; both are about the same snapshot.
    public init(before: BenchmarkReport, after: BenchmarkReport) {
        let earlier = Dictionary(before.rules.map { ($0.rule, $0) }) { first, _ in first }
        let pairs = after.rules.compactMap { rule in earlier[rule.rule].map { (before: $0, after: rule) } }
        let alone = pairs.map { Comparison.judgement([$0.before], [$0.after], before, after) }
        rules = zip(pairs, alone.indices).map { pair, place in
            Entry(
                rule: pair.after.rule,
                judgement: Comparison.judgement([pair.before], [pair.after], before, after, others: Comparison.drift(alone, except: place)),
                verdicts: pair.before.verdicts == pair.after.verdicts
                    ? nil : ChangedVerdicts(before: pair.before.verdicts, after: pair.after.verdicts))
        }
        total = Comparison.judgement(pairs.map(\.before), pairs.map(\.after), before, after, others: Comparison.drift(alone, except: nil))
        let both = Set(pairs.map(\.after.rule))
        onlyBefore = before.rules.map(\.rule).filter { !both.contains($0) }
        onlyAfter = after.rules.map(\.rule).filter { !both.contains($0) }
    }

    private static func judgement(
        _ earlier: [RuleFigures], _ later: [RuleFigures], _ before: BenchmarkReport, _ after: BenchmarkReport, others: Double = 0
    ) -> Judgement {
        Judgement(before: side(earlier, before.calibration), after: side(later, after.calibration), others: others)
    }

    /// How far rules went whose counts stayed, all but one in four of them; nothing where there are too few to say so.
    private static func drift(_ judgements: [Judgement], except place: Int?) -> Double {
        let drifts = judgements.indices.filter { $0 != place }.compactMap { judgements[$0].drift }
        return drifts.count < 3 ? 0 : Spread(drifts).upper
    }

    /// Several rules as one: their sums by evaluation of any of them.
    private static func side(_ rules: [RuleFigures], _ calibration: Calibration) -> Judgement.Side {
        let evaluations = Double(max(1, rules.reduce(0) { $0 + $1.evaluations }))
        func mean(_ figure: (RuleFigures) -> Double) -> Double {
            rules.reduce(0) { $0 + figure($1) * Double($1.evaluations) } / evaluations
        }
        let runs = rules.map(\.nanoseconds.count).filter { $0 > 0 }.min() ?? 0
        return Judgement.Side(
            instructions: mean(\.instructions), entries: mean(\.entries),
            nanoseconds: (0..<runs).map { run in mean { run < $0.nanoseconds.count ? $0.nanoseconds[run] : 0 } }, calibration: calibration)
    }
}
