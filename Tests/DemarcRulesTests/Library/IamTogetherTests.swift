// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

@testable import DemarcRules

/// What several statements allow together, and none of them alone.
@Suite struct IamTogetherTests {
    private static func statement(_ effect: String, _ elements: String...) -> String {
        #"{"Effect":"\#(effect)",\#(elements.joined(separator: ","))}"#
    }

    private static func asked(_ statements: [String], _ request: String = "{ action = '*', resource = '*' }") throws -> String {
        let item = SnapshotFolder.item("AWS::EC2::VPC", "vpc-1", #"{"value":{"Statement":[\#(statements.joined(separator: ","))]}}"#)
        return try Asked.value("iam.allows(it.configuration.value, \(request))", items: [item])
    }

    private static let all = #""Resource":"*""#
    private static let butStorage = statement("Allow", #""NotAction":"s3:*""#, all), storage = statement("Allow", #""Action":"s3:*""#, all)

    @Test(
        "one allows what the other leaves out",
        arguments: [
            [butStorage, storage], [storage, butStorage],
            [statement("Allow", #""NotAction":["s3:*","ec2:*"]"#, all), storage, statement("Allow", #""Action":"EC2:*""#, all)],
            [butStorage, statement("Allow", #""NotAction":"iam:*""#, all)],
            [butStorage, statement("Allow", #""NotAction":"s3:Get*""#, all), statement("Allow", #""Action":"s3:Get*""#, all)],
            [statement("Allow", #""NotAction":"*:Get*""#, all), statement("Allow", #""NotAction":"s3:*""#, all), storage],
            [
                statement("Allow", #""Action":"*","NotResource":"arn:aws:s3:::b""#), statement("Allow", #""Action":"*","Resource":"arn:aws:s3:::*""#),
            ],
            [butStorage, storage, statement("Deny", #""Action":"*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}"#)],
        ])
    func whole(statements: [String]) throws {
        let request = "{ action = '*', resource = '*', context = { ['aws:SecureTransport'] = true } }"
        #expect(try Self.asked(statements, request) == "true")
        #expect(try Self.asked(statements, request.replacing("resource = '*', ", with: "")) == "true")
    }

    @Test(
        "something is left out",
        arguments: [
            [butStorage], [butStorage, statement("Allow", #""Action":"s3:Get*""#, all)],
            [butStorage, statement("Allow", #""Action":"s3:*","Resource":"arn:aws:s3:::b""#)],
            [butStorage, storage, statement("Deny", #""Action":"iam:PassRole""#, all)], [butStorage, butStorage],
            [butStorage, statement("Deny", #""Action":"s3:*""#, all)],
            [statement("Allow", #""NotAction":["s3:*","ec2:*"]"#, all), storage],
            [
                statement("Allow", #""Principal":{"AWS":"111122223333"},"NotAction":"s3:*""#, all),
                statement("Allow", #""Principal":{"AWS":"444455556666"},"Action":"s3:*""#, all),
            ],
        ])
    func apart(statements: [String]) throws { #expect(try Self.asked(statements) == "false") }

    private static let but = #""NotAction":"iam:*""#, iam = #""Action":"iam:*""#, every = #""Action":"*""#
    private static let bucket = #""Resource":"arn:aws:s3:::b/*""#, other = #""Resource":"arn:aws:s3:::c/*""#

    @Test(
        "a request without a resource is about one that the policy names",
        arguments: [
            ([statement("Allow", but, bucket), statement("Allow", iam, bucket)], true),
            ([statement("Allow", but, bucket), statement("Allow", iam, #""Resource":"arn:aws:s3:::*""#)], true),
            ([statement("Allow", but, bucket), statement("Allow", iam, other)], false),
            ([statement("Allow", but, bucket), statement("Allow", iam, bucket), statement("Deny", iam, all)], false),
            ([statement("Allow", but, bucket), statement("Allow", iam, bucket), statement("Deny", iam, other)], true),
            ([statement("Allow", but, #""NotResource":"arn:aws:s3:::b/*""#), statement("Allow", iam, all)], true),
            ([statement("Allow", but, #""NotResource":"arn:aws:s3:::b/*""#), statement("Allow", iam, bucket)], false),
            ([statement("Allow", but), statement("Allow", iam)], true),
            ([statement("Allow", every, bucket), statement("Deny", iam, bucket)], false),
            ([statement("Allow", every, bucket), statement("Deny", iam, #""Resource":"arn:aws:s3:::b/x""#)], true),
        ])
    func unnamed(statements: [String], isAllowed: Bool) throws {
        #expect(try Self.asked(statements, "{ action = '*' }") == "\(isAllowed)")
    }

    @Test func aNamedResourceWithAVariableIsOpen() throws {
        let home = #""Resource":"arn:aws:s3:::b/${aws:username}/*""#
        let statements = Self.statement("Allow", Self.but, home) + "," + Self.statement("Allow", Self.iam, home)
        let item = SnapshotFolder.item("AWS::EC2::VPC", "vpc-1", #"{"value":{"Version":"2012-10-17","Statement":[\#(statements)]}}"#)
        let asked = "iam.allows(it.configuration.value, { action = '*' })"
        #expect(try Asked.value(asked, items: [item]).hasPrefix("unknown(unresolved): "))
        let known = asked.replacing("'*'", with: "'*', context = { ['aws:username'] = 'ann' }")
        #expect(try Asked.value(known, items: [item]) == "true")
    }

    private static let butBoth = statement("Allow", but, #""NotResource":"arn:aws:s3:::b/*""#)

    @Test(
        "a statement with two kinds of exceptions leaves out both",
        arguments: [
            ([butBoth, statement("Allow", iam, all), statement("Allow", every, bucket)], true),
            ([butBoth, statement("Allow", iam, all), statement("Allow", but, bucket)], true),
            ([butBoth, statement("Allow", iam, #""NotResource":"arn:aws:s3:::b/*""#), statement("Allow", every, bucket)], true),
            ([butBoth, statement("Allow", iam, all)], false), ([butBoth, statement("Allow", every, bucket)], false),
            ([butBoth, statement("Allow", iam, all), statement("Allow", every, other)], false),
            ([butBoth, statement("Allow", iam, bucket), statement("Allow", every, bucket)], false),
            ([butBoth, statement("Allow", iam, all), statement("Allow", every, bucket), statement("Deny", iam, bucket)], false),
        ])
    func both(statements: [String], isAllowed: Bool) throws { #expect(try Self.asked(statements) == "\(isAllowed)") }

    @Test(
        "what can't be split into patterns is no answer",
        arguments: [
            ([statement("Allow", #""NotAction":"s3:Get*""#, all), statement("Allow", #""Action":"s3:Get*Object""#, all)], "s3:*Object", "*"),
            (
                [statement("Allow", every, #""NotResource":"*x""#), statement("Allow", every, #""Resource":"arn:aws:s3:::b/*x""#)], "*",
                "arn:aws:s3:::b/*"
            ),
        ])
    func unsplit(statements: [String], action: String, resource: String) throws {
        let answer = try Self.asked(statements, "{ action = '\(action)', resource = '\(resource)' }")
        #expect(answer == "true" || answer.hasPrefix("unknown(unresolved): "), "\(answer)")
    }

    @Test func oneUnknownConditionLeavesItOpen() throws {
        let known = Self.statement("Allow", #""Action":"s3:*""#, Self.all, #""Condition":{"Bool":{"aws:SecureTransport":"true"}}"#)
        #expect(try Self.asked([Self.butStorage, known]).hasPrefix("unknown(unresolved): "))
        #expect(try Self.asked([Self.butStorage, known, Self.storage]) == "true")
    }

    private static let patterns = ["*", "s3:*", "s3:Get*", "*:Get*", "ec2:*", "s3:GetObject", "ec2:Get*", "iam:*"]
    /// One action of each kind that the patterns tell apart.
    private static let kinds = ["s3:GetObject", "s3:GetOther", "s3:Put", "ec2:Get1", "ec2:Run", "iam:GetRole", "iam:Pass", "sqs:Get2", "sqs:Send"]

    @Test("all of a pattern is allowed where each kind of its actions is, 4,000 times")
    func random() throws {
        var dice = Dice(seed: 20_261_130)
        var items: [String] = []
        for number in 0..<400 {
            let statements = (0..<1 + dice.number(below: 4)).map { _ in
                let some = (0...dice.number(below: 2)).map { _ in
                    "\"\(dice.one(of: Self.patterns.dropFirst(dice.number(below: 4) == 0 ? 0 : 1).map { $0 }))\""
                }
                let effect = dice.number(below: 9) == 0 ? "Deny" : "Allow", name = dice.number(below: 2) == 0 ? "Action" : "NotAction"
                return Self.statement(effect, "\"\(name)\":[\(some.joined(separator: ","))]", Self.all)
            }
            items.append(
                SnapshotFolder.item("AWS::EC2::VPC", "vpc-\(1000 + number)", #"{"value":{"Statement":[\#(statements.joined(separator: ","))]}}"#))
        }
        let asked =
            Self.patterns.map { ($0, Self.kinds) } + [("sqs:*", Self.kinds), ("s3:*Object", ["s3:GetObject", "s3:GetAnyObject", "s3:PutObject"])]
        let lists = asked.map {
            pattern, kinds in
            "{ \"\(pattern)\", \(kinds.filter { PolicyOracle.glob(pattern, $0) }.map { "\"\($0)\"" }.joined(separator: ", ")) }"
        }
        // One question at a time, so that one that is open leaves the others to be compared.
        var counts: [Substring: Int] = [:]
        for list in lists {
            let answers = try Asked.all(
                """
                local policy, list, each = it.configuration.value, \(list), true
                for place = 2, #list do each = each and iam.allows(policy, { action = list[place], resource = "*" }) end
                local whole = iam.allows(policy, { action = list[1], resource = "*" })
                return fail("%s", each == whole and (whole and "allowed" or "not") or ("different of " .. list[1]))
                """, items: items)
            #expect(answers.count == items.count)
            for (answer, item) in zip(answers, items) {
                if answer.contains("different") { Issue.record("\(answer): \(item)") }
                counts[answer.prefix { $0 != "(" }, default: 0] += 1
            }
        }
        #expect(counts["fail: allowed", default: 0] > 1000 && counts["fail: not", default: 0] > 1000, "\(counts)")
        #expect(counts["unknown", default: 0] < 40, "\(counts)")
    }
}
