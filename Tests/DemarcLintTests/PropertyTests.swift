// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// Paths are followed from the subject to what is read, whatever way the code takes.
@Suite struct PropertyTests {
    @Test(
        "a misspelt property is found however it is reached",
        arguments: [
            ("directly", "if it.configuration.metadataOptions.httpToken then return pass() end return fail 'x'", "httpToken"),
            (
                "in a local", "local c = it.configuration local o = c.metadataOptions if o.httpToken then return pass() end return fail 'x'",
                "httpToken"
            ),
            (
                "as an alternative", "local o = it.configuration.metadataOptions or {} if o.httpToken then return pass() end return fail 'x'",
                "httpToken"
            ),
            (
                "in a loop over a list",
                "for _, e in ipairs(it.configuration.securityGroups or {}) do if e.groupIdd then return pass() end end return fail 'x'", "groupIdd"
            ),
            ("by a place in a list", "if it.configuration.securityGroups[1].groupIdd then return pass() end return fail 'x'", "groupIdd"),
            (
                "in a function handed to any",
                "if any(it.configuration.securityGroups, function(e) return e.groupIdd == 'a' end) then return pass() end return fail 'x'", "groupIdd"
            ),
            (
                "by a name in a list of names",
                "for _, n in ipairs { 'imageId', 'imagedId' } do if it.configuration[n] then return pass() end end return fail 'x'", "n"
            ),
            ("at the wrong level", "if it.configuration.httpTokens then return pass() end return fail 'x'", "httpTokens"),
            ("of the subject", "if it.configuraton.imageId then return pass() end return fail 'x'", "configuraton"),
            (
                "of what the region has",
                "for v in it.region:all 'AWS::EC2::Volume' do if v.configuration.encrypt then return pass() end end return fail 'x'", "encrypt"
            ),
            (
                "in the path of a search",
                "for v in it.region:find('AWS::EC2::Volume', 'configuration.sizes', it.id) do return pass() end return fail 'x'", "find"
            ),
            ("of what is a boolean", "if it.configuration.ebsOptimized.value then return pass() end return fail 'x'", "value"),
            ("of the organisation", "if it.account.organization.managment then return pass() end return fail 'x'", "managment"),
            ("by a member that no scope has", "for v in it.region:every 'AWS::EC2::Volume' do return pass() end return fail 'x'", "every"),
        ])
    func misspelt(how: String, body: String, name: String) throws {
        #expect(try Linted.check(body) == ["unknown-property \(name)"], "\(how)")
    }

    @Test("a misspelt property is found in the file's own functions and in libraries, where the argument is known")
    func functions() throws {
        let own = "local function open(group) return group.groupIdd end"
        let body = "for _, e in ipairs(it.configuration.securityGroups or {}) do if open(e) then return pass() end end return fail 'x'"
        #expect(try Linted.check(body, before: own) == ["unknown-property groupIdd"])
        let found = try Linted.findings { plugin in
            try plugin.write(
                "lib/a.lua", "local a = {}\nfunction a.tokens(instance)\n  return instance.configuration.metadataOptions.httpToken\nend\nreturn a")
            try plugin.rule(
                "r", source: "local a = require 't.a'\n" + PluginFolderSource.sound("if a.tokens(it) then return pass() end return fail 'x'"))
        }
        #expect(
            found == [
                #"lib/a.lua:3:49: unknown-property: found no "httpToken" in configuration.metadataOptions of AWS::EC2::Instance; did you mean "httpTokens"?"#
            ])
    }

    @Test(
        "what is right, or cannot be known, is not complained of",
        arguments: [
            "if it.configuration.metadataOptions.httpTokens then return pass() end return fail 'x'",
            "if it.Configuration == nil then return pass() end return fail 'x'",
            "if it.configuration.MetadataOptions.HttpTokens == 'a' then return pass() end return fail 'x'",
            "local name = it.name if it.configuration[name] then return pass() end return fail 'x'",
            "local key = 'image' .. 'Id' if it.configuration[key] then return pass() end return fail 'x'",
            "local a = it.organization.accounts if a[it.account.id].owner then return pass() end return fail 'x'",
            "if it.tags.Owner then return pass() end return fail 'x'",
            "for r in it:related() do if r.configuration.anything then return pass() end end return fail 'x'",
            "for _, v in pairs(it.configuration) do if v.anything then return pass() end end return fail 'x'",
            "for v in it.region:all 'AWS::EC2::Volume' do if v.configuration.encrypted then return pass() end end return fail 'x'",
        ])
    func sound(body: String) throws {
        let found = try Linted.check(body)
        #expect(found == (body.contains("it.Configuration") ? ["unknown-property Configuration"] : []))
    }

    @Test("of a rule of several types a property must be one's, and of a function what all callers hand it is wrong")
    func severalTypes() throws {
        let both = #"{ "AWS::RDS::DBInstance", "AWS::RDS::DBCluster" }"#
        #expect(try Linted.check("if it.configuration.dBClusterIdentifier then return pass() end return fail 'x'", resource: both) == [])
        let helper = "local function size(r) return r.configuration.size end"
        let body = "for v in it.region:all 'AWS::EC2::Volume' do if size(v) or size(it) then return pass() end end return fail 'x'"
        #expect(try Linted.check(body, before: helper) == [])
    }

    @Test("tags and policies, which the schemas leave out, are not complained of, nor what a policy holds")
    func leftOut() throws {
        let role = "for _, s in ipairs(it.configuration.assumeRolePolicyDocument.Statement or {}) do if s.Principal.AWS then return pass() end end "
        #expect(try Linted.check(role + "return fail 'x'", resource: #""AWS::IAM::Role""#) == [])
        #expect(try Linted.check("if it.configuration.tags then return pass() end return fail 'x'", resource: #""AWS::IAM::Role""#) == [])
        #expect(
            try Linted.check("if it.configuration.maxSession then return pass() end return fail 'x'", resource: #""AWS::IAM::Role""#)
                == ["unknown-property maxSession"])
    }

    @Test("calls thousands deep end, and what was not followed is not complained of")
    func deep() throws {
        let chain = (1...1_500).map { "t.f\($0) = function(x, p) return t.f\($0 - 1)(x, p) end" }.joined(separator: "\n")
        let before = "local t = {}\nt.f0 = function(x, p) return p.days == 1 and pass(x.configuration.nothing) or fail 'x' end\n" + chain
        #expect(try Linted.check("return t.f1500(it, params)", more: "params = { days = { 1, 'days' } },\n", before: before) == [])
        #expect(
            try Linted.check("return t.f20(it, params)", more: "params = { days = { 1, 'days' } },\n", before: before)
                == ["unknown-property nothing"])
    }

    @Test("a property that nothing has is found in the patches of examples")
    func patches() throws {
        let found = try Linted.findings { plugin in
            try plugin.rule(
                "r",
                source: PluginFolderSource.sound("return pass()").replacing(
                    "fail = { a = { it {} } }", with: "fail = { a = { it { configuration = { metadataOptions = { httpToken = 'x' } } } } }"))
        }
        #expect(found.count == 1 && found[0].contains("in an example; did you mean \"httpTokens\"?"))
    }

    @Test(
        "values of two types are never equal",
        arguments: [
            ("it.configuration.ebsOptimized == 'true'", "wrong-type 'true'"), ("'true' == it.configuration.ebsOptimized", "wrong-type 'true'"),
            ("it.configuration.imageId == 1", "wrong-type 1"), ("it.configuration.imageId ~= true", "wrong-type true"),
            ("it.configuration.amiLaunchIndex < '16'", "wrong-type '16'"), ("params.days == 'x'", "wrong-type 'x'"),
            ("#it.configuration.securityGroups == '0'", "wrong-type '0'"), ("it.configuration.ebsOptimized == true", nil),
            ("it.configuration.imageId == nil", nil), ("it.configuration.state.code == 16", nil), ("params.days == 3", nil),
            ("it.configuration.imageId == it.id", nil),
        ])
    func types(condition: String, expected: String?) throws {
        let read = condition.contains("params") ? "" : "local _ = params.days "
        let found = try Linted.check("\(read)if \(condition) then return pass() end return fail 'x'", more: "params = { days = { 1, 'days' } },\n")
        #expect(found == (expected.map { [$0] } ?? []))
    }
}
