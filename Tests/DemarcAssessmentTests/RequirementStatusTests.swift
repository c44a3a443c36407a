// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import DemarcAssessment
@testable import DemarcEngine
@testable import DemarcRules

@Suite struct RequirementStatusTests {
    private func counts(pass: Int = 0, fail: Int = 0, unknown: Int = 0, error: Int = 0, skip: Int = 0) -> Ledger.Counts {
        var counts = Ledger.Counts()
        counts.pass = pass
        counts.fail = fail
        counts.unknown = unknown
        counts.error = error
        counts.skip = skip
        return counts
    }

    @Test func nothingKnownNeverPasses() {
        #expect(RequirementStatus.state(of: counts()) != .pass)
        #expect(RequirementStatus.state(of: counts(pass: 9, unknown: 1)) == .unknown)
        #expect(RequirementStatus.state(of: counts(pass: 9, error: 1)) == .unknown)
        #expect(RequirementStatus.state(of: counts(skip: 3)) != .pass)
    }

    @Test func whatIsWaivedIsNeitherAFailureNorAPass() {
        var all = counts(pass: 9, fail: 2)
        all.waived = 1
        #expect(RequirementStatus.state(of: all) == .fail)
        all.waived = 2
        #expect(RequirementStatus.state(of: all) == .waived)
        all.unknown = 1
        #expect(RequirementStatus.state(of: all) == .unknown)
    }

    @Test func oneFailureFails() {
        #expect(RequirementStatus.state(of: counts(pass: 9, fail: 1, unknown: 1)) == .fail)
        #expect(RequirementStatus.state(of: counts(pass: 9)) == .pass)
    }

    @Test func whatWasLookedForAndDoesNotExistIsNotBlind() {
        let requirement = Requirement(id: "1", title: "One", party: .customer, rules: ["a.b.c"], manual: nil)
        #expect(RequirementStatus(requirement, of: "a.pack", ran: ["a.b.c"], ledger: Ledger()).state == .skip)
        #expect(RequirementStatus(requirement, of: "a.pack", ran: [], ledger: Ledger()).state == .blind)
        let manual = Requirement(id: "2", title: "Two", party: .customer, rules: [], manual: "ask somebody")
        #expect(RequirementStatus(manual, of: "a.pack", ran: ["a.b.c"], ledger: Ledger()).state == .blind)
    }

    @Test func whatWasNotAskedNeverPasses() {
        var counts = counts(pass: 9)
        counts.planned = 10
        #expect(counts.unanswered == 1 && RequirementStatus.state(of: counts) == .unknown)
        counts.fail = 1
        #expect(counts.isBalanced && RequirementStatus.state(of: counts) == .fail)
    }
}
