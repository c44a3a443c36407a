// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DemarcToolkit

/// The property that a new rule asks about where nobody names one.
@Suite struct ScaffoldPropertyTests {
    private static let fixture = """
        {"configuration":{"name":"logs","isRequesterPaysEnabled":false,"owner":{"displayName":"x"},"encryptionState":"none","httpTokens":"optional"},
         "supplementaryConfiguration":{"IsRequesterPaysEnabled":false,
         "PublicAccessBlockConfiguration":{"blockPublicAcls":true,"restrictPublicBuckets":true},
         "BucketVersioningConfiguration":{"status":"Off"}}}
        """

    @Test(arguments: [
        ("bucket-named", "configuration.name"), ("bucket-encrypted", "configuration.encryptionState"), ("named", "configuration.name"),
        ("tokens-required", "configuration.httpTokens"), ("versioning-on", "supplementaryConfiguration.BucketVersioningConfiguration.status"),
        ("public-access-blocked", "supplementaryConfiguration.PublicAccessBlockConfiguration.blockPublicAcls"),
        ("requester-pays", "configuration.isRequesterPaysEnabled"),
        // Nothing has a word of it: a truth value, as near to the top as there is one.
        ("something-else", "configuration.isRequesterPaysEnabled"), ("bucket", "configuration.isRequesterPaysEnabled"),
    ])
    func sharesAWordWithTheName(condition: String, path: String) throws {
        let name = try #require(RuleName("acme.s3.\(condition)"))
        #expect(try ScaffoldProperty.likeliest(in: Array(Self.fixture.utf8), of: "AWS::S3::Bucket", for: name)?.text == path)
    }

    @Test(arguments: [
        ("named", "name", true), ("encrypted", "encryption", true), ("logs", "logging", false), ("log", "login", true), ("is", "is", false),
    ])
    func formsOfAWordAreKin(left: String, right: String, areKin: Bool) { #expect(NameWords.areKin(left, right) == areKin) }

    @Test func namesInCamelCaseAreWords() { #expect(NameWords.words(of: "ServerSide_KMSKeyId2") == ["server", "side", "kmskey", "id2"]) }
}
