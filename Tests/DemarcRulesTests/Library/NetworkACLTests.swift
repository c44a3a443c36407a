// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

@testable import DemarcRules

/// Network ACLs: the first entry that is about a packet decides, in the order of their numbers.
@Suite struct NetworkACLTests {
    private static func entry(
        _ number: Int, _ action: String, _ range: String = "0.0.0.0/0", _ protocol: String = "-1", _ ports: (Int, Int)? = nil,
        egress: Bool = false
    ) -> String {
        let block = range.contains(":") ? "ipv6CidrBlock" : "cidrBlock"
        let portRange = ports.map { #","portRange":{"from":\#($0.0),"to":\#($0.1)}"# } ?? ""
        return """
            {"ruleNumber":\(number),"ruleAction":"\(action)","\(block)":"\(range)","protocol":"\(`protocol`)","egress":\(egress)\(portRange)}
            """
    }

    private static func asked(_ call: String, _ entries: [String]) throws -> String {
        let item = SnapshotFolder.item("AWS::EC2::VPC", "vpc-1", #"{"entries":[\#(entries.joined(separator: ","))]}"#)
        return try Asked.value(call.replacing("ENTRIES", with: "it.configuration.entries"), items: [item])
    }

    @Test(
        "which of the entries decides",
        arguments: [
            ([], false), ([entry(100, "allow")], true), ([entry(100, "deny"), entry(200, "allow")], false),
            ([entry(200, "allow"), entry(100, "deny")], false), ([entry(100, "allow"), entry(200, "deny")], true),
            ([entry(100, "allow", "10.0.0.0/8")], false), ([entry(100, "deny", "10.0.0.0/8"), entry(200, "allow")], true),
            ([entry(100, "deny", "0.0.0.0/1"), entry(200, "allow")], true),
            ([entry(100, "deny", "0.0.0.0/1"), entry(150, "deny", "128.0.0.0/1"), entry(200, "allow")], false),
            ([entry(100, "allow", "0.0.0.0/1"), entry(200, "allow", "128.0.0.0/1")], true), ([entry(100, "allow", "0.0.0.0/1")], true),
            ([entry(100, "allow", "128.0.0.0/1")], true), ([entry(100, "allow", "11.0.0.0/8")], false),
            ([entry(100, "deny", "10.0.0.0/8"), entry(200, "allow", "10.0.0.0/7")], false),
            ([entry(100, "allow", "11.0.0.0/8"), entry(200, "allow", "12.0.0.0/8")], true),
            ([entry(100, "deny", "12.0.0.0/8"), entry(200, "allow", "12.0.0.0/7")], false),
            ([entry(100, "allow", "::/1")], true), ([entry(100, "allow", "2600::/32")], false),
            ([entry(100, "deny", "0.0.0.0/0", "6", (22, 22)), entry(200, "allow")], false),
            ([entry(100, "deny", "0.0.0.0/0", "17", (22, 22)), entry(200, "allow")], true),
            ([entry(100, "deny", "0.0.0.0/0", "6", (23, 99)), entry(200, "allow")], true),
            ([entry(100, "deny"), entry(200, "allow", "::/0")], true), ([entry(100, "allow", "::/0", egress: true)], false),
            ([entry(100, "allow", "0.0.0.0/0", "6", (1024, 65535))], false),
        ])
    func order(entries: [String], isOpen: Bool) throws {
        #expect(try Self.asked("net.acl_open(ENTRIES, 'tcp', 22)", entries) == "\(isOpen)")
    }

    @Test func rangesOfPortsAreSolvedPortByPort() throws {
        let entries = [
            Self.entry(100, "deny", "0.0.0.0/0", "6", (0, 99)), Self.entry(200, "deny", "0.0.0.0/0", "6", (101, 65535)), Self.entry(300, "allow"),
        ]
        #expect(try Self.asked("net.acl_open(ENTRIES, 'tcp', 0, 65535)", entries) == "true")
        #expect(try Self.asked("net.acl_open(ENTRIES, 'tcp')", entries) == "true")
        #expect(try Self.asked("net.acl_open(ENTRIES, 'tcp', 0, 99)", entries) == "false")
        #expect(try Self.asked("net.acl_open(ENTRIES, 'tcp', { 22, 3389, 100 })", entries) == "true")
        #expect(try Self.asked("net.acl_open(ENTRIES, 'tcp', { 22, 3389 })", entries) == "false")
    }

    /// An ACL keeps no state: an answer leaves by the port that was asked from.
    @Test func answersNeedAnEntryOfTheirOwn() throws {
        let entries = [Self.entry(100, "allow"), Self.entry(100, "allow", "0.0.0.0/0", "6", (32768, 60999), egress: true)]
        #expect(try Self.asked("net.acl_open(ENTRIES, 'tcp', 1024, 65535, 'egress')", entries) == "true")
        #expect(try Self.asked("net.acl_open(ENTRIES, 'tcp', 1024, 32767, 'egress')", entries) == "false")
        #expect(try Self.asked("net.acl_allows(ENTRIES, 'tcp', 40000, '203.0.113.0/24', 'egress')", entries) == "true")
        #expect(try Self.asked("net.acl_allows(ENTRIES, 'tcp', 443, '203.0.113.0/24', 'egress')", entries) == "false")
    }

    @Test func aRangeIsLetThroughWhole() throws {
        let entries = [Self.entry(90, "deny", "10.1.0.0/16"), Self.entry(100, "allow", "10.0.0.0/8")]
        for (range, isAllowed) in [("10.2.0.0/16", true), ("10.1.2.0/24", false), ("10.0.0.0/8", false), ("192.0.2.0/24", false)] {
            #expect(try Self.asked("net.acl_allows(ENTRIES, 'tcp', 22, '\(range)')", entries) == "\(isAllowed)")
        }
    }

    @Test func typesOfICMP() throws {
        let echo = #"{"ruleNumber":1,"ruleAction":"allow","cidrBlock":"0.0.0.0/0","protocol":"1","egress":false,"icmpTypeCode":{"type":8,"code":-1}}"#
        #expect(try Self.asked("net.acl_open(ENTRIES, 'icmp', 8)", [echo]) == "true")
        #expect(try Self.asked("net.acl_open(ENTRIES, 'icmp', 3)", [echo]) == "false")
        #expect(try Self.asked("net.acl_open(ENTRIES, 'icmp', 3)", [echo.replacing(#""type":8"#, with: #""type":-1"#)]) == "true")
    }

    private static func icmp(_ number: Int, _ action: String, _ type: String, _ code: String, _ protocol: String = "1") -> String {
        entry(number, action, "0.0.0.0/0", `protocol`).dropLast() + #","icmpTypeCode":{"type":\#(type)\#(code.isEmpty ? "" : #","code":\#(code)"#)}}"#
    }

    @Test(
        "codes of ICMP are decided one by one",
        arguments: [
            ([icmp(100, "deny", "8", "1"), icmp(200, "allow", "8", "-1")], "true", "false"),
            ([icmp(100, "deny", "8", "1"), entry(200, "allow")], "true", "false"),
            ([icmp(100, "deny", "8", "-1"), icmp(200, "allow", "8", "1")], "false", "false"),
            ([icmp(100, "deny", "8", "0"), icmp(200, "allow", "8", "0")], "false", "false"),
            ([icmp(100, "allow", "8", "0")], "true", "false"), ([icmp(100, "allow", "8", "-1")], "true", "true"),
            ([icmp(100, "allow", "-1", "-1")], "true", "true"), ([icmp(100, "allow", "-1", "")], "true", "true"),
            ([icmp(100, "allow", "9", "-1"), icmp(200, "allow", "7", "255")], "false", "false"),
            ([icmp(100, "deny", "-1", "-1"), entry(200, "allow")], "false", "false"), ([entry(100, "allow")], "true", "true"),
        ])
    func codes(entries: [String], isOpen: String, isAllowed: String) throws {
        #expect(try Self.asked("net.acl_open(ENTRIES, 'icmp', 8)", entries) == isOpen)
        #expect(try Self.asked("net.acl_allows(ENTRIES, 'icmp', 8, '203.0.113.0/24')", entries) == isAllowed)
    }

    @Test("a code that is none or not known", arguments: [icmp(100, "deny", "8", ""), icmp(100, "deny", "8", "256"), icmp(100, "deny", "300", "0")])
    func noCode(entry: String) throws {
        #expect(try Self.asked("net.acl_open(ENTRIES, 'icmp', 8)", [entry]).hasPrefix("unknown("))
    }

    @Test func twoEntriesOfOneNumberDecideNothing() throws {
        let entries = [Self.entry(100, "deny"), Self.entry(200, "allow", "10.0.0.0/8"), Self.entry(100, "allow")]
        let answer = "unknown(undecodable): two entries have the number 100"
        #expect(try Self.asked("net.acl_open(ENTRIES, 'tcp', 22)", entries) == answer)
        #expect(try Self.asked("net.acl_open(ENTRIES, 'tcp', 22)", entries.reversed()) == answer)
        #expect(try Self.asked("net.acl_allows(ENTRIES, 'tcp', 22, '10.0.0.0/8')", entries) == answer)
        // Those of the other direction have numbers of their own.
        #expect(try Self.asked("net.acl_open(ENTRIES, 'tcp', 22, 22, 'egress')", entries) == "false")
    }

    @Test(
        "what an entry does not say is unknown",
        arguments: [
            entry(100, "allow", "0.0.0.0/0", "6"), entry(100, "permit"), entry(100, "allow", "everywhere"), "7",
            entry(100, "allow").replacing(#","egress":false"#, with: ""), entry(100, "allow").replacing(#""ruleNumber":100,"#, with: ""),
            entry(100, "allow").replacing(#""cidrBlock":"0.0.0.0/0","#, with: ""), entry(100, "allow", "0.0.0.0/0", "tcp6"),
            entry(100, "deny", "0.0.0.0/0", "6", (99, 22)), entry(100, "deny", "0.0.0.0/0", "6", (-1, -1)),
        ])
    func unknown(entry: String) throws {
        #expect(try Self.asked("net.acl_open(ENTRIES, 'tcp', 22)", [entry]).hasPrefix("unknown("))
    }
}
