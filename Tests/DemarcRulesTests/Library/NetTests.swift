// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

@testable import DemarcRules

/// What net says of permissions, addresses and network ACLs; on documents and on a script's own tables alike.
@Suite struct NetTests {
    private static let open = #"{"ipProtocol":"tcp","fromPort":22,"toPort":22,"ipRanges":["0.0.0.0/0"]}"#

    /// The document, the same as a table of the script, and the same with all first letters in the other case.
    private static func asked(_ call: String, _ json: String) throws -> [String] {
        let item = SnapshotFolder.item("AWS::EC2::VPC", "vpc-1", #"{"value":\#(json)}"#)
        let other = SnapshotFolder.item("AWS::EC2::VPC", "vpc-1", #"{"value":\#(LuaTable.capitalized(json))}"#)
        let texts = [("it.configuration.value", item), ("it.configuration.value", other), (LuaTable.of(json), item)]
        return try texts.map { try Asked.value(call.replacing("VALUE", with: $0.0), items: [$0.1]) }
    }

    private static func permissions(_ all: String...) -> String { "[\(all.joined(separator: ","))]" }

    private static func permission(_ sources: String) -> String { permission(#""tcp""#, "22,22", sources) }

    private static func permission(_ protocol: String, _ ports: String?, _ sources: String) -> String {
        let ends = ports.map { $0.split(separator: ",") }
        let range = ends.map { #""fromPort":\#($0[0]),"toPort":\#($0[1]),"# } ?? ""
        return #"{"ipProtocol":\#(`protocol`),\#(range)\#(sources)}"#
    }

    private static let anywhere = #""ipRanges":["0.0.0.0/0"]"#

    @Test(
        "the internet gets in",
        arguments: [
            permission(anywhere), permission(#""tcp""#, "0,65535", anywhere), permission(#""-1""#, nil, anywhere),
            permission("-1", nil, anywhere), permission("6", "22,22", anywhere), permission(#""6""#, #""22","22""#, anywhere),
            permission(#""TCP""#, "-1,-1", anywhere), permission(#""tcp""#, "20,25", #""ipv4Ranges":[{"cidrIp":"0.0.0.0/0"}]"#),
            permission(#""ipv6Ranges":[{"cidrIpv6":"::/0"}]"#), permission(#""ipv6Ranges":[{"cidrIpv6":"2000::/3"}]"#),
            permission(#""ipRanges":["0.0.0.0/1","128.0.0.0/1"]"#), permission(#""ipRanges":["128.0.0.0/1","0.0.0.0/1"],"ipv4Ranges":[]"#),
            permission(#""ipRanges":["0.0.0.0/1"]"#) + "," + permission(#""tcp""#, "0,1024", #""ipRanges":["128.0.0.0/1"]"#),
            permission(#""userIdGroupPairs":[{"groupId":"sg-1"}]"#) + "," + permission(anywhere),
            permission(#""ipRanges":[],"prefixListIds":[{"prefixListId":"pl-1"}],"ipv6Ranges":[{"cidrIpv6":"::/0"}]"#),
            permission(#""ipRanges":["0.0.0.0/5","8.0.0.0/7","11.0.0.0/8","12.0.0.0/6","16.0.0.0/4","32.0.0.0/3","64.0.0.0/2","128.0.0.0/1"]"#),
            #"{"ipProtocol":"tcp","fromPort":22,"toPort":22,"cidrIpv4":"0.0.0.0/0","description":"x"}"#,
            permission(#""ipRanges":["0.0.0.0/1"]"#), permission(#""ipRanges":["128.0.0.0/1"]"#), permission(#""ipRanges":["12.0.0.0/7"]"#),
            permission(#""ipRanges":["11.0.0.0/8","13.1.2.3/32"]"#), permission(#""ipv6Ranges":[{"cidrIpv6":"2600::/31"}]"#),
            permission(#""ipRanges":["0.0.0.0/1"]"#) + "," + permission(#""tcp""#, "23,24", #""ipRanges":["128.0.0.0/1"]"#),
        ])
    func opened(all: String) throws {
        #expect(try Self.asked("net.open(VALUE, 'tcp', 22)", "[\(all)]") == ["true", "true", "true"])
    }

    @Test(
        "the internet does not get in",
        arguments: [
            "", permission(#""udp""#, "22,22", anywhere), permission(#""tcp""#, "23,65535", anywhere), permission(#""icmp""#, "22,-1", anywhere),
            permission(#""ipRanges":["11.0.0.0/8"]"#), permission(#""ipRanges":[]"#), permission(#""userIdGroupPairs":[{"groupId":"sg-1"}]"#),
            permission(#""ipRanges":["11.0.0.0/8"]"#) + "," + permission(#""tcp""#, "23,24", #""ipRanges":["12.0.0.0/8"]"#),
            permission(#""ipRanges":["11.0.0.0/8"]"#) + "," + permission(#""udp""#, "22,22", #""ipRanges":["12.0.0.0/8"]"#),
            permission(#""ipRanges":["11.0.0.0/9","10.0.0.0/8","11.0.0.0/9","127.0.0.0/8","11.128.0.0/9","224.0.0.0/3"]"#),
            permission(#""ipv6Ranges":[{"cidrIpv6":"2600::/32"},{"cidrIpv6":"::/3"},{"cidrIpv6":"2001:db8::/32"},{"cidrIpv6":"4000::/2"}]"#),
            permission(#""ipRanges":["10.0.0.0/8"],"ipv6Ranges":[{"cidrIpv6":"fc00::/7"}]"#), permission("47", nil, anywhere),
        ])
    func closed(all: String) throws {
        #expect(try Self.asked("net.open(VALUE, 'tcp', 22)", "[\(all)]") == ["false", "false", "false"])
    }

    @Test(
        "what is not known or not to be read is unknown, unless the rest decides",
        arguments: [
            (permission(#""ipRanges":["0.0.0.0/33"]"#), "undecodable"), (permission(#""ipRanges":["anywhere"]"#), "undecodable"),
            (permission(#""ipRanges":[{"description":"x"}]"#), "undecodable"), (permission(#""ipRanges":"0.0.0.0/0""#), "undecodable"),
            (permission(#""description":"x""#), "not-collected"), (#"{"fromPort":22,"toPort":22,"ipRanges":["0.0.0.0/0"]}"#, "not-collected"),
            (permission(#""smoke""#, "22,22", anywhere), "undecodable"), (permission(#""tcp""#, nil, anywhere), "not-collected"),
            (permission(#""tcp""#, "25,20", anywhere), "undecodable"), (permission(#""prefixListIds":[{"prefixListId":"pl-1"}]"#), "not-collected"),
            ("7", "undecodable"), ("{}", "undecodable"), (#""all""#, "undecodable"),
            (permission(#""ipRanges":["11.0.0.0/8","1.2.3.4/x"]"#), "undecodable"),
        ])
    func unknown(all: String, cause: String) throws {
        for answer in try Self.asked("net.open(VALUE, 'tcp', 22)", "[\(all)]") { #expect(answer.hasPrefix("unknown(\(cause)): "), "\(answer)") }
        #expect(try Self.asked("net.open(VALUE, 'tcp', 22)", "[\(all),\(Self.open)]") == ["true", "true", "true"])
    }

    @Test func nothingIsNotCollected() throws {
        #expect(
            try Asked.value("net.open(it.configuration.ipPermissions, 'tcp', 22)") == "unknown(not-collected): the permissions were not collected")
        #expect(try Asked.value("net.open(it.configuration.vpcId, 'tcp', 22)").hasPrefix("unknown(undecodable): "))
    }

    @Test(
        "ports, protocols and neither",
        arguments: [
            ("net.open(VALUE, 'tcp', 20, 30)", true), ("net.open(VALUE, 'tcp', 23, 30)", false), ("net.open(VALUE, 'tcp')", true),
            ("net.open(VALUE)", true), ("net.open(VALUE, 'udp')", false), ("net.open(VALUE, 'all')", false), ("net.open(VALUE, 6, 22)", true),
            ("net.open(VALUE, nil, 22)", true), ("net.open(VALUE, nil, 23)", false),
        ])
    func questions(call: String, answer: Bool) throws {
        #expect(try Self.asked(call, "[\(Self.open)]") == Array(repeating: "\(answer)", count: 3))
    }

    @Test func fewAddressesByTwoProtocolsAreNoInternet() throws {
        let halves = Self.permissions(
            Self.permission(#""ipRanges":["11.0.0.0/8"]"#), Self.permission(#""udp""#, "22,22", #""ipRanges":["12.0.0.0/8"]"#))
        #expect(try Self.asked("net.open(VALUE)", halves) == ["false", "false", "false"])
        let overlapping = Self.permissions(
            Self.permission(#""tcp""#, "10,30", #""ipRanges":["11.0.0.0/8"]"#), Self.permission(#""tcp""#, "25,90", #""ipRanges":["12.0.0.0/8"]"#))
        #expect(try Self.asked("net.open(VALUE, 'tcp', 0, 100)", overlapping) == ["true", "true", "true"])
        #expect(try Self.asked("net.open(VALUE, 'tcp', 31, 100)", overlapping) == ["false", "false", "false"])
    }

    @Test(
        "a source is let in whole, or not",
        arguments: [
            ("'10.1.0.0/16'", true), ("'10.0.0.0/7'", false), ("'10.1.2.3'", true), ("'sg-1'", true), ("'sg-2'", false), ("'pl-1'", false),
            ("'2001:db8:1::/48'", true), ("'2001:db8:2::/48'", false),
        ])
    func sources(source: String, answer: Bool) throws {
        let all = Self.permissions(
            Self.permission(#""ipRanges":["10.0.0.0/9","10.128.0.0/9"],"ipv6Ranges":[{"cidrIpv6":"2001:db8:1::/48"}]"#),
            Self.permission(#""userIdGroupPairs":[{"groupId":"sg-1"}]"#))
        #expect(try Self.asked("net.allows(VALUE, 'tcp', 22, \(source))", all) == Array(repeating: "\(answer)", count: 3))
    }

    @Test(
        "a question that makes no sense is an error",
        arguments: [
            "net.open(VALUE, 'smoke', 22)", "net.open(VALUE, 'tcp', 70000)", "net.open(VALUE, 'tcp', 30, 20)", "net.open(VALUE, 'tcp', 1.5)",
            "net.open(VALUE, 'tcp', {})", "net.allows(VALUE, 'tcp', 22)", "net.allows(VALUE, 'tcp', 22, 'home')", "net.contains(VALUE, nil)",
            "net.contains(VALUE, '10.0.0.0/33')", "net.acl_open(VALUE, nil, 22)", "net.acl_open(VALUE, 'all', 22)",
            "net.acl_open(VALUE, 'tcp', 22, 22, 'in')", "net.open(it, 'tcp', 22)", "net.open(it.region, 'tcp', 22)", "net.open(pass(), 'tcp', 22)",
        ])
    func mistakes(call: String) throws {
        for answer in try Self.asked(call, "[\(Self.open)]") { #expect(answer.hasPrefix("error: "), "\(answer)") }
    }
}
