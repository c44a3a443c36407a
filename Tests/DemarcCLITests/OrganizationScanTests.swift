// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Foundation
import Testing

/// The organisation as a subject: asked once, and known to every account's rules.
@Suite struct OrganizationScanTests {
    private static let snapshot = Folders.inProject("Snapshots/example-org")

    private func scan(_ configuration: String?, _ options: [String] = [], _ rules: [String: String]) throws -> Command {
        try Folders.withTemporary { folder in
            let plugin = try PluginFolder(in: folder)
            for (name, source) in rules { try plugin.rule(name, source: source) }
            if let configuration { try Folders.write("return demarc { \(configuration) }", to: "\(folder)/demarc.lua") }
            let arguments = ["scan", OrganizationScanTests.snapshot, "--plugin", plugin.path, "--format", "json", "--passes", "--quiet"]
            return try Command.demarc(arguments + options, in: folder)
        }
    }

    private static let named = PluginFolder.source(
        resource: #""organization""#,
        check: """
            local names = ""
            for id, account in pairs(it.accounts) do names = names .. id .. "=" .. account.name .. " " end
            return fail("%s", names)
            """)

    @Test func itIsAskedOnceOfWhatListAccountsSays() throws {
        let result = try ScanResult(scan(nil, [], ["named": OrganizationScanTests.named]))
        #expect(result.findings.map(\.message) == ["111111111111=production 222222222222=development 333333333333=logging "])
        #expect(result.findings.map(\.type) == ["organization"] && result.ledger["planned"] == 1)
    }

    @Test func theConfigurationsWordComesFirst() throws {
        let configuration =
            #"organization = "o-x", management = "333333333333", accounts = { ["111111111111"] = { name = "shop" }, ["444444444444"] = { name = "new" } }"#
        let result = try ScanResult(scan(configuration, [], ["named": OrganizationScanTests.named]))
        #expect(result.findings.map(\.message) == ["111111111111=shop 222222222222=development 333333333333=logging 444444444444=new "])
        #expect(result.findings.map(\.id) == ["o-x"] && result.findings.map(\.account) == ["333333333333"])
    }

    @Test func itsIdAndManagementAccountComeFromDescribeOrganization() throws {
        try Folders.withTemporary { folder in
            let plugin = try PluginFolder(in: folder)
            try plugin.rule("known", resource: #""organization""#, check: #"return fail("%s %s", it.id, it.management)"#)
            let answers = "\(folder)/s/111122223333/global/organizations"
            try Folders.write(#"{"Organization":{"Id":"o-abc","MasterAccountId":"999988887777"}}"#, to: "\(answers)/describe-organization.json")
            try Folders.write(
                #"{"Accounts":[{"Id":"111122223333","Name":"a","Status":"ACTIVE"}],"NextToken":"more"}"#, to: "\(answers)/list-accounts.json")
            func scan() throws -> ScanResult { try ScanResult(Command.demarc(["scan", "\(folder)/s", "--plugin", plugin.path, "--format", "json"])) }
            #expect(try scan().findings.map(\.message) == ["o-abc 999988887777"])
            // A list that says that there is more is not all there is.
            try plugin.rule("known", resource: #""organization""#, check: "local a = it.accounts return pass()")
            #expect(try scan().findings.map(\.verdict) == ["unknown"])
        }
    }

    @Test func packsOfAnyAccountAskItOnce() throws {
        let configuration = """
            packs = { "own" }, accounts = { ["111111111111"] = { packs = { "own" } }, ["222222222222"] = { params = { ["t.s.named"] = {} } } },
            """
        try Folders.withTemporary { folder in
            let plugin = try PluginFolder(in: folder)
            try plugin.rule("named", source: OrganizationScanTests.named)
            try plugin.write("packs/own.lua", #"return pack { title = "O", version = "1", requirements = { { "1", "One", rules = "t.s.named" } } }"#)
            try Folders.write("return demarc { \(configuration) }", to: "\(folder)/demarc.lua")
            let command = try Command.demarc(
                ["scan", OrganizationScanTests.snapshot, "--plugin", plugin.path, "--format", "json", "--passes"], in: folder)
            #expect(try ScanResult(command).ledger["planned"] == 1)
        }
    }

    @Test func theSameBytesHoweverItIsRead() throws {
        let rules = [
            "named": OrganizationScanTests.named,
            "member": PluginFolder.source(
                resource: #""AWS::EC2::VPC""#,
                check: #"return fail("%s", it.organization.accounts[it.account.id].name .. it.organization.accounts["333333333333"].name)"#),
        ]
        let configuration = #"accounts = { ["222222222222"] = { name = "dev" } },"#
        var outputs: Set<[Substring]> = []
        for options in [["--jobs", "1"], ["--jobs", "8"], ["--jobs", "2", "--memory", "1K"]] {
            // The folder of the plugin is another one each time, and the report names it.
            outputs.insert(try scan(configuration, options, rules).text.split(separator: "\n").filter { !$0.contains("/demarc-test-") })
        }
        #expect(outputs.count == 1)
        let result = try ScanResult(scan(configuration, [], rules))
        #expect(
            Set(result.findings.filter { $0.rule == "t.s.member" && $0.verdict == "fail" }.map(\.message)) == [
                "productionlogging", "devlogging", "logginglogging",
            ])
    }
}
