// SPDX-License-Identifier: Apache-2.0
public import DemarcDocument

/// Writes a value of an arena as indented JSON for people: unknowns with their cause, secrets not at all, and no more lines than asked for.
public struct DocumentText {
    /// The lines, at most as many as there may be.
    public private(set) var lines: [String] = []
    /// How many more there would be.
    public private(set) var left = 0
    private let limit: Int
    private let width: Int

    /// Lines that fit in `width` columns where they can, at most `limit` of them.
    public init(width: Int, limit: Int) { (self.width, self.limit) = (width, limit) }

    /// Adds the value at `path`, such as `configuration.state`, behind `label`.
    public mutating func add(_ value: Value, at path: String, label: String = "") { add(value, path, label, indent: 0, end: "") }

    private mutating func add(_ value: Value, _ path: String, _ label: String, indent: Int, end: String) {
        let space = String(repeating: "  ", count: indent)
        let room = max(20, width - label.count - space.count)
        let short = ValueText.json(value, at: path, limit: room)
        if short.count <= room || indent > 24 || !(value.word.isArray || value.word.isObject || value.documents.count > 1) {
            put(space + label + short + end)
            return
        }
        let isList = value.word.isArray
        put(space + label + (isList ? "[" : "{"))
        let items = isList ? value.elements.enumerated().map { ("", "\(path)[\($0)]", $1) } : DocumentText.members(value, path)
        for (place, item) in items.enumerated() {
            add(item.2, item.1, item.0, indent: indent + 1, end: place + 1 < items.count ? "," : "")
        }
        put(space + (isList ? "]" : "}") + end)
    }

    /// The members of an object; of several documents of one resource each name once, as a rule reads it.
    private static func members(_ value: Value, _ path: String) -> [(String, String, Value)] {
        var seen: Set<String> = []
        return value.documents.flatMap(\.members).filter { seen.insert($0.name).inserted }
            .map { ("\(QuotedText.of($0.name)): ", "\(path).\($0.name)", value[$0.name]) }
    }

    private mutating func put(_ line: String) {
        if lines.count < limit { lines.append(line) } else { left += 1 }
    }
}
