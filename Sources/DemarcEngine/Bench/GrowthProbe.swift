// SPDX-License-Identifier: Apache-2.0
internal import DemarcRules
internal import DemarcSnapshot

/// Finds rules whose cost grows faster than the work, by counting the same checks in an account made larger.
///
/// Everything that was there before is the same in the larger account (see `GrownAccount`), so a check that looks at its resource and joins
/// it to others by name costs exactly what it did, to the instruction. What costs more went through everything there is, for each resource
/// again: N resources then cost N times N. A rule about regions or accounts may go through everything once: there only what grows faster
/// than the account is told. Documents are looked at in the same way, with lists twice as long.
struct GrowthProbe {
    /// Subjects that are counted of a rule.
    private static let sample = 32
    /// Growth that is told, beyond what the work grew by: where less depends on the size, the rest of the check costs more.
    private static let tolerance = 1.2

    private let original: Account
    private let twins: GrownAccount
    private let longer: GrownAccount

    init(_ account: Account) {
        original = account
        twins = GrownAccount(account, by: .resources)
        longer = GrownAccount(account, by: .lists)
    }

    /// How the cost of a rule grows that is asked about `work` in this account, the one at `index`.
    func growth(of runner: RuleRunner, _ work: RuleWork, in index: Int) throws(RuleError) -> [CostGrowth] {
        let batches = RuleWork(batches: work.batches(in: index)).sample(GrowthProbe.sample).batches
        let count = Double(batches.reduce(0) { $0 + $1.subjects.count })
        let before = Double(try runner.instructions(batches, of: original)) / count
        var growth: [CostGrowth] = []
        for (size, grown, allowed) in [(CostGrowth.Size.resources, twins, allowed(runner.rule)), (.elements, longer, 2)] {
            let moved = batches.flatMap { GrowthProbe.moved($0, to: grown) }
            let after = Double(try runner.instructions(moved, of: grown.account)) / count
            if after > before * allowed * GrowthProbe.tolerance { growth.append(CostGrowth(size: size, before: before, after: after)) }
        }
        return growth
    }

    /// How many times as much a check may cost in an account with twice the resources.
    private func allowed(_ rule: Rule) -> Double {
        if case .resources = rule.subject { 1 } else { 2 }
    }

    private static func moved(_ batch: Batch, to grown: GrownAccount) -> [Batch] {
        guard case .resources(let range) = batch.subjects else { return [batch] }
        return range.map { batch.with(grown.places[$0]..<grown.places[$0] + 1) }
    }
}
