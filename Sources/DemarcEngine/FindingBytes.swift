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
    static let headSize = 7 * ByteWriter.numberSize

    /// Appends `finding` to `bytes`.
    static func append(_ finding: Finding, to bytes: inout [UInt8]) {
        let start = begin(&bytes)
        let subject = finding.subject
        for (place, text) in [subject.account, subject.region, subject.type, subject.id, finding.rule, finding.key].enumerated() {
            append(order: place, of: start, &bytes) { ByteWriter.append(plain: text, to: &$0) }
        }
        append(finding.severity, finding.verdict, finding.cause, &bytes)
        for text in [subject.arn, subject.name, finding.message] { ByteWriter.append(text, to: &bytes) }
        append(waiver: finding.waiver, &bytes)
        appendList(&bytes) { bytes in
            for evidence in finding.evidence {
                bytes.append(evidence.isQuestion ? 1 : 0)
                let texts = [evidence.resource, evidence.path, evidence.value, evidence.file, evidence.pointer]
                for text in texts { ByteWriter.append(text, to: &bytes) }
                ByteWriter.append(integer: evidence.offset, to: &bytes)
            }
            return finding.evidence.count
        }
        end(start, &bytes)
    }

    /// Begins a finding; where it begins. The parts below follow in their order.
    static func begin(_ bytes: inout [UInt8]) -> Int {
        defer { bytes.append(contentsOf: repeatElement(0, count: headSize)) }
        return bytes.count
    }

    /// One of the six texts that findings are ordered by.
    static func append(order place: Int, of start: Int, _ bytes: inout [UInt8], _ write: (inout [UInt8]) -> Void) {
        let before = bytes.count
        write(&bytes)
        ByteWriter.set(bytes.count - before, at: start + (1 + place) * ByteWriter.numberSize, of: &bytes)
        bytes.append(0)
    }

    /// What the rule said; the ARN, the name and the message follow as texts.
    static func append(_ severity: Severity, _ verdict: Verdict, _ cause: Cause?, _ bytes: inout [UInt8]) {
        bytes.append(UInt8(severity.rawValue))
        bytes.append(verdict.rawValue)
        bytes.append(cause?.rawValue ?? 0)
    }

    static func append(waiver: Int?, _ bytes: inout [UInt8]) { ByteWriter.append(waiver ?? ByteWriter.none, to: &bytes) }

    /// The evidence, which `write` adds and counts: whether it is a question, then resource, path, value, file and pointer as texts, and the offset.
    static func appendList(_ bytes: inout [UInt8], _ write: (inout [UInt8]) -> Int) {
        let place = bytes.count
        ByteWriter.append(0, to: &bytes)
        let count = write(&bytes)
        ByteWriter.set(count, at: place, of: &bytes)
    }

    /// Ends the finding that began at `start`.
    static func end(_ start: Int, _ bytes: inout [UInt8]) { ByteWriter.set(bytes.count - start, at: start, of: &bytes) }

    /// The length of the finding at `place`; nil where the bytes end before it is told.
    static func length(_ bytes: [UInt8], at place: Int) -> Int? {
        guard place + ByteWriter.numberSize <= bytes.count else { return nil }
        var reader = ByteReader(bytes: bytes, place: place)
        return reader.number()
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
