// SPDX-License-Identifier: Apache-2.0

/// A figure before and after.
public struct FigureChange: Codable, Sendable, Equatable {
    private static let tolerance = 1.02

    public var before: Double
    public var after: Double

    /// How many times the figure is what it was; 1 where there is and was nothing.
    public var ratio: Double { before == after ? 1 : after / before }

    /// How far the figure went, up or down, as a part of the lesser.
    var distance: Double { max(ratio, 1 / ratio) - 1 }

    /// What the figure says where it is a count; a difference of no more than `least` says nothing.
    func outcome(least: Double = 0) -> Judgement.Outcome {
        guard abs(after - before) > least else { return .undecided }
        if ratio > FigureChange.tolerance { return .slower }
        return ratio < 1 / FigureChange.tolerance ? .faster : .undecided
    }
}
