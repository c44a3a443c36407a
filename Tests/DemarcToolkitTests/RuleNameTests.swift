// SPDX-License-Identifier: Apache-2.0
import DemarcToolkit
import Testing

@Suite struct RuleNameTests {
    @Test func `an id is a plugin, a service and a condition`() {
        let name = RuleName("acme.s3.bucket-named")
        #expect(name?.file == "rules/s3/bucket-named.lua" && name?.title == "Bucket named" && name?.id == "acme.s3.bucket-named")
    }

    @Test(arguments: [
        "", "acme", "acme.s3", "acme.s3.a.b", "Acme.s3.a", "acme.s3.a-", "acme..a", "acme.s3.../x", "acme.s3.a b", "acme.s3.-a", "1.2.3",
    ])
    func whatIsNoIdIsNone(text: String) { #expect(RuleName(text) == nil) }
}
