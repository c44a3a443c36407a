// SPDX-License-Identifier: Apache-2.0
import DemarcRules
import DemarcSnapshot
import DemarcTestSupport
import Testing

/// What is known of the properties of resource types.
@Suite struct PropertyCatalogueTests {
    private func shipped() throws -> PropertyCatalogue {
        try PropertyCatalogue(plugins: [try PluginLoader.load(folder: Folders.inProject("Plugins/aws"))])
    }

    @Test func `the shipped schemas say of 413 public types what their documents hold`() throws {
        let catalogue = try shipped()
        #expect(catalogue.types.count { $0.hasPrefix("AWS::") } >= 413)
        let instance = try #require(catalogue["AWS::EC2::Instance"])
        #expect(instance.at(["configuration", "metadataOptions", "httpTokens"])?.kinds == [.text])
        #expect(instance.at(["configuration", "metadataOptions", "httpPutResponseHopLimit"])?.kinds == [.integer])
        #expect(instance.at(["configuration", "metadataOptions", "httpToken"]) == nil)
    }

    @Test func `a property is found whatever the case of its first letter, and told in its own`() throws {
        let block = try #require(try shipped()["AWS::S3::AccountPublicAccessBlock"]?.at(["configuration"]))
        #expect(block.spelling(of: "BlockPublicAcls") == "blockPublicAcls" && block.spelling(of: "blockPublicACLs") == nil)
        #expect(block.at(["BlockPublicAcls"])?.kinds == [.boolean])
    }

    @Test func `fixtures and snapshots add what no public schema has, lists among it`() throws {
        var catalogue = try shipped()
        #expect(catalogue["demarc::IAM::CredentialReportEntry"]?.at(["configuration", "mfa_active"])?.kinds == [.text])
        let path = ["configuration", "networkInterfaces", "groups"]
        #expect(catalogue["AWS::EC2::Instance"]?.at(path)?.isList == false)
        catalogue.learn(try SnapshotLoader.load(paths: [Folders.inProject("Snapshots/example-org")]))
        let groups = try #require(catalogue["AWS::EC2::Instance"]?.at(["configuration", "securityGroups"]))
        #expect(groups.isList && groups.names.contains("groupId"))
    }

    @Test(arguments: [
        ("AWS::X::Y\n configuration\n   deep", "t/schemas/x.txt:3: "), ("AWS::X::Y\n name colour", "t/schemas/x.txt:2: "),
        (" configuration", "t/schemas/x.txt:1: "),
    ])
    func aSchemaThatCantBeReadIsNamedWithItsLine(text: String, place: String) throws {
        try Folders.withTemporary { folder in
            let plugin = try PluginFolder(in: folder)
            try plugin.write("schemas/x.txt", text)
            let loaded = try PluginLoader.load(folder: plugin.path)
            let error = #expect(throws: RuleError.self) { try PropertyCatalogue(plugins: [loaded]) }
            let message = error?.description ?? "no error"
            #expect(message.contains(place), "\(message)")
        }
    }

    @Test(.enabled(if: SharedData.has("snapshots/config-resource-schema"), Comment(rawValue: SharedData.absence)))
    func `the shipped schemas are what the script writes of the public ones`() throws {
        let folder = SharedData.path("snapshots/config-resource-schema/resource-types")
        let run = try Command.shell("Scripts/schemas '\(folder)' --check")
        #expect(run.status == 0, "\(run.errors)")
    }
}
