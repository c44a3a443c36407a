// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport

/// A plugin `t` with one rule about VPCs, `t.s.r`, as `demarc test` is given it.
struct TestedRule {
    static let logs = #""AWS::EC2::FlowLog""#

    let plugin: PluginFolder
    var folder: String { plugin.path }

    /// Writes the rule with the groups of examples in `examples`; `head` stands before the rule, `more` in it, what `check` says is the check.
    init(in folder: String, check: String, examples: String, head: String = "local nothing", more: String = "") throws {
        plugin = try PluginFolder(in: folder)
        for type in ["VPC", "FlowLog"] {
            let fixture = Folders.inProject("Plugins/aws/fixtures/AWS--EC2--\(type).json")
            try plugin.write("fixtures/AWS--EC2--\(type).json", String(decoding: try Folders.bytes(fixture), as: UTF8.self))
        }
        try write(check: check, examples: examples, head: head, more: more)
    }

    /// Writes the rule anew.
    func write(check: String, examples: String, head: String = "local nothing", more: String = "") throws {
        let source = PluginFolder.source(check: check, more: "\(more) examples = { \(examples) },")
        try plugin.rule("r", source: "\(head)\n\(source)")
    }

    /// The line of `rules/s/r.lua` on which the first line of `check` stands, where the examples before it are these.
    static func checkLine(_ examples: String) -> Int { examplesLine + 2 + examples.count { $0 == "\n" } }

    /// The line on which the examples stand.
    static let examplesLine = 9

    /// Runs `demarc test` with such a rule.
    static func test(
        _ check: String, examples: String, head: String = "local nothing", more: String = "", options: [String] = []
    ) throws -> Command {
        try Folders.withTemporary { folder in
            let rule = try TestedRule(in: folder, check: check, examples: examples, head: head, more: more)
            return try Command.demarc(["test", rule.folder] + options)
        }
    }
}
