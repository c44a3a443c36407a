// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument
public import DemarcSnapshot
internal import FoundationEssentials

/// The properties that are known of each resource type: from the schemas, fixtures and answers of plugins, and from snapshots.
///
/// The public schemas name what AWS Config's advanced queries can search, not all that a document holds: a path that is not here
/// may still be right.
public struct PropertyCatalogue: Sendable {
    private var trees: [String: PropertyTree] = [:]

    /// Nothing known.
    public init() {}

    /// What the `schemas`, the `fixtures` and the `answers` of these plugins say; answers are those of the `aws` command.
    public init(plugins: [Plugin]) throws {
        for plugin in plugins {
            for name in Self.names(in: "\(plugin.folder)/schemas") where name.hasSuffix(".txt") {
                try read(schema: "\(plugin.folder)/schemas/\(name)")
            }
            for folder in ["fixtures", "answers"].map({ "\(plugin.folder)/\($0)" }) where !Self.names(in: folder).isEmpty {
                learn(try SnapshotLoader.load(paths: [folder]))
            }
        }
    }

    /// The types, in ascending order.
    public var types: [String] { trees.keys.sorted() }

    /// What is known of the documents of `type`; nil where nothing is.
    public subscript(type: String) -> PropertyTree? { trees[type] }

    /// Adds what the documents of a snapshot have.
    public mutating func learn(_ snapshot: Snapshot) {
        for account in snapshot.accounts {
            for index in 0..<account.resourceCount {
                let resource = account.resource(index)
                trees[resource.type, default: PropertyTree()].learn(resource)
            }
        }
    }

    /// Adds the types of a schema file: a type a line, below it its properties, one blank more for each level, the kind behind the name
    /// where it is not a text.
    private mutating func read(schema file: String) throws(RuleError) {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw .unreadable(path: file, reason: "found no readable file, expected a schema")
        }
        var type: String?
        var path: [String] = []
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() where !line.isEmpty {
            let depth = line.prefix { $0 == " " }.count
            let words = line.split(separator: " ").map(String.init)
            let kind = words.count == 1 ? .text : PropertyTree.Kind(rawValue: words[words.count - 1])
            guard let kind, (1...2).contains(words.count), depth == 0 || (type != nil && depth <= path.count + 1) else {
                throw .field(
                    file: file, line: number + 1, field: "schema", found: "\"\(line)\"",
                    expected: "a type, or a property at most one level below")
            }
            if depth == 0 {
                type = words[0]
                path = []
                trees[words[0], default: PropertyTree()].change("configuration") { _ in }
                continue
            }
            path = path.prefix(depth - 1) + [words[0]]
            let isInner = number + 1 < lines.count && lines[number + 1].prefix { $0 == " " }.count > depth
            if let type, !isInner { trees[type, default: PropertyTree()].insert(path, kind) }
        }
    }

    private static func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { !$0.hasPrefix(".") }.sorted()
    }
}
