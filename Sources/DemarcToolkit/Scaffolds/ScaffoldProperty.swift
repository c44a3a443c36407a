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

    /// The property that a rule of this name most likely is about: one that shares a word with it, else one that looks like a setting; nil where
    /// the fixture has none.
    public static func likeliest(in fixture: [UInt8], of type: String, for rule: RuleName) throws -> ScaffoldProperty? {
        let words = NameWords(rule, about: type)
        return try all(in: fixture).map { (property: $0, kinship: words.kinship(of: $0.path)) }.max { left, right in
            if left.kinship != right.kinship { return left.kinship < right.kinship }
            let (left, right) = (left.property, right.property)
            return (left.likelihood, right.path.count, right.text) < (right.likelihood, left.path.count, left.text)
        }?.property
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
