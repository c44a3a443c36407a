// SPDX-License-Identifier: Apache-2.0
internal import CArena
internal import DemarcDocument
public import DemarcRules
public import DemarcSnapshot

/// Turns what a recorded check read into evidence: path, value, and where it stands in the input.
public struct EvidenceReader {
    /// Enough to see why; a check that reads a thousand values is not explained by all of them.
    static let limit = 24

    let account: Account
    let sources: [Source]

    /// A reader of what checks of `account` read.
    public init(account: Account, sources: [Source]) { (self.account, self.sources) = (account, sources) }

    func evidence(_ answers: Answers, subject: Evaluator.Subjects, place: Int, limit: Int = limit) -> [Evidence] {
        let own: Int? = if case .resources(let range) = subject { range.lowerBound + place } else { nil }
        var evidence: [Evidence] = []
        for index in 0..<answers.readCount where evidence.count < limit {
            guard let read = answers.read(index), read.isQuery || read.isLeaf else { continue }
            evidence.append(item(read, own: own))
        }
        return evidence
    }

    /// Shorter values are words that a message may well have of its own.
    private static let shortestSecret = 6

    /// `message` without any secret that the check read, wherever it read it.
    public func screened(_ message: String, _ answers: Answers) -> String {
        var message = message
        for index in 0..<answers.readCount {
            // Few values stand in the message, and only of those is the path worth looking at.
            guard let text = account.arena.value(answers.value(index)).string, text.utf8.count >= Self.shortestSecret,
                Self.holds(message.utf8, text.utf8), let read = answers.read(index), !read.isQuery, SecretPaths.hides(read.path)
            else { continue }
            message = message.replacing(text, with: "[redacted]")
        }
        return message
    }

    private static func holds(_ text: String.UTF8View, _ part: String.UTF8View) -> Bool {
        guard let first = part.first else { return true }
        var rest = text[...]
        while rest.count >= part.count, let place = rest.firstIndex(of: first) {
            rest = rest[place...]
            if rest.starts(with: part) { return true }
            rest = rest.dropFirst()
        }
        return false
    }

    /// What `read` gave, as people read it; `own` is the resource that the finding is about.
    func item(_ read: Answers.Read, own: Int?) -> Evidence {
        let value = account.arena.value(read.value)
        if read.isQuery {
            let scope = read.region.map { account.regions[$0].id } ?? "account \(account.id)"
            return Evidence(
                resource: nil, isQuestion: true, path: "\(SafeText.name(read.path)) in \(scope)", value: ValueText.json(value, at: "", limit: 200),
                file: nil,
                pointer: nil,
                offset: nil)
        }
        let resource = read.resource.map { account.resource($0) }
        let origin = resource.flatMap { self.origin(of: read, in: $0) }
        return Evidence(
            resource: read.resource == own ? nil : resource.map { "\($0.type) \(SafeText.name($0.id))" }, isQuestion: false,
            path: SafeText.name(read.path), value: ValueText.json(value, at: read.path, limit: 200), file: origin.map { sources[$0.source].path },
            pointer: origin?.pointer(in: account.arena),
            offset: origin?.span.offset)
    }

    /// The document, of several about the resource, that says what was read.
    private func origin(of read: Answers.Read, in resource: Resource) -> Origin? {
        let origins = resource.origins
        guard origins.count > 1 else { return origins.first }
        let path = read.path.split(separator: ".")
        guard path.count > 1, let name = path[1].split(separator: "[").first else { return origins.first }
        let documents = (path[0] == "configuration" ? resource.configuration : resource.supplementaryConfiguration).documents
        let place = documents.prefix(origins.count).firstIndex { document in
            let value = document[String(name)]
            return !value.word.isNull && value.word.cause == nil
        }
        return origins[origins.startIndex + (place ?? 0)]
    }
}
