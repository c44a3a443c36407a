// SPDX-License-Identifier: Apache-2.0
public import DemarcDocument
public import DemarcRules

/// A finding as it is kept: bytes, and where in them its texts stand, so that it can be written down without any being copied.
public struct FindingRecord: Sendable {
    /// The bytes that all ranges are of; other findings may be among them.
    public let bytes: [UInt8]
    /// What findings are ordered by.
    public let account, region, type, id, rule, key: Range<Int>
    public let severity: Severity
    public let verdict: Verdict
    public let cause: Cause?
    public let arn, name: Range<Int>?
    public let message: Range<Int>
    /// The place of the waiver that is laid over it among those of the configuration.
    public let waiver: Int?
    private let evidenceCount: Int
    private let evidencePlace: Int

    /// One value a check read; the texts are of the finding's bytes.
    public struct Evidence: Sendable {
        public let resource: Range<Int>?
        public let isQuestion: Bool
        public let path, value: Range<Int>
        public let file, pointer: Range<Int>?
        public let offset: Int?

        init(_ reader: inout ByteReader) {
            isQuestion = reader.byte() == 1
            resource = reader.text()
            path = reader.text() ?? 0..<0
            value = reader.text() ?? 0..<0
            file = reader.text()
            pointer = reader.text()
            offset = reader.optionalInteger()
        }
    }

    /// The finding at `place`.
    init(_ bytes: [UInt8], at place: Int) {
        self.bytes = bytes
        var lengths = ByteReader(bytes: bytes, place: place + ByteWriter.numberSize)
        var reader = ByteReader(bytes: bytes, place: place + FindingBytes.headSize)
        func next() -> Range<Int> {
            defer { reader.place += 1 }
            return reader.text(count: lengths.number())
        }
        account = next()
        region = next()
        type = next()
        id = next()
        rule = next()
        key = next()
        severity = Severity(rawValue: Int(reader.byte())) ?? .critical
        verdict = Verdict(rawValue: reader.byte()) ?? .error
        cause = Cause(rawValue: reader.byte())
        arn = reader.text()
        name = reader.text()
        message = reader.text() ?? 0..<0
        waiver = reader.optionalNumber()
        evidenceCount = reader.number()
        evidencePlace = reader.place
    }

    /// Goes through the evidence in its order.
    public func forEachEvidence(_ body: (Evidence) -> Void) {
        var reader = ByteReader(bytes: bytes, place: evidencePlace)
        for _ in 0..<evidenceCount { body(Evidence(&reader)) }
    }

    /// The text at `range`.
    public func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    /// The text at `range`, where there is one.
    public func text(_ range: Range<Int>?) -> String? { range.map { text($0) } }
}

extension Evidence {
    /// The same, its texts copied.
    init(_ item: FindingRecord.Evidence, of bytes: [UInt8]) {
        func text(_ range: Range<Int>?) -> String? { range.map { String(decoding: bytes[$0], as: UTF8.self) } }
        self.init(
            resource: text(item.resource), isQuestion: item.isQuestion, path: text(item.path) ?? "", value: text(item.value) ?? "",
            file: text(item.file), pointer: text(item.pointer), offset: item.offset)
    }
}

extension Finding {
    /// The same finding, its texts copied.
    public init(_ record: FindingRecord) {
        var evidence: [Evidence] = []
        record.forEachEvidence { evidence.append(Evidence($0, of: record.bytes)) }
        self.init(
            rule: record.text(record.rule), severity: record.severity, verdict: record.verdict, cause: record.cause,
            subject: Subject(
                account: record.text(record.account), region: record.text(record.region), type: record.text(record.type), id: record.text(record.id),
                arn: record.text(record.arn), name: record.text(record.name)),
            key: record.text(record.key), message: record.text(record.message), evidence: evidence, waiver: record.waiver)
    }
}
