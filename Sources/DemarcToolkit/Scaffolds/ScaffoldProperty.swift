// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// The property of a fixture that a new rule asks about first: where it is, and what it is there.
public struct ScaffoldProperty: Sendable, Equatable {
    /// The names from the item on: `configuration`, `metadataOptions`, `httpTokens`.
    public let path: [String]
    /// The value as Lua writes it.
    let value: String
    /// A value that is not it.
    let otherValue: String

    private init?(_ node: JSONNode, at path: [String]) {
        self.path = path
        if let flag = node.boolean {
            (value, otherValue) = ("\(flag)", "\(!flag)")
        } else if let text = node.string {
            (value, otherValue) = (LuaText.quoted(text), LuaText.quoted(text == "other" ? "another" : "other"))
        } else if let number = node.integer, number < .max {
            (value, otherValue) = ("\(number)", "\(number + 1)")
        } else {
            return nil
        }
    }

    /// The property at `path` of a fixture, such as `configuration.state.name`; nil where there is no text, number or truth value.
    public static func at(_ path: String, in fixture: [UInt8]) throws -> ScaffoldProperty? {
        let names = path.split(separator: ".").map(String.init)
        return try all(in: fixture).first { $0.path == names }
    }

    /// The property that most likely is a setting; nil where the fixture has none.
    public static func likeliest(in fixture: [UInt8]) throws -> ScaffoldProperty? {
        try all(in: fixture).max { ($0.likelihood, $1.path.count, $1.text) < ($1.likelihood, $0.path.count, $0.text) }
    }

    /// Every property of a fixture's documents that is not in a list.
    public static func all(in fixture: [UInt8]) throws -> [ScaffoldProperty] {
        try JSONParser().parse(TextBuffer(copying: fixture)) { tree in
            tree.root.members.filter { ["configuration", "supplementaryConfiguration"].contains($0.name) }
                .flatMap { collect($0.value, [$0.name]) }
        }
    }

    private static func collect(_ node: JSONNode, _ path: [String]) -> [ScaffoldProperty] {
        if node.isObject { return node.members.flatMap { collect($0.value, path + [$0.name]) } }
        return ScaffoldProperty(node, at: path).map { [$0] } ?? []
    }

    /// The path as `--property` takes it.
    public var text: String { path.joined(separator: ".") }

    /// Settings are truth values and short words; ids, names, dates and places say what something is, not how it is set.
    private var likelihood: Int {
        let name = (path.last ?? "").lowercased()
        let isIdentity = [
            "id", "arn", "name", "time", "date", "address", "at", "zone", "region", "url", "uri", "hash", "sha256", "size", "description",
        ]
        .contains { name.hasSuffix($0) }
        if isIdentity { return 0 }
        if value == "true" || value == "false" { return 3 }
        return value.first == "\"" ? (value.count <= 24 ? 2 : 0) : 1
    }
}
