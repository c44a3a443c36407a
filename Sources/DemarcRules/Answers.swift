// SPDX-License-Identifier: Apache-2.0
internal import CArena
internal import CLuaBridge
public import DemarcDocument
internal import DemarcSnapshot

/// What a batch of checks answered; valid until the machine's next call.
@safe public struct Answers {
    private let results: CLuaBridge_results
    private let account: Account

    init(results: CLuaBridge_results, account: Account) {
        unsafe self.results = results
        self.account = account
    }

    /// One answer of one check.
    public struct Answer: Sendable {
        /// The number of the subject in the batch.
        public var subject: Int
        /// What the check said.
        public var verdict: Verdict
        /// Why it is unknown.
        public var cause: Cause?
        /// Which of several findings of the subject.
        public var key: String
        /// The check's message, or what went wrong.
        public var message: String
        /// Whether a limit ended the check: the message then says nothing that was read.
        public var isStopped: Bool
    }

    /// Something a recorded check read; valid as long as the answers.
    @safe public struct Read {
        /// Whether it is a value of a document or a question to a scope.
        public var isQuery: Bool
        /// The resource it was read from; nil for a region or the account.
        public var resource: Int?
        /// The region it was asked of; nil for the account and for resources.
        public var region: Int?
        /// What was there.
        public var value: Word
        /// Whether nothing below it was read.
        public var isLeaf: Bool
        let pathBytes: UnsafeBufferPointer<UInt8>
        let placeBytes: UnsafeBufferPointer<UInt8>

        /// `configuration.ipPermissions[0].fromPort`, or the question.
        public var path: String { unsafe String(decoding: pathBytes, as: UTF8.self) }
        /// `file:line` of the script that read it; empty unless the evaluator traces.
        public var place: String { unsafe String(decoding: placeBytes, as: UTF8.self) }

        /// Runs `body` on the bytes of the path, which a rule may have had a hand in: they need not be UTF-8.
        public func withPath<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result { unsafe body(pathBytes) }
    }

    /// How many subjects were answered; fewer than asked where the machine is spoiled.
    public var evaluated: Int { unsafe Int(results.evaluated) }
    /// Whether a check was killed, so that the machine must be replaced.
    public var isSpoiled: Bool { unsafe results.spoiled }
    /// How many answers there are.
    public var count: Int { unsafe Int(results.record_count) }
    /// How many reads there are.
    public var readCount: Int { unsafe Int(results.read_count) }
    /// How many reads were too many to note.
    public var readsDropped: Int { unsafe Int(results.reads_dropped) }

    /// The verdict of the answer at `place`, without its texts.
    public func verdict(_ place: Int) -> Verdict {
        guard let records = unsafe results.records else { return .error }
        return unsafe Verdict(rawValue: records[place].verdict) ?? .error
    }

    /// The number of the subject of the answer at `place`.
    public func subject(_ place: Int) -> Int? {
        guard place < count, let records = unsafe results.records else { return nil }
        return unsafe Int(records[place].subject)
    }

    /// The answer at `place`.
    public func answer(_ place: Int) -> Answer? {
        guard place < count, let records = unsafe results.records else { return nil }
        let record = unsafe records[place]
        return Answer(
            subject: Int(record.subject), verdict: Verdict(rawValue: record.verdict) ?? .error,
            cause: Cause(rawValue: record.cause), key: text(record.key_offset, record.key_length),
            message: text(record.message_offset, record.message_length), isStopped: record.is_stopped)
    }

    /// The read at `place`.
    public func read(_ place: Int) -> Read? {
        guard place < readCount, let reads = unsafe results.reads else { return nil }
        let read = unsafe reads[place]
        let isResource = carena_tag(read.subject) == UInt32(CARENA_RESOURCE)
        let isRegion = carena_tag(read.subject) == UInt32(CARENA_SCOPE) && carena_count(read.subject) == UInt32(CARENA_REGION)
        return unsafe Read(
            isQuery: Int(read.kind) == CLUABRIDGE_QUERY, resource: isResource ? Int(carena_index(read.subject)) : nil,
            region: isRegion ? Int(carena_index(read.subject)) : nil, value: Word(bits: read.value), isLeaf: read.is_leaf,
            pathBytes: bytes(read.path_offset, read.path_length), placeBytes: bytes(read.place_offset, read.place_length))
    }

    private func text(_ offset: UInt32, _ length: UInt32) -> String { unsafe String(decoding: bytes(offset, length), as: UTF8.self) }

    private func bytes(_ offset: UInt32, _ length: UInt32) -> UnsafeBufferPointer<UInt8> {
        guard length > 0, let texts = unsafe results.texts else { return unsafe UnsafeBufferPointer(start: nil, count: 0) }
        return unsafe UnsafeRawBufferPointer(start: texts + Int(offset), count: Int(length)).bindMemory(to: UInt8.self)
    }
}
