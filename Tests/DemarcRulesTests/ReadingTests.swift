// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

@testable import DemarcRules

/// What a rule reads of a resource and its documents.
@Suite struct ReadingTests {
    private static let item = SnapshotFolder.item(
        "AWS::EC2::VPC", "vpc-1",
        #"{"vpcId":"vpc-1","Empty":null,"list":[10,null,30],"nothing":[],"object":{},"on":true,"off":false,"small":-3,"large":9007199254740993,"ratio":0.5,"text":"a rather long text that is not short","umlaut":"ä","deep":{"a":{"b":{"c":7}}}}"#,
        tags: #"{"Name":"main","Env":"prod"}"#, supplementary: #"{"Policy":{"text":"x"}}"#)

    @Test(arguments: [
        ("it.id", "vpc-1"), ("it.type", "AWS::EC2::VPC"), ("it.arn", "nil"), ("it.name", "nil"), ("it.created", "nil"), ("it.region.id", "us-east-1"),
        ("it.account.id", "111122223333"), ("it.region.account.id", "111122223333"), ("it.tags.Name", "main"), ("it.tags.name", "nil"),
        ("it.configuration.vpcId", "vpc-1"), ("it.configuration.VpcId", "vpc-1"), ("it.configuration.vpcid", "nil"),
        ("it.configuration.empty", "nil"),
        ("it.configuration.missing", "nil"), ("it.configuration.missing.deeper.still", "nil"), ("it.configuration.Deep.A.b.C", "7"),
        ("it.configuration['deep']['a'].b.c + 1", "8"), ("#it.configuration.list", "3"), ("it.configuration.list[1]", "10"),
        ("it.configuration.list[2]", "nil"), ("it.configuration.list[3]", "30"), ("it.configuration.list[4]", "nil"),
        ("it.configuration.list[0]", "nil"),
        ("it.configuration.list[-1]", "nil"), ("#it.configuration.nothing", "0"), ("#it.configuration.object", "0"), ("it.configuration.on", "true"),
        ("it.configuration.off", "false"), ("it.configuration.small", "-3"), ("it.configuration.large", "9007199254740993"),
        ("it.configuration.ratio * 2", "1.0"), ("#it.configuration.text", "36"), ("it.configuration.text:sub(1, 8)", "a rather"),
        ("#it.configuration.umlaut", "2"), ("it.supplementaryConfiguration.policy.text", "x"), ("matches(it.configuration.text, '^a%s')", "true"),
        ("matches(it.configuration.text, 'z')", "false"), ("matches(nil, 'z')", "false"),
        ("any(it.configuration.list, function(x) return x == 30 end)", "true"),
        ("any(it.configuration.list, function(x) return x == nil end)", "true"),
        ("all(it.configuration.nothing, function() return false end)", "true"),
        ("any(nil, function() return true end)", "false"), ("all(nil, function() return false end)", "true"),
        ("select('#', table.unpack({ 1, nil, 3 }, 1, 3))", "3"), ("tonumber('0x10')", "16"), ("math.type(2^53)", "float"),
    ])
    func aValueIsWhatTheDocumentSays(expression: String, value: String) throws {
        #expect(try Asked.value(expression, items: [ReadingTests.item]) == value)
    }

    @Test func iterationsHaveTheDocumentsOrder() throws {
        let keys = "(function() local s = '' for k in pairs(it.configuration) do s = s .. k .. ' ' end return s end)()"
        #expect(
            try Asked.value(keys, items: [ReadingTests.item])
                == "vpcId Empty list nothing object on off small large ratio text umlaut deep ")
        let list = "(function() local s = '' for i, v in ipairs(it.configuration.list) do s = s .. i .. tostring(v) .. ' ' end return s end)()"
        #expect(try Asked.value(list, items: [ReadingTests.item]) == "110 2nil 330 ")
        #expect(try Asked.value(list.replacing("ipairs", with: "pairs"), items: [ReadingTests.item]) == "110 2nil 330 ")
        let tags = "(function() local s = '' for k, v in pairs(it.tags) do s = s .. k .. v .. ' ' end return s end)()"
        #expect(try Asked.value(tags, items: [ReadingTests.item]) == "Namemain Envprod ")
    }

    /// A document of another shape than the rule expects is a fact that is missing, not an error and never a pass.
    @Test(arguments: [
        "it.configuration.list.vpcId", "it.configuration.vpcId.deeper", "it.configuration[1]", "it.configuration.deep[1]", "#it.configuration.deep",
        "any(it.configuration.deep, pass)", "(function() for _ in ipairs(it.configuration.deep) do end end)()",
    ])
    func anotherShapeIsUndecodable(expression: String) throws {
        #expect(try Asked.value(expression, items: [ReadingTests.item]).hasPrefix("unknown(undecodable): "))
        let caught = try Asked.one("pcall(function() return \(expression) end) return pass()", items: [ReadingTests.item])
        #expect(caught.hasPrefix("unknown(undecodable): "), "\(caught)")
    }

    @Test(arguments: [
        ("it.configuratoin", "a resource has no member 'configuratoin'"), ("it.region.all2", "a region has no member 'all2'"),
        ("it.account.regionz", "an account has no member 'regionz'"), ("it.region:regions()", "has no member 'regions'"), ("it[1]", ""),
        ("it()", "not a function"),
        ("it.configuration()", "not a function"), ("it.configuration + 1", "arithmetic"), ("it.configuration .. 'x'", "concatenate"),
        ("it.configuration < it.configuration", "compare"), ("ipairs(nil)", "ipairs of nil"), ("pairs(nil)", "pairs of nil"),
        ("pairs(it)", "pairs of something that is not an object"), ("pairs(pass)", "table expected"), ("any(pass, pass)", "table expected"),
        ("any({}, 5)", "function expected"),
        ("matches({}, 'x')", "string expected"), ("it.configuration[true]", "no field of type boolean"),
        ("pass().message", "a verdict has no fields"),
        ("it.related()", "call it with a colon"), ("it.region.all('T')", "call it with a colon"), ("it.region:all()", "string expected"),
        ("it.region:find('T', 'configuration.x', 5)", "find compares texts"), ("it.region:find('AWS::EC2::VPC', 'vpcId', 'x')", "a path begins with"),
    ])
    func aMistakeIsAnErrorThatSaysSo(expression: String, message: String) throws {
        let answer = try Asked.one("local v = \(expression) return pass()", items: [ReadingTests.item])
        if expression == "it[1]" { return #expect(answer.hasPrefix("error: ") || answer.hasPrefix("unknown(undecodable)"), "\(answer)") }
        #expect(answer.hasPrefix("error: ") && answer.contains(message), "\(answer)")
    }
}
