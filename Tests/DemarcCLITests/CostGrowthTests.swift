// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// Rules whose cost grows faster than the work are told without anything to compare with; all others are not.
@Suite struct CostGrowthTests {
    /// What is asked, the check, and what is told of it.
    static let cases: [(resource: String, check: String, told: String?)] = [
        // Each VPC goes through all VPCs.
        (vpc, "for other in it.account:all 'AWS::EC2::VPC' do if other.id == 'x' then return fail 'x' end end return pass()", "resources"),
        (vpc, "for other in it.region:known 'AWS::EC2::Subnet' do if other.id == 'x' then return fail 'x' end end return pass()", "resources"),
        // A loop that ends when it has found what it looks for goes through half of them.
        (vpc, "for other in it.account:all 'AWS::EC2::VPC' do if other.id == it.id then return pass() end end return fail 'x'", "resources"),
        // All of one kind: no index helps.
        (
            vpc, "for other in it.account:find('AWS::EC2::Subnet', 'configuration.state', 'available') do local _ = other.id end return pass()",
            "resources"
        ),
        // What belongs to a VPC is found by its name.
        (vpc, "for subnet in it.account:find('AWS::EC2::Subnet', 'configuration.vpcId', it.id) do local _ = subnet.name end return pass()", nil),
        (vpc, "local n = 0 for _, item in ipairs(it.configuration.list) do n = n + item end return n > 0 and pass() or fail 'x'", nil),
        (vpc, "return it.account:count 'AWS::EC2::Subnet' > 3 and pass() or fail 'few'", nil),
        // A setting of the region: there is only ever one.
        (vpc, "for hub in it.region:all 'AWS::SecurityHub::Hub' do for i = 1, 40 do local _ = hub.id end end return pass()", nil),
        // A rule about a region may go through it once, and join what it sees by name.
        (region, "for vpc in it:all 'AWS::EC2::VPC' do if vpc.id == 'x' then return fail 'x' end end return pass()", nil),
        (region, subnetsOfEachVPC + "find('AWS::EC2::Subnet', 'configuration.vpcId', vpc.id) do local _ = subnet.id end end return pass()", nil),
        (region, subnetsOfEachVPC + "all 'AWS::EC2::Subnet' do local _ = subnet.id end end return pass()", "resources"),
        (account, "local n = 0 for vpc in it:all 'AWS::EC2::VPC' do n = n + 1 end return n > 0 and pass() or fail 'x'", nil),
        // Every pair of a list.
        (
            vpc,
            "local n = 0 for _, a in ipairs(it.configuration.list) do for _, b in ipairs(it.configuration.list) do n = n + a * b end end return pass()",
            "elements"
        ),
    ]
    private static let vpc = #""AWS::EC2::VPC""#
    private static let region = #""region""#
    private static let account = #""account""#
    private static let subnetsOfEachVPC = "for vpc in it:all 'AWS::EC2::VPC' do for subnet in it:"

    private static func items() -> [String] {
        let hub = SnapshotFolder.item("AWS::SecurityHub::Hub", "hub")
        return [hub]
            + (1...20).flatMap { number in
                [
                    SnapshotFolder.item("AWS::EC2::VPC", "vpc-\(number)", #"{"list":[1,2,3,4,5,6,7,8,9,10,11,12]}"#),
                    SnapshotFolder.item("AWS::EC2::Subnet", "subnet-\(number)", #"{"vpcId":"vpc-\#(number % 7 + 1)","state":"available"}"#),
                ]
            }
    }

    @Test(arguments: cases.indices)
    func costThatGrowsIsTold(place: Int) throws {
        let (resource, check, told) = CostGrowthTests.cases[place]
        try Folders.withTemporary { folder in
            let snapshot = SnapshotFolder(in: folder)
            try snapshot.region(items: CostGrowthTests.items())
            let plugin = try PluginFolder(in: folder)
            try plugin.rule("rule", resource: resource, check: check)
            let run = try Command.demarc(["bench", snapshot.path, "--plugin", plugin.path, "--runs", "1"])
            #expect(run.status == 0 && run.errors.isEmpty && !run.text.contains("ERROR\nt.s.rule  1"), "\(run.errors)")
            let lines = run.text.split(separator: "\n").filter { $0.contains("2x the ") }
            guard let told else {
                #expect(lines.isEmpty && !run.text.contains("COST GROWS"), "\(lines)")
                return
            }
            #expect(lines.count == 1 && lines.first?.hasPrefix("t.s.rule  2x the \(told)") == true, "\(run.text)")
        }
    }

    @Test func `none of the rules that come with demarc grows`() throws {
        let run = try Command.demarc(["bench", "Snapshots/example-org", "--pack", "all", "--runs", "1"])
        #expect(run.status == 0 && !run.text.contains("COST GROWS") && run.text.contains("VERDICTS"), "\(run.text)")
    }
}
