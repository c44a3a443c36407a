// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

@testable import DemarcRules

/// Conditions that look as though they kept strangers out: values that strangers have, and few addresses in each of many statements.
@Suite struct IamPublicTests {
    private static func statement(_ effect: String, _ condition: String? = nil, action: String = "s3:GetObject") -> String {
        let condition = condition.map { #","Condition":{\#($0)}"# } ?? ""
        return #"{"Effect":"\#(effect)","Principal":"*","Action":"\#(action)","Resource":"arn:aws:s3:::b/*"\#(condition)}"#
    }

    private static func allow(_ condition: String? = nil, action: String = "s3:GetObject") -> String {
        statement("Allow", condition, action: action)
    }
    private static func deny(_ condition: String? = nil, action: String = "s3:*") -> String { statement("Deny", condition, action: action) }
    private static func from(_ ranges: String...) -> String {
        #""IpAddress":{"aws:SourceIp":[\#(ranges.map { "\"\($0)\"" }.joined(separator: ","))]}"#
    }
    private static func notFrom(_ range: String) -> String { #""NotIpAddress":{"aws:SourceIp":"\#(range)"}"# }

    private static func asked(_ statements: [String]) throws -> String {
        let policy = #"{"Version":"2012-10-17","Statement":[\#(statements.joined(separator: ","))]}"#
        let item = SnapshotFolder.item("AWS::EC2::VPC", "vpc-1", #"{"value":\#(policy)}"#)
        let answer = try Asked.value("iam.public(it.configuration.value)", items: [item])
        #expect(try Asked.value("iam.public(\(LuaTable.of(policy)))", items: [item]) == answer)
        return answer
    }

    @Test(
        "the values of strangers are no fixed values",
        arguments: [
            (#""s3:AccessPointNetworkOrigin":"Internet""#, true), (#""s3:AccessPointNetworkOrigin":["VPC","Internet"]"#, true),
            (#""s3:AccessPointNetworkOrigin":"VPC""#, false), (#""aws:userid":"anonymous""#, true),
            (#""aws:PrincipalAccount":"anonymous""#, true), (#""aws:principalaccount":["111122223333","anonymous"]"#, true),
            (#""aws:PrincipalAccount":"111122223333""#, false), (#""aws:userid":"AIDAEXAMPLE""#, false),
        ])
    func values(line: String, isPublic: Bool) throws {
        #expect(try Self.asked([Self.allow("\"StringEquals\":{\(line)}")]) == "\(isPublic)")
        #expect(try Self.asked([Self.allow("\"StringEqualsIgnoreCase\":{\(line)}")]) == "\(isPublic)")
        // Who denies to all but these lets these in.
        #expect(try Self.asked([Self.allow(), Self.deny("\"StringNotEquals\":{\(line)}")]) == "\(isPublic)")
    }

    @Test(
        "the internet is as many addresses, over however many statements",
        arguments: [
            [allow(from("11.0.0.0/8")), allow(from("12.0.0.0/8"))],
            [allow(from("11.0.0.0/8"), action: "s3:PutObject"), allow(from("12.0.0.0/8"))],
            [allow(from("2600::/32")), allow(from("2601::/32"))],
            [allow(from("10.0.0.0/8")), allow(from("11.0.0.0/8", "10.0.0.0/8")), allow(from("12.0.0.0/16"))],
            [allow(from("11.0.0.0/8")), allow(from("12.0.0.0/8") + #","Bool":{"aws:SecureTransport":"true"}"#)],
            [allow(from("11.0.0.0/8")), allow(from("12.0.0.0/8")), deny(nil, action: "s3:PutObject")],
            (0..<256).map { allow(from("\($0).0.0.0/8")) },
        ])
    func together(statements: [String]) throws { #expect(try Self.asked(statements) == "true") }

    @Test(
        "few addresses over several statements",
        arguments: [
            [allow(from("11.0.0.0/8")), allow(from("11.0.0.0/9")), allow(from("11.128.0.0/9"), action: "s3:PutObject")],
            [allow(from("10.0.0.0/8")), allow(from("172.16.0.0/12")), allow(from("192.168.0.0/16")), allow(from("11.0.0.0/8"))],
            [allow(from("11.0.0.0/8")), allow(from("2600::/32"))],
            [allow(from("11.0.0.0/8")), allow(from("12.0.0.0/8")), deny()],
            [allow(from("11.0.0.0/8")), allow(from("12.0.0.0/8"), action: "s3:PutObject"), deny(action: "s3:PutObject")],
            [allow(from("11.0.0.0/8")), allow(from("12.0.0.0/8") + #","StringEquals":{"aws:PrincipalOrgID":"o-abcdefghij"}"#)],
            [allow(from("11.0.0.0/8")), allow(from("12.0.0.0/8")), deny(#""StringNotEquals":{"aws:SourceVpce":"vpce-1"}"#)],
            [allow(from("11.0.0.0/8")), allow(from("12.0.0.0/8")), deny(notFrom("11.0.0.0/8"))],
            [allow(), allow(action: "s3:PutObject"), deny(notFrom("11.0.0.0/8"))],
            [allow(from("11.0.0.0/8") + "," + notFrom("12.0.0.0/8"))],
            [allow(from("11.0.0.0/8") + "," + notFrom("12.0.0.0/8")), allow(from("11.0.0.0/8"))],
        ])
    func few(statements: [String]) throws { #expect(try Self.asked(statements) == "false") }

    @Test(
        "what is left to strangers is not counted where statements take parts of it back",
        arguments: [
            [allow(from("11.0.0.0/8")), allow(from("12.0.0.0/8")), deny(from("12.0.0.0/8"))],
            [allow(), allow(action: "s3:PutObject"), deny(notFrom("11.0.0.0/8"), action: "s3:Get*"), deny(notFrom("12.0.0.0/8"), action: "s3:Put*")],
            [allow(), deny(notFrom("11.0.0.0/8") + #","NotIpAddressIfExists":{"aws:SourceIp":"12.0.0.0/8"}"#)],
            [allow(from("11.0.0.0/8")), allow(from("12.0.0.0/8")), deny(#""StringNotEquals":{"foo:bar":"x"}"#)],
            [allow(from("11.0.0.0/8")), allow(from("12.0.0.0/8") + #","StringEquals":{"foo:bar":"x"}"#)],
        ])
    func open(statements: [String]) throws { #expect(try Self.asked(statements).hasPrefix("unknown(unresolved): ")) }
}
