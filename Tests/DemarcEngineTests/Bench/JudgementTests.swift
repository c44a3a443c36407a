// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

@testable import DemarcEngine

/// Made-up measurements and the word that must be said of them.
@Suite struct JudgementTests {
    private static let quiet = [1.00, 1.01, 1.02, 1.01, 1.00, 1.03, 1.02, 1.01, 1.00, 1.02]
    private static let noisy = [1.00, 1.15, 1.30, 1.22, 1.40, 1.05, 1.90, 1.18, 1.25, 1.33]

    private static func side(
        _ instructions: Double = 100, entries: Double = 1, times: [Double] = quiet, _ factor: Double = 1, calibration: [Double] = quiet,
        speed: Double = 1, memory: Double = 1
    ) -> Judgement.Side {
        Judgement.Side(
            instructions: instructions, entries: entries, nanoseconds: times.map { $0 * factor * 500 },
            calibration: Calibration(processor: calibration.map { $0 * speed * 90 }, memory: calibration.map { $0 * speed * memory * 40 }))
    }

    /// What it shows, the two sides, and the word.
    static let cases: [(String, Judgement.Side, Judgement.Side, Judgement.Outcome)] = [
        ("the same again", side(), side(), .undecided),
        ("a fifth more instructions", side(), side(120), .slower),
        ("a fifth more instructions and as much more time", side(), side(120, 1.2), .slower),
        ("a fifth more instructions under any noise", side(times: noisy), side(120, times: noisy, 0.9), .slower),
        ("a fifth fewer instructions", side(), side(80), .faster),
        ("three in a hundred more instructions", side(), side(103), .slower),
        ("one in a hundred more instructions", side(), side(101), .undecided),
        ("instructions where there were none", side(0), side(1), .slower),
        ("no instructions, as before", side(0), side(0), .undecided),
        ("Lua is entered where it was remembered", side(entries: 0.01), side(entries: 1), .slower),
        ("Lua is remembered where it was entered", side(entries: 1), side(entries: 0.2), .faster),
        ("a hundredth more entries of next to none", side(entries: 0.001), side(entries: 0.011), .undecided),
        ("twice the time, nothing else", side(), side(100, 2), .slower),
        ("half the time, nothing else", side(), side(100, 0.5), .faster),
        ("a fifth more time, nothing else", side(), side(100, 1.2), .undecided),
        ("two fifths more time, nothing else", side(), side(100, 1.4), .undecided),
        ("three fifths more time, nothing else, all quiet", side(), side(100, 1.6), .slower),
        ("three fifths more time in noise", side(times: noisy), side(100, times: noisy, 1.6), .undecided),
        ("three fifths more time beside a noisy calibration", side(), side(100, 1.6, calibration: noisy), .undecided),
        ("three fifths more time where memory became slower", side(), side(100, 1.6, memory: 1.25), .undecided),
        ("two fifths more time on a machine as much slower", side(), side(100, 1.4, speed: 1.4), .undecided),
        ("a fifth more time on a machine that became faster", side(), side(100, 1.2, speed: 0.75), .slower),
        ("three times the time on another machine", side(), side(100, 3, speed: 2), .undecided),
        ("more instructions on another machine", side(), side(120, 3, speed: 2), .slower),
        ("one quiet run among slow ones", side(), side(100, times: [1.0] + Array(repeating: 2, count: 9)), .undecided),
        ("some slow runs before, all slow now", side(times: quiet.dropLast(4) + [3, 3, 3, 3]), side(100, 1.8), .undecided),
        ("fewer instructions that take twice as long", side(), side(80, 2), .undecided),
        ("more instructions, entered less", side(), side(150, entries: 0.5), .undecided),
        ("nothing was timed", side(times: []), side(times: []), .undecided),
    ]

    @Test(arguments: cases.indices)
    func theWordFitsTheFigures(place: Int) {
        let (situation, before, after, outcome) = JudgementTests.cases[place]
        #expect(Judgement(before: before, after: after).outcome == outcome, "\(situation)")
    }

    @Test func `what other rules do without a reason is noise`() {
        let (before, after) = (JudgementTests.side(), JudgementTests.side(100, 1.6))
        #expect(Judgement(before: before, after: after, others: 0.1).outcome == .slower)
        #expect(Judgement(before: before, after: after, others: 0.3).outcome == .undecided)
        #expect(Judgement(before: before, after: JudgementTests.side(120, 1.6), others: 0.3).outcome == .slower)
    }

    @Test func `what is faster one way is slower the other`() {
        for (situation, before, after, outcome) in JudgementTests.cases {
            let turned = Judgement(before: after, after: before).outcome
            #expect((outcome == .undecided) == (turned == .undecided) && (outcome == .undecided || turned != outcome), "\(situation)")
        }
    }

    @Test func `measurements of one thing never differ, however they are dealt`() {
        // A generator of its own, so that the deals are the same each time.
        var state: UInt64 = 7
        func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 33) / Double(1 << 31)
        }
        for _ in 0..<10_000 {
            func runs() -> [Double] { (0..<10).map { _ in 1 + next() * next() * 0.8 } }
            let judgement = Judgement(
                before: JudgementTests.side(times: runs(), calibration: runs()), after: JudgementTests.side(times: runs(), calibration: runs()))
            #expect(judgement.outcome == .undecided)
        }
    }
}
