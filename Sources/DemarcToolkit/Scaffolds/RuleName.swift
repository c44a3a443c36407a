// SPDX-License-Identifier: Apache-2.0

/// The id of a rule in its parts: `acme.s3.bucket-named` is `rules/s3/bucket-named.lua` of the plugin `acme`.
public struct RuleName: Sendable, Equatable {
    /// The plugin.
    public let plugin: String
    /// The folder below `rules`.
    public let service: String
    /// The file, without `.lua`.
    public let condition: String

    /// The parts of `id`; nil where it is no rule's id.
    public init?(_ id: String) {
        let parts = id.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, parts.allSatisfy(RuleName.isName) else { return nil }
        (plugin, service, condition) = (parts[0], parts[1], parts[2])
    }

    /// Whether `text` can be the name of a plugin, a service or a condition: lower case, digits, single dashes.
    public static func isName(_ text: String) -> Bool { text.wholeMatch(of: #/[a-z][a-z0-9]*(?:-[a-z0-9]+)*/#) != nil }

    /// The whole id.
    public var id: String { "\(plugin).\(service).\(condition)" }
    /// The file in the plugin's folder.
    public var file: String { "rules/\(service)/\(condition).lua" }
    /// A title for want of a better one: `Bucket named`.
    public var title: String {
        let words = condition.split(separator: "-").joined(separator: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }
}
