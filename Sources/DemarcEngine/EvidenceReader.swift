// SPDX-License-Identifier: Apache-2.0
internal import CArena
internal import DemarcDocument
public import DemarcRules
public import DemarcSnapshot

/// Turns what a recorded check read into evidence: path, value, and where it stands in the input.
public struct EvidenceReader {
    /// Enough to see why; a check that reads a thousand values is not explained by all of them.
    static let limit = 24
    /// Characters of a value.
    private static let valueLimit = 200

    let account: Account
    private let sources: SourceNames

    /// A reader of what checks of `account` read.
    public init(account: Account, sources: [Source]) { self.init(account: account, sources: SourceNames(sources)) }

    init(account: Account, sources: SourceNames) { (self.account, self.sources) = (account, sources) }

    func evidence(_ answers: Answers, subject: Evaluator.Subjects, place: Int, limit: Int = limit) -> [Evidence] {
        var bytes: [UInt8] = []
        let count = append(answers, subject: subject, place: place, limit: limit, to: &bytes)
        var reader = ByteReader(bytes: bytes, place: 0)
        return (0..<count).map { _ in Evidence(FindingRecord.Evidence(&reader), of: bytes) }
    }

    /// What `read` gave, as people read it; `own` is the resource that the finding is about.
    func item(_ read: Answers.Read, own: Int?) -> Evidence {
        var bytes: [UInt8] = []
        append(read, own: own, to: &bytes)
        var reader = ByteReader(bytes: bytes, place: 0)
        return Evidence(FindingRecord.Evidence(&reader), of: bytes)
    }

    /// Adds the evidence as a finding keeps it; how much there is.
    func append(_ answers: Answers, subject: Evaluator.Subjects, place: Int, limit: Int = limit, to bytes: inout [UInt8]) -> Int {
        let own: Int? = if case .resources(let range) = subject { range.lowerBound + place } else { nil }
        var count = 0
        for index in 0..<answers.readCount where count < limit {
            guard let read = answers.read(index), read.isQuery || read.isLeaf else { continue }
            append(read, own: own, to: &bytes)
            count += 1
        }
        return count
    }

    private func append(_ read: Answers.Read, own: Int?, to bytes: inout [UInt8]) {
        bytes.append(read.isQuery ? 1 : 0)
        appendResource(read.isQuery || read.resource == own ? nil : read.resource, to: &bytes)
        ByteWriter.append(
            text: { bytes in
                unsafe read.withPath { unsafe SafeText.append(name: $0, to: &bytes) }
                if read.isQuery { ByteWriter.append(plain: " in \(scope(of: read))", to: &bytes) }
            }, to: &bytes)
        let value = account.arena.value(read.value)
        ByteWriter.append(
            text: { bytes in
                unsafe read.withPath { path in
                    let place = unsafe read.isQuery ? UnsafeBufferPointer(rebasing: path[..<0]) : path
                    unsafe ValueText.append(value, at: place, limit: EvidenceReader.valueLimit, to: &bytes)
                }
            }, to: &bytes)
        appendOrigin(read.isQuery ? nil : read.resource.flatMap { origin(of: read, in: $0) }, to: &bytes)
    }

    private func scope(of read: Answers.Read) -> String { read.region.map { account.regions[$0].id } ?? "account \(account.id)" }

    private func appendResource(_ index: Int?, to bytes: inout [UInt8]) {
        guard let index else { return ByteWriter.append(nil, to: &bytes) }
        let resource = account.resource(index)
        ByteWriter.append("\(resource.type) \(SafeText.name(resource.id))", to: &bytes)
    }

    private func appendOrigin(_ origin: Origin?, to bytes: inout [UInt8]) {
        guard let origin else {
            ByteWriter.append(nil, to: &bytes)
            ByteWriter.append(nil, to: &bytes)
            return ByteWriter.append(integer: nil, to: &bytes)
        }
        ByteWriter.append(text: { sources.append(origin.source, to: &$0) }, to: &bytes)
        ByteWriter.append(text: { origin.appendPointer(in: account.arena, to: &$0) }, to: &bytes)
        ByteWriter.append(integer: origin.span.offset, to: &bytes)
    }

    /// The document, of several about the resource, that says what was read.
    private func origin(of read: Answers.Read, in index: Int) -> Origin? {
        let record = unsafe account.view.pointee.resources[index]
        let first = Int(record.origin)
        guard record.documents > 1 else { return record.documents == 0 ? nil : account.origins[first] }
        let path = read.path.split(separator: ".")
        guard path.count > 1, let name = path[1].split(separator: "[").first else { return account.origins[first] }
        let resource = account.resource(index)
        let documents = (path[0] == "configuration" ? resource.configuration : resource.supplementaryConfiguration).documents
        let place = documents.prefix(Int(record.documents)).firstIndex { document in
            let value = document[String(name)]
            return !value.word.isNull && value.word.cause == nil
        }
        return account.origins[first + (place ?? 0)]
    }
}

extension EvidenceReader {
    /// Shorter values are words that a message may well have of its own.
    private static let shortestSecret = 6

    /// `message` without any secret that the check read, wherever it read it.
    public func screened(_ message: String, _ answers: Answers) -> String {
        var message = message
        for index in 0..<answers.readCount {
            guard let read = answers.read(index), !read.isQuery, unsafe read.withPath({ unsafe SecretPaths.hides($0) }),
                let text = account.arena.value(read.value).string, text.utf8.count >= Self.shortestSecret
            else { continue }
            message = message.replacing(text, with: "[redacted]")
        }
        return message
    }
}
