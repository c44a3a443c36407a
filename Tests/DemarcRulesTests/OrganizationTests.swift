// SPDX-License-Identifier: Apache-2.0
import DemarcSnapshot
import DemarcTestSupport
import Testing

@testable import DemarcRules

/// What a check sees of the organisation: what somebody said, and unknown where nobody did.
@Suite struct OrganizationTests {
    private static let facts: OrganizationFacts = {
        var facts = OrganizationFacts()
        facts.id = "o-test"
        facts.management = "999988887777"
        facts.isComplete = true
        facts.accounts["999988887777"] = OrganizationFacts.Member()
        facts.accounts["111122223333"] = OrganizationFacts.Member()
        facts.accounts["111122223333"]?.owner = "team-a"
        facts.accounts["111122223333"]?.tags = ["stage": "live", "Stage": "other"]
        return facts
    }()

    private func ask(_ check: String, resource: String = #""AWS::EC2::VPC""#, facts: OrganizationFacts = facts) throws -> String {
        try Asked.one(check, resource: resource, organization: facts)
    }

    @Test(arguments: [
        ("id", "o-test"), ("management", "999988887777"), (#"accounts["111122223333"].owner"#, "team-a"),
        (#"accounts["111122223333"].tags.stage"#, "live"),
        (#"accounts["111122223333"].tags.Stage"#, "other"), (#"accounts["222222222222"]"#, "nil"), (#"accounts["111122223333"].tags.team"#, "nil"),
    ])
    func everySubjectHandsItOut(path: String, value: String) throws {
        for way in ["it.account.organization", "it.region.organization", "it.organization", "it.region.account.organization"] {
            #expect(try ask("local v = \(way).\(path) return fail('%s', tostring(v))") == "fail: \(value)")
        }
        #expect(try ask("return fail('%s', tostring(it.organization.\(path)))", resource: #""account""#) == "fail: \(value)")
        #expect(try ask("return fail('%s', tostring(it.\(path)))", resource: #""organization""#) == "fail: \(value)")
    }

    @Test(arguments: [
        ("it.organization.name", "unknown(not-collected): the organisation's name is not known: no configuration gives it"),
        (#"it.organization.accounts["999988887777"].owner"#, "unknown(not-collected): the account's owner is not known: no configuration gives it"),
        (
            #"it.organization.accounts["999988887777"].tags"#,
            "unknown(not-collected): which tags the account has is not known: no configuration gives it"
        ),
        (
            #"it.organization.accounts["999988887777"].status"#,
            """
            unknown(not-collected): the account's status is not known: aws organizations list-accounts was not collected, and no configuration \
            gives it
            """
        ),
    ])
    func whatNobodySaidIsUnknown(path: String, answer: String) throws {
        #expect(try ask("if \(path) then return pass() end return pass()") == answer)
    }

    @Test func withoutAnyFactEverythingIsUnknown() throws {
        for member in ["id", "name", "management", "accounts"] {
            for (resource, path) in [(#""AWS::EC2::VPC""#, "it.organization"), (#""account""#, "it.organization"), (#""organization""#, "it")] {
                let answer = try ask("local v = \(path).\(member) return pass()", resource: resource, facts: OrganizationFacts())
                #expect(answer.hasPrefix("unknown(not-collected): the organisation's"), "\(answer)")
            }
        }
    }

    @Test func itsAccountsAreGoneThroughInOrder() throws {
        let check = "local ids = '' for id in pairs(it.accounts) do ids = ids .. id .. ' ' end return fail('%s', ids)"
        #expect(try ask(check, resource: #""organization""#) == "fail: 111122223333 999988887777 ")
    }

    @Test(arguments: [
        ("return it.organization.acounts", "an organisation has no member 'acounts' (it has id, name, management, accounts)"),
        ("return it.organization:all('AWS::EC2::VPC')", "an organisation has no member 'all'"),
        ("return it.region.all(it.organization, 'AWS::EC2::VPC')", "call it with a colon"),
        ("it.organization.id = 'x' return pass()", "a document can't be changed"),
    ])
    func whatItDoesNotHaveIsAnError(check: String, message: String) throws {
        let answer = try ask(check)
        #expect(answer.hasPrefix("error: ") && answer.contains(message), "\(answer)")
    }
}
