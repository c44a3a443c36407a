// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

@testable import DemarcRules

/// What iam says of policy documents; on documents and on a script's own tables alike.
@Suite struct IamTests {
    private static func asked(_ call: String, _ json: String) throws -> [String] {
        let item = SnapshotFolder.item("AWS::EC2::VPC", "vpc-1", #"{"value":\#(json)}"#)
        let other = SnapshotFolder.item("AWS::EC2::VPC", "vpc-1", #"{"value":\#(LuaTable.capitalized(json))}"#)
        let texts = [("it.configuration.value", item), ("it.configuration.value", other), (LuaTable.of(json), item)]
        return try texts.map { try Asked.value(call.replacing("POLICY", with: $0.0), items: [$0.1]) }
    }

    private static func allow(_ condition: String? = nil, _ principal: String = #""Principal":"*""#, _ action: String = #""Action":"s3:GetObject""#)
        -> String
    {
        let condition = condition.map { #","Condition":{\#($0)}"# } ?? ""
        return #"{"Effect":"Allow",\#(principal),\#(action),"Resource":"arn:aws:s3:::b/*"\#(condition)}"#
    }

    private static func deny(
        _ condition: String? = nil, _ action: String = #""Action":"*""#, _ resource: String = "*", _ principal: String = #""Principal":"*""#
    ) -> String {
        let condition = condition.map { #","Condition":{\#($0)}"# } ?? ""
        return #"{"Effect":"Deny",\#(principal),\#(action),"Resource":"\#(resource)"\#(condition)}"#
    }

    private static func policy(_ statements: String...) -> String {
        #"{"Version":"2012-10-17","Statement":[\#(statements.joined(separator: ","))]}"#
    }

    @Test(
        "who signs in elsewhere may be a stranger",
        arguments: ["cognito-identity.amazonaws.com", "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com", "*"])
    func federated(provider: String) throws {
        let open = Self.policy(Self.allow(nil, #""Principal":{"Federated":"\#(provider)"}"#))
        for answer in try Self.asked("iam.public(POLICY)", open) {
            #expect(answer == "unknown(unresolved): who has an identity of \(provider) is not known", "\(answer)")
        }
        let kept = Self.policy(Self.allow(#""StringEquals":{"aws:SourceAccount":"111122223333"}"#, #""Principal":{"Federated":"\#(provider)"}"#))
        #expect(try Self.asked("iam.public(POLICY)", kept) == ["false", "false", "false"])
    }

    @Test func `who signs in at a directory of one's own is no stranger`() throws {
        let policy = Self.policy(Self.allow(nil, #""Principal":{"Federated":"arn:aws:iam::111122223333:saml-provider/staff"}"#))
        #expect(try Self.asked("iam.public(POLICY)", policy) == ["false", "false", "false"])
    }

    @Test("other spellings of every action", arguments: ["*", "?*", "*?", "**", "*:*", "*:?*", "??*:*", "*:**"])
    func everyAction(pattern: String) throws {
        let policy = #"{"Statement":{"Effect":"Allow","Action":"\#(pattern)","Resource":"*"}}"#
        #expect(try Self.asked(#"iam.allows(POLICY, { action = "*", resource = "*" })"#, policy) == ["true", "true", "true"])
        #expect(try Self.asked(#"iam.allows(POLICY, { action = "s3:GetObject" })"#, policy) == ["true", "true", "true"])
    }

    @Test("patterns of some actions", arguments: ["s3:?*", "???*:*", "*:???*", "????", "*:Get?*", "?:*"])
    func someActions(pattern: String) throws {
        let policy = #"{"Statement":{"Effect":"Allow","Action":"\#(pattern)","Resource":"*"}}"#
        #expect(try Self.asked(#"iam.allows(POLICY, { action = "*", resource = "*" })"#, policy) == ["false", "false", "false"])
    }

    @Test(
        "other spellings of every resource",
        arguments: ["*", "?*", "*?", "**", "*:*", "arn:*", "arn:aws:*", "arn:aws*:*", "arn:aws:*:*:*:*", "arn:*:*:*:*:*", "arn:aws-cn:*", "a*"])
    func everyResource(pattern: String) throws {
        let policy = #"{"Statement":{"Effect":"Allow","Action":"*","Resource":"\#(pattern)"}}"#
        #expect(try Self.asked(#"iam.allows(POLICY, { action = "*", resource = "*" })"#, policy) == ["true", "true", "true"])
        // To deny all that has an ARN is not to deny all.
        let isAll = !pattern.contains { "a:".contains($0) }
        let denying = policy.replacing("Allow", with: "Deny")
        #expect(try Self.asked(#"iam.denies(POLICY, { action = "*", resource = "*" })"#, denying) == Array(repeating: "\(isAll)", count: 3))
    }

    @Test("patterns of some resources", arguments: ["arn:aws:s3:*", "arn:aws:*:*:111122223333:*", "b*", "arn:aws:*:us-east-1:*"])
    func someResources(pattern: String) throws {
        let policy = #"{"Statement":{"Effect":"Allow","Action":"*","Resource":"\#(pattern)"}}"#
        #expect(try Self.asked(#"iam.allows(POLICY, { action = "*", resource = "*" })"#, policy) == ["false", "false", "false"])
    }

    @Test(
        "the characters of patterns themselves",
        arguments: [
            ("a${*}", "StringLike", "a*", true), ("a${*}", "StringLike", "ab", false), ("${?}*", "StringLike", "?x", true),
            ("${?}*", "StringLike", "xx", false), ("${$}{x}", "StringLike", "${x}", true), ("a${*}", "StringEquals", "a*", true),
            ("a${*}", "StringEquals", "a${*}", false), ("*${$}", "StringLike", "b$", true),
            ("arn:aws:sns:r:1:${*}", "ArnLike", "arn:aws:sns:r:1:*", true),
            ("arn:aws:sns:r:1:${*}", "ArnLike", "arn:aws:sns:r:1:t", false),
        ])
    func escapes(pattern: String, name: String, value: String, isEqual: Bool) throws {
        let statement = Self.allow(#""\#(name)":{"aws:username":"\#(pattern)"}"#)
        let request = "{ action = 's3:GetObject', context = { ['aws:username'] = '\(value)' } }"
        #expect(try Self.asked("iam.allows(POLICY, \(request))", Self.policy(statement)) == Array(repeating: "\(isEqual)", count: 3))
        // Before the version that has variables it is all text, of which the star is a pattern.
        let old = Self.policy(statement).replacing("2012-10-17", with: "2008-10-17")
        let isOld = pattern == value || (name == "StringLike" && value == "a${*}")
        #expect(try Self.asked("iam.allows(POLICY, \(request))", old) == Array(repeating: "\(isOld)", count: 3))
    }

    @Test func theCharactersOfPatternsInResources() throws {
        let policy = Self.policy(#"{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/${*}"}"#)
        for resource in ["arn:aws:s3:::b/*", "arn:aws:s3:::b/x", "arn:aws:s3:::b/?"] {
            #expect(
                try Self.asked("iam.allows(POLICY, { action = 's3:GetObject', resource = '\(resource)' })", policy) == ["false", "false", "false"])
        }
        let denying = Self.policy(Self.allow(), Self.deny(nil, #""Action":"*""#, "arn:aws:s3:::b/${*}"))
        #expect(
            try Self.asked("iam.allows(POLICY, { action = 's3:GetObject', resource = 'arn:aws:s3:::b/*' })", denying) == ["false", "false", "false"])
        #expect(
            try Self.asked("iam.allows(POLICY, { action = 's3:GetObject', resource = 'arn:aws:s3:::b/x' })", denying) == ["true", "true", "true"])
    }

    @Test(
        "anybody is allowed something",
        arguments: [
            policy(allow()), #"{"Statement":\#(allow())}"#, policy(deny(nil, #""Action":"s3:Put*""#), allow()),
            policy(allow(nil, #""Principal":{"AWS":"*"}"#)), policy(allow(nil, #""Principal":{"AWS":["arn:aws:iam::111122223333:root","*"]}"#)),
            policy(allow(nil, #""NotPrincipal":{"AWS":"arn:aws:iam::111122223333:root"}"#)),
            policy(allow(nil, #""Principal":"*""#, #""NotAction":"s3:Put*""#)),
            policy(allow(#""Bool":{"aws:SecureTransport":"true"}"#)), policy(allow(#""StringEqualsIfExists":{"aws:PrincipalOrgID":"o-abcdefghij"}"#)),
            policy(allow(#""ForAllValues:StringEquals":{"aws:PrincipalOrgID":"o-abcdefghij"}"#)),
            policy(allow(#""StringLike":{"aws:PrincipalOrgID":"o-*"}"#)), policy(allow(#""StringLike":{"aws:SourceVpce":"*"}"#)),
            policy(allow(#""StringNotEquals":{"aws:PrincipalOrgID":"o-abcdefghij"}"#)), policy(allow(#""Null":{"aws:PrincipalOrgID":"false"}"#)),
            policy(allow(#""IpAddress":{"aws:SourceIp":"0.0.0.0/0"}"#)),
            policy(allow(#""IpAddress":{"aws:SourceIp":["203.0.113.0/24","0.0.0.0/1"]}"#)),
            policy(allow(#""IpAddress":{"aws:SourceIp":"::/0"}"#)), policy(allow(#""NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}"#)),
            policy(allow(#""ArnLike":{"aws:SourceArn":"arn:aws:s3:::*"}"#)), policy(allow(#""StringLike":{"aws:Referer":"https://example.org/*"}"#)),
            policy(allow(), deny(#""Bool":{"aws:SecureTransport":"false"}"#)),
            policy(allow(), deny(nil, #""Action":"s3:GetObject""#, "arn:aws:s3:::b/x")),
            policy(allow(), deny(nil, #""Action":"*""#, "*", #""Principal":{"AWS":"111122223333"}"#)),
            policy(allow(), deny(#""StringEquals":{"aws:PrincipalOrgID":"o-abcdefghij"}"#)),
            policy(allow(#""StringEquals":{"foo:bar":"x"}"#), allow()),
            policy(allow(#""ForAllValues:StringLike":{"aws:PrincipalOrgPaths":"o-abc/*"}"#)),
            policy(allow(#""ForAllValues:StringLike":{"aws:PrincipalOrgPaths":"o-abc/*"},"Null":{"aws:PrincipalOrgPaths":"true"}"#)),
            policy(allow(#""ForAllValues:StringLike":{"aws:PrincipalOrgPaths":"o-abc/*"},"Null":{"aws:PrincipalOrgID":"false"}"#)),
            policy(allow(#""ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":["o-abc/*","*"]}"#)),
            policy(allow(#""ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":"o-*/r-ab12/*"}"#)),
            policy(allow(#""IpAddress":{"aws:SourceIp":["11.0.0.0/8","12.0.0.0/8"]}"#)),
        ])
    func exposed(policy: String) throws { #expect(try Self.asked("iam.public(POLICY)", policy) == ["true", "true", "true"]) }

    @Test(
        "nobody but those who are named is allowed anything",
        arguments: [
            policy(), #"{"Statement":[]}"#, policy(deny()), policy(allow(nil, #""Principal":{"AWS":"arn:aws:iam::111122223333:root"}"#)),
            policy(allow(nil, #""Principal":{"Service":"cloudtrail.amazonaws.com"}"#)), policy(allow(nil, #""Principal":{"CanonicalUser":"79a5"}"#)),
            policy(allow(#""StringEquals":{"aws:PrincipalOrgID":"o-abcdefghij"}"#)),
            policy(allow(#""StringEquals":{"aws:principalorgid":["o-abcdefghij"]},"Bool":{"aws:SecureTransport":"true"}"#)),
            policy(allow(#""IpAddress":{"aws:SourceIp":"203.0.113.0/24"}"#)),
            policy(allow(#""IpAddress":{"aws:SourceIp":["10.0.0.0/8","2001:db8::/32"]}"#)),
            policy(allow(#""ArnLike":{"aws:SourceArn":"arn:aws:sns:us-east-1:111122223333:*"}"#)),
            policy(allow(#""ArnEquals":{"aws:SourceArn":"arn:aws:s3:::known"}"#)), policy(allow(#""StringEquals":{"aws:SourceVpce":"vpce-1"}"#)),
            policy(allow(#""StringEquals":{"kms:CallerAccount":"111122223333"}"#)), policy(allow(#""StringLike":{"aws:userid":"AROAEXAMPLEID:*"}"#)),
            policy(allow(#""ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":"o-abcdefghij/*"}"#)), policy(allow(), deny()),
            policy(allow(#""ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":"o-abc/*"}"#)),
            policy(allow(#""ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":["o-abc/r-ab12/ou-*/","o-abc/"]}"#)),
            policy(allow(#""ForAllValues:StringLike":{"aws:PrincipalOrgPaths":"o-abc/*"},"Null":{"aws:principalorgpaths":"false"}"#)),
            policy(allow(#""StringEqualsIfExists":{"aws:PrincipalOrgID":"o-abcdefghij"},"Null":{"aws:PrincipalOrgID":[false]}"#)),
            policy(allow(#""ArnLike":{"aws:SourceArn":"arn:aws:s3:::b${*}"}"#)),
            policy(allow(#""IpAddress":{"aws:SourceIp":["11.0.0.0/9","11.128.0.0/9","10.0.0.0/8"]}"#)),
            policy(allow(), deny(#""StringNotEquals":{"aws:PrincipalOrgID":"o-abcdefghij"}"#)),
            policy(allow(), deny(#""StringNotEqualsIfExists":{"aws:SourceVpce":"vpce-1"},"BoolIfExists":{"aws:PrincipalIsAWSService":"false"}"#)),
            policy(deny(#""NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}"#, #""Action":"s3:*""#, "arn:aws:s3:::b*"), allow()),
            policy(allow(), deny(nil, #""NotAction":"s3:Put*""#)),
            policy(allow(), deny(nil, #""Action":"*""#, "*", #""NotPrincipal":{"AWS":"arn:aws:iam::111122223333:root"}"#)),
        ])
    func kept(policy: String) throws { #expect(try Self.asked("iam.public(POLICY)", policy) == ["false", "false", "false"]) }

    @Test(
        "what cannot be decided or read is unknown",
        arguments: [
            (policy(allow(#""StringEquals":{"foo:bar":"x"}"#)), "unresolved"),
            (policy(allow(#""StringEquals":{"aws:SourceArn":"${aws:username}"}"#)), "unresolved"),
            (policy(allow(), deny(#""StringNotEquals":{"foo:bar":"x"}"#)), "unresolved"),
            (policy(allow(#""Smells":{"aws:SourceArn":"x"}"#)), "undecodable"),
            (policy(allow(#""IpAddress":{"aws:SourceIp":"home"}"#)), "undecodable"), (policy(#"{"Principal":"*","Action":"*"}"#), "undecodable"),
            (policy(#"{"Effect":"allow","Principal":"*","Action":"*"}"#), "undecodable"), (policy(allow(nil, #""Principal":7"#)), "undecodable"),
            (policy(allow(nil, #""Principal":{"AWS":{"x":"y"}}"#)), "undecodable"),
            (policy(allow(nil, #""Principal":{"Everyone":"*"}"#)), "undecodable"),
            (policy(allow(nil, #""Principal":"everyone""#)), "undecodable"), (policy(allow(#""StringEquals":"x""#)), "undecodable"),
            ("{}", "undecodable"),
            (#"{"Id":"x"}"#, "undecodable"), (#"{"Statement":"all"}"#, "undecodable"), ("[]", "undecodable"), (policy("7"), "undecodable"),
            (policy("7", allow()), "undecodable"),
            (policy(allow(nil, #""Principal":"*","NotPrincipal":"*""#)), "undecodable"), ("7", "undecodable"),
            (policy(#"{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}"#), "undecodable"),
            (policy(allow(), #"{"Effect":"Deny","Action":"*","Resource":"*"}"#), "undecodable"),
            (policy(allow(nil, #""Principal":{"AWS":"arn:aws:iam::*:root"}"#)), "undecodable"),
            (policy(allow(nil, #""Principal":{"AWS":"arn:aws:iam::111122223333:role/*"}"#)), "undecodable"),
            (policy(allow(nil, #""Principal":{"AWS":"1111222?3333"}"#)), "undecodable"),
            (policy(allow(nil, #""Principal":{"Service":"*"}"#)), "undecodable"),
            (policy(allow(nil, #""NotPrincipal":{"AWS":"arn:aws:iam::*:root"}"#)), "undecodable"),
        ])
    func unknown(policy: String, cause: String) throws {
        for answer in try Self.asked("iam.public(POLICY)", policy) { #expect(answer.hasPrefix("unknown(\(cause)): "), "\(answer)") }
    }

    @Test func nothingIsNotCollected() throws {
        #expect(try Asked.value("iam.public(it.configuration.policy)") == "unknown(not-collected): the policy was not collected")
        #expect(try Asked.value("iam.public(it.configuration.vpcId)").hasPrefix("unknown(undecodable): "))
    }

    private static let admin = #"{"Effect":"Allow","Action":"*","Resource":"*"}"#

    @Test(
        "actions and resources with stars in the request are allowed where all of them are",
        arguments: [
            (policy(admin), "{ action = '*', resource = '*' }", true),
            (policy(admin.replacing(#""*","R"#, with: #""*:*","R"#)), "{ action = '*', resource = '*' }", true),
            (policy(admin.replacing(#""*","R"#, with: #""s3:*","R"#)), "{ action = '*', resource = '*' }", false),
            (policy(admin.replacing(#""*","R"#, with: #""s3:*","R"#)), "{ action = 's3:Get*' }", true),
            (policy(admin.replacing(#""*","R"#, with: #""s3:Get*","R"#)), "{ action = 's3:*' }", false),
            (policy(admin, deny(nil, #""Action":"iam:*""#)), "{ action = '*', resource = '*' }", false),
            (policy(admin, deny(nil, #""Action":"iam:*""#)), "{ action = 's3:*', resource = '*' }", true),
            (policy(admin.replacing("Action", with: "NotAction").replacing(#""*","R"#, with: #""iam:*","R"#)), "{ action = 's3:*' }", true),
            (policy(admin.replacing("Action", with: "NotAction").replacing(#""*","R"#, with: #""iam:*","R"#)), "{ action = '*' }", false),
            (policy(admin.replacing(#""Resource":"*""#, with: #""NotResource":"arn:aws:s3:::b""#)), "{ action = '*', resource = '*' }", false),
            (
                policy(admin.replacing(#""Resource":"*""#, with: #""NotResource":"arn:aws:s3:::b""#)),
                "{ action = '*', resource = 'arn:aws:s3:::a' }", true
            ),
            (policy(admin.replacing(#""Action":"*""#, with: #""Action":["s3:Get?bject","S3:PUT*"]"#)), "{ action = 's3:putobject' }", true),
        ])
    func patterns(policy: String, request: String, isAllowed: Bool) throws {
        #expect(try Self.asked("iam.allows(POLICY, \(request))", policy) == Array(repeating: "\(isAllowed)", count: 3))
    }

    @Test(
        "what a request does not name may be any that the policy names",
        arguments: [
            (policy(allow()), "{ action = 's3:GetObject' }", true), (policy(allow(), deny()), "{ action = 's3:GetObject' }", false),
            (policy(allow(), deny(nil, #""Action":"*""#, "arn:aws:s3:::b/x")), "{ action = 's3:GetObject' }", true),
            (policy(allow(), deny(nil, #""Action":"*""#, "arn:aws:s3:::b/*")), "{ action = 's3:GetObject' }", false),
            (policy(allow(), deny(nil, #""Action":"*""#, "*", #""Principal":{"AWS":"111122223333"}"#)), "{ action = 's3:GetObject' }", true),
        ])
    func unnamed(policy: String, request: String, isAllowed: Bool) throws {
        #expect(try Self.asked("iam.allows(POLICY, \(request))", policy) == Array(repeating: "\(isAllowed)", count: 3))
    }

    @Test func plainHTTPIsDenied() throws {
        let request = "{ action = 's3:*', resource = 'arn:aws:s3:::b/*', principal = '*', context = { ['aws:SecureTransport'] = false } }"
        for value in [#""false""#, #"["false"]"#, "false", #""False""#] {
            let denying = Self.policy(Self.deny(#""Bool":{"aws:SecureTransport":\#(value)}"#, #""Action":"s3:*""#, "arn:aws:s3:::b/*"))
            #expect(try Self.asked("iam.denies(POLICY, \(request))", denying) == ["true", "true", "true"])
            #expect(try Self.asked("iam.denies(POLICY, \(request.replacing("= false", with: "= true")))", denying) == ["false", "false", "false"])
        }
        let objects = Self.policy(Self.deny(nil, #""Action":"s3:GetObject""#))
        #expect(try Self.asked("iam.denies(POLICY, \(request))", objects) == ["false", "false", "false"])
    }

    @Test func whoExceptsSomebodyDeniesNotToAll() throws {
        let root = "arn:aws:iam::111122223333:root"
        let but = Self.deny(nil, #""Action":"s3:*""#, "*", #""NotPrincipal":{"AWS":"\#(root)"}"#)
        #expect(try Self.asked("iam.denies(POLICY, { action = 's3:*' })", Self.policy(but)) == ["false", "false", "false"])
        #expect(try Self.asked("iam.denies(POLICY, { action = 's3:*', principal = '*' })", Self.policy(but)) == ["true", "true", "true"])
        let allowing = Self.policy(Self.allow(nil, #""Principal":{"AWS":"\#(root)"}"#), but)
        for answer in try Self.asked("iam.allows(POLICY, { action = 's3:GetObject' })", allowing) {
            #expect(answer.hasPrefix("unknown(unresolved): "), "\(answer)")
        }
        #expect(try Self.asked("iam.allows(POLICY, { action = 's3:GetObject', principal = '\(root)' })", allowing) == ["true", "true", "true"])
    }

    @Test(
        "the accounts that a policy trusts",
        arguments: [
            (#"{"AWS":"arn:aws:iam::111122223333:root"}"#, "111122223333"),
            (#"{"AWS":["444455556666","arn:aws:iam::111122223333:role/r"]}"#, "444455556666 111122223333"),
            (#""*""#, "*"), (#"{"AWS":"*"}"#, "*"), (#"{"Service":"ec2.amazonaws.com"}"#, ""), (#""ec2.amazonaws.com""#, ""),
            (#""111122223333""#, "111122223333"), (#"{"AWS":"AROAEXAMPLEEXAMPLE"}"#, ""),
            (#"{"AWS":["111122223333","111122223333"],"Service":"ec2.amazonaws.com"}"#, "111122223333"),
            (#"{"AWS":"arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1"}"#, "cloudfront"),
        ])
    func accounts(principal: String, accounts: String) throws {
        let trust = Self.policy(#"{"Effect":"Allow","Principal":\#(principal),"Action":"sts:AssumeRole"}"#)
        #expect(try Self.asked("'<' .. table.concat(iam.accounts(POLICY), ' ') .. '>'", trust) == Array(repeating: "<\(accounts)>", count: 3))
        #expect(try Self.asked("#iam.accounts(POLICY)", trust.replacing("Allow", with: "Deny")) == ["0", "0", "0"])
    }

    @Test func anAccountNobodyCanTellIsUnknown() throws {
        for principal in [#"{"AWS":"someone"}"#, #"{"CanonicalUser":"79a5"}"#, #"{"AWS":7}"#, #"{"AWS":"arn:aws:iam::*:root"}"#] {
            let trust = Self.policy(#"{"Effect":"Allow","Principal":\#(principal),"Action":"sts:AssumeRole"}"#)
            for answer in try Self.asked("#iam.accounts(POLICY)", trust) { #expect(answer.hasPrefix("unknown(undecodable): "), "\(answer)") }
        }
    }

    @Test(
        "a request that makes no sense is an error",
        arguments: [
            "iam.allows(POLICY)", "iam.allows(POLICY, {})", "iam.allows(POLICY, { action = '*', resouce = '*' })", "iam.allows(POLICY, 's3:*')",
            "iam.allows(POLICY, { action = {} })", "iam.allows(POLICY, { action = '*', context = { 'x' } })",
            "iam.allows(POLICY, { action = '*', context = { ['a:b'] = { {} } } })",
        ])
    func mistakes(call: String) throws {
        for answer in try Self.asked(call, Self.policy(Self.allow())) { #expect(answer.hasPrefix("error: "), "\(answer)") }
    }
}
