// SPDX-License-Identifier: Apache-2.0
internal import CArena
internal import DemarcDocument
internal import DemarcRules
internal import DemarcSnapshot

/// Writes findings of one rule about subjects of one account down as they are kept, straight from what was read: a large scan has very many.
struct FindingWriter {
    private let account: Account
    private let subjects: Evaluator.Subjects
    private let evidence: EvidenceReader
    private let rule: [UInt8]
    private let severity: Severity

    init(_ rule: Rule, _ subjects: Evaluator.Subjects, _ evidence: EvidenceReader) {
        account = evidence.account
        self.subjects = subjects
        self.evidence = evidence
        self.rule = Array(rule.id.utf8)
        severity = rule.severity
    }

    /// Adds the finding that `answer` gives about the subject at `place`.
    ///
    /// - Parameter seen: what the check read, where it was run again to see that.
    func append(_ answer: Answers.Answer, at place: Int, waiver: Int?, seen: Answers?, to bytes: inout [UInt8]) {
        let start = FindingBytes.begin(&bytes)
        if case .resources(let range) = subjects {
            let resource = unsafe account.view.pointee.resources[range.lowerBound + place]
            appendIdentity(resource, start, &bytes)
            appendOrder(answer.key, start, &bytes)
            append(answer, &bytes)
            appendName(resource.arn, &bytes)
            appendName(resource.name, &bytes)
        } else {
            let subject = SubjectName.of(subjects, at: place, account)
            for (place, text) in [subject.account, subject.region, subject.type, subject.id].enumerated() {
                FindingBytes.append(order: place, of: start, &bytes) { ByteWriter.append(plain: text, to: &$0) }
            }
            appendOrder(answer.key, start, &bytes)
            append(answer, &bytes)
            ByteWriter.append(subject.arn, to: &bytes)
            ByteWriter.append(subject.name, to: &bytes)
        }
        ByteWriter.append(SafeText.message(seen.map { evidence.screened(answer.message, $0) } ?? answer.message), to: &bytes)
        FindingBytes.append(waiver: waiver, &bytes)
        FindingBytes.appendList(&bytes) { bytes in
            guard let seen, FindingWriter.needsEvidence(answer) else { return 0 }
            return evidence.append(seen, subject: subjects, place: place, to: &bytes)
        }
        FindingBytes.end(start, &bytes)
    }

    /// Whether what was read belongs to the answer.
    static func needsEvidence(_ answer: Answers.Answer) -> Bool { answer.verdict == .fail || answer.verdict == .unknown }

    private func append(_ answer: Answers.Answer, _ bytes: inout [UInt8]) {
        FindingBytes.append(severity, answer.verdict, answer.verdict == .unknown ? answer.cause : nil, &bytes)
    }

    private func appendIdentity(_ resource: carena_resource, _ start: Int, _ bytes: inout [UInt8]) {
        let type = unsafe account.view.pointee.types[Int(resource.type)].name
        let region = unsafe account.view.pointee.regions[Int(resource.region)].id
        FindingBytes.append(order: 0, of: start, &bytes) { ByteWriter.append(plain: account.id, to: &$0) }
        FindingBytes.append(order: 1, of: start, &bytes) { append(text: region, to: &$0) }
        FindingBytes.append(order: 2, of: start, &bytes) { append(text: type, to: &$0) }
        FindingBytes.append(order: 3, of: start, &bytes) { append(name: resource.id, to: &$0) }
    }

    private func appendOrder(_ key: String, _ start: Int, _ bytes: inout [UInt8]) {
        FindingBytes.append(order: 4, of: start, &bytes) { $0 += rule }
        FindingBytes.append(order: 5, of: start, &bytes) { ByteWriter.append(plain: key, to: &$0) }
    }

    private func append(text word: UInt64, to bytes: inout [UInt8]) {
        _ = unsafe account.arena.value(Word(bits: word)).withUTF8 { unsafe bytes.append(contentsOf: $0) }
    }

    private func append(name word: UInt64, to bytes: inout [UInt8]) {
        _ = unsafe account.arena.value(Word(bits: word)).withUTF8 { unsafe SafeText.append(name: $0, to: &bytes) }
    }

    /// A name with its length, or none.
    private func appendName(_ word: UInt64, _ bytes: inout [UInt8]) {
        guard Word(bits: word).isString else { return ByteWriter.append(nil, to: &bytes) }
        ByteWriter.append(text: { append(name: word, to: &$0) }, to: &bytes)
    }
}
