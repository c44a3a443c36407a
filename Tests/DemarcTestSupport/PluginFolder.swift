// SPDX-License-Identifier: Apache-2.0

/// A throw-away plugin: what a test needs of one, written file by file.
public struct PluginFolder: Sendable {
    /// The folder.
    public let path: String

    /// A plugin called `name` in `folder`, with a manifest and nothing else.
    public init(in folder: String, name: String = "t") throws {
        path = "\(folder)/\(name)"
        try write("plugin.lua", #"return plugin { name = "\#(name)", version = "1.0.0", api = 1, title = "Test", license = "Apache-2.0" }"#)
    }

    /// Writes any file of the plugin.
    public func write(_ file: String, _ text: String) throws { try Folders.write(text, to: "\(path)/\(file)") }

    /// Writes `rules/s/<name>.lua` with this text.
    public func rule(_ name: String, source: String) throws { try write("rules/s/\(name).lua", source) }

    /// Writes the rule `t.s.<name>`, sound but for what `check` does with `it` and `params`.
    public func rule(_ name: String, resource: String = #""AWS::EC2::VPC""#, check: String, more: String = "") throws {
        try rule(name, source: PluginFolder.source(resource: resource, check: check, more: more))
    }

    /// The text of a sound rule.
    public static func source(resource: String = #""AWS::EC2::VPC""#, check: String, more: String = "") -> String {
        """
        --- Why.
        return rule {
          title = "Title",
          severity = "high",
          resource = \(resource),
          layer = "vpc.logging-detection",
          remedy = "Remedy.",
          \(more)
          check = function(it, params)
            \(check)
          end,
        }
        """
    }
}
