// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument
internal import DemarcRules

#if canImport(Glibc)
internal import Glibc
#endif

/// A finding as bytes: small enough to keep many, the same in memory and in a file, and in order without being decoded.
///
/// First the length of everything and those of the six texts that findings are ordered by, then these texts, each with a zero behind it,
/// then the rest.
enum FindingBytes {
    private static let headSize = 7 * ByteWriter.numberSize

    /// Appends `finding` to `bytes`.
    static func append(_ finding: Finding, to bytes: inout [UInt8]) {
        let start = bytes.count
        let order = finding.order
        ByteWriter.append(0, to: &bytes)
        for text in order { ByteWriter.append(text.utf8.count, to: &bytes) }
        for text in order {
            bytes.append(contentsOf: text.utf8)
            bytes.append(0)
        }
        bytes += [UInt8(finding.severity.rawValue), finding.verdict.rawValue, finding.cause?.rawValue ?? 0]
        for text in [finding.subject.arn, finding.subject.name, finding.message] { ByteWriter.append(text, to: &bytes) }
        ByteWriter.append(finding.waiver ?? ByteWriter.none, to: &bytes)
        ByteWriter.append(finding.evidence.count, to: &bytes)
        for evidence in finding.evidence {
            bytes.append(evidence.isQuestion ? 1 : 0)
            for text in [evidence.resource, evidence.path, evidence.value, evidence.file, evidence.pointer, evidence.offset.map(String.init)] {
                ByteWriter.append(text, to: &bytes)
            }
        }
        ByteWriter.set(bytes.count - start, at: start, of: &bytes)
    }

    /// The length of the finding at `place`; nil where the bytes end before it is told.
    static func length(_ bytes: [UInt8], at place: Int) -> Int? {
        guard place + ByteWriter.numberSize <= bytes.count else { return nil }
        var reader = ByteReader(bytes: bytes, place: place)
        return reader.number()
    }

    /// The finding at `place`.
    static func finding(_ bytes: [UInt8], at place: Int) -> Finding {
        var lengths = ByteReader(bytes: bytes, place: place + ByteWriter.numberSize)
        var reader = ByteReader(bytes: bytes, place: place + headSize)
        let order = (0..<6).map { _ in
            defer { reader.place += 1 }
            return reader.text(count: lengths.number())
        }
        let severity = Severity(rawValue: Int(reader.byte())) ?? .critical
        let verdict = Verdict(rawValue: reader.byte()) ?? .error
        let cause = Cause(rawValue: reader.byte())
        let subject = Finding.Subject(account: order[0], region: order[1], type: order[2], id: order[3], arn: reader.text(), name: reader.text())
        let message = reader.text() ?? ""
        let waiver = reader.number()
        let evidence = (0..<reader.number()).map { _ in
            let isQuestion = reader.byte() == 1
            return Evidence(
                resource: reader.text(), isQuestion: isQuestion, path: reader.text() ?? "", value: reader.text() ?? "", file: reader.text(),
                pointer: reader.text(), offset: reader.text().flatMap { Int($0) })
        }
        return Finding(
            rule: order[4], severity: severity, verdict: verdict, cause: cause, subject: subject, key: order[5], message: message,
            evidence: evidence, waiver: waiver == ByteWriter.none ? nil : waiver)
    }

    /// Whether the finding at `leftPlace` comes before the one at `rightPlace`: by the bytes of what they are ordered by, then by all others.
    static func precedes(_ left: [UInt8], _ leftPlace: Int, _ right: [UInt8], _ rightPlace: Int) -> Bool {
        let leftCount = (length(left, at: leftPlace) ?? headSize) - headSize
        let rightCount = (length(right, at: rightPlace) ?? headSize) - headSize
        let order = unsafe left.withUnsafeBufferPointer { left in
            unsafe right.withUnsafeBufferPointer { right in
                guard let left = left.baseAddress, let right = right.baseAddress else { return Int32(0) }
                return unsafe memcmp(left + leftPlace + headSize, right + rightPlace + headSize, min(leftCount, rightCount))
            }
        }
        return order != 0 ? order < 0 : leftCount < rightCount
    }
}

extension Finding {
    /// What findings are ordered by.
    fileprivate var order: [String] { [subject.account, subject.region, subject.type, subject.id, rule, key] }
}
