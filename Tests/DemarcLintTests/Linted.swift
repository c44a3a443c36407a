// SPDX-License-Identifier: Apache-2.0
import DemarcLanguage
import DemarcRules
import DemarcTestSupport

@testable import DemarcLint

/// A throw-away plugin beside the shipped one, and what lint says of it.
enum Linted {
    /// What is found in the plugin `t` that `fill` writes: `rules/s/r.lua:9:24: unknown-property: found ...; did you mean ...`.
    static func findings(_ fill: (PluginFolder) throws -> Void) throws -> [String] {
        try Folders.withTemporary { folder in
            let plugin = try PluginFolder(in: folder)
            try fill(plugin)
            return try findings(in: plugin.path).map { finding in
                let place = "\(finding.file.dropFirst(plugin.path.count + 1)):\(finding.range.start.line):\(finding.range.start.column)"
                return "\(place): \(finding.check.rawValue): \(finding.message); \(finding.remedy)"
            }
        }
    }

    /// The same of the plugin in `folder`, as they are.
    static func findings(in folder: String) throws -> [LintFinding] {
        let loaded = try PluginLoader.load(folder: folder)
        let (shipped, known) = try shipped.get()
        let catalogue = loaded.fixtures.isEmpty ? known : try PropertyCatalogue(plugins: [shipped, loaded])
        return try Linter(Knowledge(plugins: [loaded, shipped], catalogue: catalogue)).lint(loaded)
    }

    /// The shipped plugin and what is known of properties, read once.
    private static let shipped = Result {
        let plugin = try PluginLoader.load(folder: Folders.inProject("Plugins/aws"))
        return (plugin, try PropertyCatalogue(plugins: [plugin]))
    }

    /// What is found in a rule of instances that does this, by check and text at the place: `unknown-property httpToken`.
    static func check(_ body: String, resource: String = #""AWS::EC2::Instance""#, more: String = "", before: String = "") throws -> [String] {
        let examples = "examples = { pass = { a = { it {} } }, fail = { a = { it {} } }, unknown = { a = { it {} } } },"
        let source = before + "\n" + PluginFolder.source(resource: resource, check: body, more: more + examples)
        return try Folders.withTemporary { folder in
            let plugin = try PluginFolder(in: folder)
            try plugin.rule("r", source: source)
            return try findings(in: plugin.path).map { finding in
                "\(finding.check.rawValue) \(String(decoding: Array(source.utf8)[finding.range.bytes], as: UTF8.self))"
            }
        }
    }
}
