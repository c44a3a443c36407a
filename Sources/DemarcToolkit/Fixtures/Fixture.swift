// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument
internal import DemarcEngine
public import DemarcSnapshot

/// A resource of a snapshot as the fixture of its type: secrets screened, ids neutral, long lists cut short.
public struct Fixture {
    /// The type.
    public let type: String
    /// An AWS Config item as indented JSON.
    public let text: String

    /// Of a list so many elements are as good as all.
    private static let longest = 3

    /// The fixture of `resource`'s type.
    public init(_ resource: Resource) {
        type = resource.type
        var writer = Writer()
        writer.neutralizer = Fixture.neutralizer(for: resource)
        text = writer.item(resource)
    }

    /// The file of `type` in a plugin's folder `fixtures`.
    public static func file(of type: String) -> String { type.replacing("::", with: "--") + ".json" }

    private static func neutralizer(for resource: Resource) -> Neutralizer {
        var neutralizer = Neutralizer()
        let account = resource.account
        let word = resource.type.split(separator: ":").last.map { $0.lowercased() } ?? "thing"
        neutralizer.know(account.id, as: Neutralizer.account)
        for region in account.regions where region.id == resource.region && region.id != "global" {
            neutralizer.know(region.id, as: Neutralizer.region)
        }
        let isNumbered = resource.id.wholeMatch(of: #/[a-z]+(?:-[a-z]+)*-[0-9a-f]{8,17}/#) != nil
        if !isNumbered { neutralizer.know(resource.id, as: "example-\(word)") }
        if resource.name != resource.id { neutralizer.know(resource.name, as: "example-\(word)") }
        neutralizer.know(account.name, as: "example")
        return neutralizer
    }

    private struct Writer {
        var neutralizer = Neutralizer()
        private var text = ""

        mutating func item(_ resource: Resource) -> String {
            let region = resource.region == "global" ? "global" : Neutralizer.region
            var lines = [
                ("configurationItemVersion", "\"1.3\""), ("configurationItemCaptureTime", "\"2025-12-31T22:10:05.000Z\""),
                ("configurationItemStatus", "\"OK\""), ("awsAccountId", "\"\(Neutralizer.account)\""),
                ("resourceType", QuotedText.of(resource.type)), ("resourceId", quoted(resource.id)), ("awsRegion", "\"\(region)\""),
                ("tags", "{}"),
                ("relationships", "[]"), ("configuration", document(resource.configuration, "configuration")),
                ("supplementaryConfiguration", document(resource.supplementaryConfiguration, "supplementaryConfiguration")),
            ]
            if let name = resource.name { lines.append(("resourceName", quoted(name))) }
            if let arn = resource.arn { lines.append(("ARN", quoted(arn))) }
            return "{\n" + lines.map { "  \"\($0)\": \($1)" }.joined(separator: ",\n") + "\n}\n"
        }

        private mutating func quoted(_ text: String) -> String { QuotedText.of(neutralizer.neutral(text, under: "")) }

        /// The best of the documents that several sources have of it.
        private mutating func document(_ value: Value, _ path: String) -> String {
            let best = value.documents.first { $0.word.isObject } ?? value
            return best.word.isObject ? object(best, path, depth: 1) : "{}"
        }

        private mutating func object(_ value: Value, _ path: String, depth: Int) -> String {
            var lines: [String] = []
            for (name, value) in value.members where value.word.cause == nil && !value.word.isNull {
                lines.append("\(QuotedText.of(name)): \(json(value, name, "\(path).\(name)", depth: depth + 1))")
            }
            return Self.block(lines, "{", "}", depth)
        }

        private mutating func json(_ value: Value, _ key: String, _ path: String, depth: Int) -> String {
            if value.word.isArray {
                if key.lowercased().hasPrefix("tag") { return "[]" }
                let elements = value.elements.prefix(Fixture.longest)
                return Self.block(elements.map { json($0, key, "\(path)[0]", depth: depth + 1) }, "[", "]", depth)
            }
            if value.word.isObject { return key.lowercased() == "tags" ? "{}" : object(value, path, depth: depth) }
            if SecretPaths.hides(path) { return "\"redacted\"" }
            if let text = value.string { return QuotedText.of(neutralizer.neutral(text, under: key)) }
            return ValueText.json(value, at: path)
        }

        private static func block(_ lines: [String], _ open: String, _ close: String, _ depth: Int) -> String {
            if lines.isEmpty { return open + close }
            let indent = String(repeating: "  ", count: depth)
            return "\(open)\n" + lines.map { "\(indent)  \($0)" }.joined(separator: ",\n") + "\n\(indent)\(close)"
        }
    }
}
