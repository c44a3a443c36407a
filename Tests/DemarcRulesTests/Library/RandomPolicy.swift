// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport

/// Policies and requests by chance, out of few words so that they often meet.
struct RandomPolicy {
    var dice: Dice
    /// Whether a request tells of every key of its context, so that nothing stays open.
    let isDecided: Bool

    private static let actions = ["s3:GetObject", "s3:PutObject", "ec2:Run", "s3:Get"]
    private static let actionPatterns = ["*", "*:*", "s3:*", "S3:getobject", "s3:G?tObject", "s3:*Object", "ec2:*n", "ec2:Ru", "s3:Put*t"]
    private static let resources = ["arn:aws:s3:::a", "arn:aws:s3:::a/x", "arn:aws:s3:::b/x", "arn:aws:s3:::ann/x"]
    private static let resourcePatterns = [
        "*", "arn:aws:s3:::a", "arn:aws:s3:::a*", "arn:aws:s3:::?/x", "arn:aws:s3:::*/x", "arn:aws:s3:::${aws:username}/*", "arn:aws:s3:::A",
    ]
    private static let principals = [
        "*", "111111111111", "arn:aws:iam::111111111111:user/u", "arn:aws:iam::222222222222:role/p/r",
        "arn:aws:sts::222222222222:assumed-role/r/s", "ec2.amazonaws.com", "arn:aws:iam::222222222222:root",
    ]
    private static let listed = [
        "*", "111111111111", "arn:aws:iam::111111111111:root", "arn:aws:iam::111111111111:user/u", "arn:aws:iam::222222222222:role/p/r",
        "arn:aws:iam::222222222222:root", "222222222222",
    ]
    private static let names: [(names: [String], key: String, values: [String], context: [String])] = [
        (
            ["StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike", "StringNotLike"],
            "aws:username", ["ann", "ANN", "a*", "?nn", "bob", "*"], ["ann", "bob", "Ann"]
        ), (["Bool"], "aws:SecureTransport", ["true", "false", "True"], ["true", "false"]),
        (
            ["NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals"],
            "aws:MultiFactorAuthAge", ["10", "300", "300.5"], ["10", "299", "300", "301"]
        ),
        (
            ["DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals"], "aws:CurrentTime",
            ["2026-01-01T00:00:00Z", "2026-06-01T00:00:00Z"], ["2026-01-01T00:00:00Z", "2026-03-01T00:00:00Z", "2026-09-01T00:00:00Z"]
        ),
        (
            ["IpAddress", "NotIpAddress"], "aws:SourceIp", ["10.0.0.0/8", "10.1.0.0/16", "203.0.113.7", "2001:db8::/32"],
            ["10.1.2.3", "203.0.113.7", "2001:db8::1"]
        ),
        (
            ["ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"], "aws:SourceArn",
            ["arn:aws:sns:*:111111111111:t", "arn:aws:s3:::a", "arn:*:a", "arn:aws:sns:us-east-1:111111111111:*"],
            ["arn:aws:sns:us-east-1:111111111111:t", "arn:aws:s3:::a", "arn:aws:sns:eu-west-1:111111111111:t:x"]
        ),
    ]
    private static let tags = ["red", "green", "blue"]

    mutating func statement() -> PolicyOracle.Statement {
        PolicyOracle.Statement(
            allows: dice.number(below: 3) > 0, actions: patterns(Self.actionPatterns),
            resources: dice.number(below: 8) == 0 ? nil : patterns(Self.resourcePatterns), principal: principal(),
            lines: lines())
    }

    /// Lines of which no two have one operator and one key: JSON has no object with a name twice.
    private mutating func lines() -> [PolicyOracle.Line] {
        var lines: [PolicyOracle.Line] = []
        for _ in 0..<[0, 0, 1, 1, 2][dice.number(below: 5)] {
            let new = line()
            if !lines.contains(where: { $0.name == new.name && $0.key.lowercased() == new.key.lowercased() }) { lines.append(new) }
        }
        return lines
    }

    private mutating func some<Item>(of items: [Item]) -> [Item] { (0...dice.number(below: 2)).map { _ in dice.one(of: items) } }

    private mutating func patterns(_ all: [String]) -> PolicyOracle.Patterns {
        PolicyOracle.Patterns(isExcepted: dice.number(below: 5) == 0, patterns: some(of: all))
    }

    private mutating func principal() -> PolicyOracle.Principal? {
        switch dice.number(below: 6) {
        case 0: return nil
        case 1: return PolicyOracle.Principal(isExcepted: false, listed: [("*", ["*"])])
        default:
            var listed = [("AWS", some(of: Self.listed))]
            if dice.number(below: 4) == 0 { listed.append(("Service", ["ec2.amazonaws.com"])) }
            // Who is excepted from all is spelled out, or it stays open.
            let isExcepted = !isDecided && dice.number(below: 4) == 0
            return PolicyOracle.Principal(isExcepted: isExcepted, listed: listed)
        }
    }

    private mutating func line() -> PolicyOracle.Line {
        switch dice.number(below: 8) {
        case 0: return PolicyOracle.Line(name: "Null", key: dice.one(of: Self.names).key, values: [dice.one(of: ["true", "false"])])
        case 1, 2:
            let name = dice.one(of: [
                "ForAllValues:StringEquals", "ForAnyValue:StringLike", "ForAnyValue:StringNotEquals", "ForAllValues:StringNotLike",
            ])
            return PolicyOracle.Line(name: name, key: "aws:TagKeys", values: some(of: Self.tags + ["*e*"]))
        default:
            let group = dice.one(of: Self.names)
            let key = dice.number(below: 4) == 0 ? group.key.lowercased() : group.key
            let suffix = dice.number(below: 5) == 0 ? "IfExists" : ""
            return PolicyOracle.Line(name: dice.one(of: group.names) + suffix, key: key, values: some(of: group.values))
        }
    }

    mutating func request() -> PolicyOracle.Request {
        var context: [String: [String]] = [:]
        for group in Self.names where isDecided || dice.number(below: 3) > 0 {
            context[group.key] = dice.number(below: 4) == 0 ? [] : [dice.one(of: group.context)]
        }
        if isDecided || dice.number(below: 3) > 0 { context["aws:TagKeys"] = (0..<dice.number(below: 4)).map { _ in dice.one(of: Self.tags) } }
        return PolicyOracle.Request(
            action: dice.one(of: Self.actions), resource: dice.one(of: Self.resources), principal: dice.one(of: Self.principals), context: context)
    }

    /// A policy, and how a document spells it: one value or a list of one, one statement or several.
    mutating func policy() -> (oracle: PolicyOracle, json: String) {
        let statements = (0...dice.number(below: 3)).map { _ in statement() }
        let hasVariables = dice.number(below: 3) > 0
        let texts = statements.map { json($0) }
        let body = texts.count == 1 && dice.number(below: 2) == 0 ? texts[0] : "[\(texts.joined(separator: ","))]"
        let version = hasVariables ? #""Version":"2012-10-17","# : dice.one(of: ["", #""Version":"2008-10-17","#])
        return (PolicyOracle(statements: statements, hasVariables: hasVariables), "{\(version)\"Statement\":\(body)}")
    }

    private mutating func json(_ values: [String]) -> String {
        let texts = values.map { "\"\($0)\"" }
        return texts.count == 1 && dice.number(below: 2) == 0 ? texts[0] : "[\(texts.joined(separator: ","))]"
    }

    private mutating func json(_ statement: PolicyOracle.Statement) -> String {
        var parts = [#""Effect":"\#(statement.allows ? "Allow" : "Deny")""#]
        parts.append("\"\(statement.actions.isExcepted ? "Not" : "")Action\":\(json(statement.actions.patterns))")
        if let resources = statement.resources { parts.append("\"\(resources.isExcepted ? "Not" : "")Resource\":\(json(resources.patterns))") }
        if let principal = statement.principal {
            let listed = principal.listed.map { "\"\($0.type)\":\(json($0.values))" }.joined(separator: ",")
            parts.append("\"\(principal.isExcepted ? "Not" : "")Principal\":\(principal.listed[0].type == "*" ? "\"*\"" : "{\(listed)}")")
        }
        var operators: [(String, [String])] = []
        for line in statement.lines {
            let text = "\"\(line.key)\":\(json(line.values))"
            if let place = operators.firstIndex(where: { $0.0 == line.name }) {
                operators[place].1.append(text)
            } else {
                operators.append((line.name, [text]))
            }
        }
        let condition = operators.map { "\"\($0.0)\":{\($0.1.joined(separator: ","))}" }.joined(separator: ",")
        if !operators.isEmpty { parts.append("\"Condition\":{\(condition)}") }
        return "{\(parts.joined(separator: ","))}"
    }

    static func json(_ request: PolicyOracle.Request) -> String {
        let context = request.context.sorted { $0.key < $1.key }.map { key, values in
            "\"\(key)\":[\(values.map { "\"\($0)\"" }.joined(separator: ","))]"
        }
        return """
            {"action":"\(request.action)","resource":"\(request.resource)","principal":"\(request.principal)",\
            "context":{\(context.joined(separator: ","))}}
            """
    }
}
