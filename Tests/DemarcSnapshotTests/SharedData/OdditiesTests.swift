// SPDX-License-Identifier: Apache-2.0
import DemarcDocument
import DemarcSnapshot
import DemarcTestSupport
import Testing

/// The deliberately odd items of the synthetic organisation, each twice: in eu-west-1 of one account and us-east-1 of the other.
@Suite(.enabled(if: SharedData.has("snapshots/config-snapshot-synthetic"), Comment(rawValue: SharedData.absence)))
struct OdditiesTests {
    private static let places = [("111122223333", "eu-west-1"), ("444455556666", "us-east-1")]
    private static let rows = Result { try Table.rows(SharedData.path("snapshots/config-snapshot-synthetic/oddities.tsv")) }
    private static let snapshot = Result {
        try SnapshotLoader.load(paths: [SharedData.path("snapshots/config-snapshot-synthetic/plain")])
    }

    /// The item that the table describes so, or nothing where it is no resource; and the table says that there is such an item.
    private func resource(_ account: String, _ region: String, _ what: String) throws -> Resource? {
        let rows = try OdditiesTests.rows.get()
        let row = try #require(rows.first { $0["account"] == account && $0["region"] == region && $0["what"]?.contains(what) == true })
        let pointer = try #require(row["json_pointer"])
        let found = try #require(OdditiesTests.snapshot.get().accounts.first { $0.id == account })
        return (0..<found.resourceCount).map(found.resource).first { $0.region == region && $0.origins.first?.pointer(in: found.arena) == pointer }
    }

    @Test("the table has eighteen rows")
    func rows() throws { #expect(try OdditiesTests.rows.get().count == 18) }

    @Test("the odd snapshot is read without a complaint")
    func noComplaint() throws { #expect(try OdditiesTests.snapshot.get().problems.isEmpty) }

    @Test("a deleted item and one that was not recorded are no resources", arguments: places, ["deleted", "not recorded"])
    func gone(place: (account: String, region: String), what: String) throws {
        #expect(try resource(place.account, place.region, what) == nil)
    }

    @Test("of volumes nobody can say that these are all, as one was seen and not recorded", arguments: places)
    func nothingConcluded(account: String, region: String) throws {
        let found = try #require(OdditiesTests.snapshot.get().accounts.first { $0.id == account })
        let place = try #require(found.regions.firstIndex { $0.id == region })
        #expect(found.coverage(of: "AWS::EC2::Volume", in: place) != .complete)
    }

    @Test("a type that no catalogue knows is a resource", arguments: places)
    func unknownType(account: String, region: String) throws {
        let resource = try #require(try resource(account, region, "unknown to any catalogue"))
        #expect(resource.type == "AWS::Foo::Bar")
        let nested = resource.configuration["Anything"]["Nested"].elements
        #expect(nested.count == 7)
        #expect(nested[1].double == 2.5)
        #expect(nested[2].double == 1e300)
        #expect(nested[4].boolean == true)
    }

    @Test("an item without ARN and name has neither", arguments: places)
    func nameless(account: String, region: String) throws {
        let resource = try #require(try resource(account, region, "no ARN"))
        #expect(resource.arn == nil)
        #expect(resource.name == nil)
        #expect(resource.id.hasPrefix("eipassoc-"))
    }

    @Test("of two items of one resource the later one counts", arguments: places)
    func older(account: String, region: String) throws {
        #expect(try resource(account, region, "older item") == nil)
        let found = try #require(OdditiesTests.snapshot.get().accounts.first { $0.id == account })
        let vpcs = found.resources(of: "AWS::EC2::VPC").map(found.resource).filter { $0.region == region }
        #expect(Set(vpcs.map(\.id)).count == vpcs.count)
        let row = try #require(OdditiesTests.rows.get().first { $0["account"] == account && $0["what"]?.contains("older item") == true })
        let older = try #require(row["json_pointer"])
        #expect(!vpcs.isEmpty && !vpcs.flatMap(\.origins).contains { $0.pointer(in: found.arena) == older })
    }

    @Test("the oldest spelling is understood, its region taken from the ARN", arguments: places)
    func oldestSpelling(account: String, region: String) throws {
        let resource = try #require(try resource(account, region, "v1.0 spelling"))
        #expect(resource.id == "vol-0old")
        #expect(resource.arn == "arn:aws:ec2:\(region):\(account):volume/vol-0old")
        #expect(resource.configuration["volumeId"].string == "vol-0old")
    }

    @Test("a configuration in a text is a document", arguments: places)
    func configurationInAText(account: String, region: String) throws {
        let resource = try #require(try resource(account, region, "is a JSON string"))
        #expect(resource.configuration["QueueName"].string == "q1")
        #expect(resource.configuration["DelaySeconds"].string == "0")
    }

    @Test("tags keep their odd keys apart", arguments: places)
    func tags(account: String, region: String) throws {
        let tags = try #require(try resource(account, region, "tag keys")).tags
        #expect(tags["Env"].string == "a")
        #expect(tags["env"].string == "b")
        #expect(tags["ENV"].string == nil)
        #expect(tags[""].string == "empty key")
        #expect(tags["emoji"].string == "🔒")
        #expect(tags["aws:cloudformation:stack-name"].string == "x")
        #expect(tags["long"].string?.count == 256)
    }

    @Test("documents in texts, one of them twice, are decoded", arguments: places)
    func supplementaryInTexts(account: String, region: String) throws {
        let resource = try #require(try resource(account, region, "doubly encoded"))
        #expect(resource.supplementaryConfiguration["AccessControlList"]["grantList"].elements.isEmpty)
        #expect(resource.supplementaryConfiguration["AccessControlList"]["grantList"].word.isArray)
        #expect(resource.supplementaryConfiguration["BucketPolicy"]["policyText"].string == nil)
        #expect(resource.supplementaryConfiguration["IsRequesterPaysEnabled"].boolean == false)
        #expect(resource.configuration["note"].string == "line1\nline2\t\u{0}end 😀 \\u2028:\u{2028}")
    }
}
