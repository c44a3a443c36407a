// SPDX-License-Identifier: Apache-2.0
import DemarcDocument
import DemarcTestSupport
import Testing

@testable import DemarcRules
@testable import DemarcSnapshot

/// What a rule reads where one vocabulary serves snapshot after snapshot.
@Suite struct SharedVocabularyTests {
    @Test("a key that an earlier snapshot did not have is found in a later one", arguments: ["late", "Late"])
    func aYoungerKeyIsFound(spelling: String) throws {
        let messages = try Folders.withTemporary { folder in
            let files = try PluginFolder(in: folder)
            try files.rule("asked", check: "return fail('%s', tostring(it.configuration.late))")
            let plugin = try PluginLoader.load(folder: files.path)
            let evaluator = try Evaluator(plugin: plugin, selected: [RuleSet.Selected(rule: plugin.rules[0], parameters: [:])])
            let vocabulary = Vocabulary()
            return try ["{}", #"{"\#(spelling)":"here"}"#, "{}"].enumerated().map { number, configuration in
                let snapshot = SnapshotFolder(in: folder, name: "snapshot\(number)")
                try snapshot.region(items: [SnapshotFolder.item("AWS::EC2::VPC", "vpc-1", configuration)])
                let loaded = try SnapshotLoader.load(FileTree.entries([snapshot.path]), LoadOptions(), vocabulary: vocabulary)
                var message = ""
                try evaluator.evaluate("t.s.asked", over: .resources(loaded.accounts[0].resources(of: "AWS::EC2::VPC")), of: loaded.accounts[0]) {
                    _, answers in message = answers.answer(0)?.message ?? "no answer"
                }
                return message
            }
        }
        #expect(messages == ["nil", "here", "nil"])
    }
}
