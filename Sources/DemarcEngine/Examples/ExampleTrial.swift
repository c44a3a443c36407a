// SPDX-License-Identifier: Apache-2.0
internal import DemarcRules
internal import DemarcSnapshot

/// One example in one machine: as it is written, in other words, with each fact it read made unknown, and with texts for true and false.
struct ExampleTrial {
    let prepared: PreparedExample
    let evaluator: Evaluator
    private(set) var complaints: [ExampleComplaint] = []
    private(set) var runs = 0

    private var rule: Rule { prepared.entry.rule }
    private var wanted: Verdict { prepared.example.verdict }

    init(_ prepared: PreparedExample, _ evaluator: Evaluator) {
        self.prepared = prepared
        self.evaluator = evaluator
    }

    /// Runs it every way there is; where the verdict is wrong as it is written, the other ways say nothing more.
    mutating func run() throws(RuleError) {
        guard try holdsAsWritten() else { return }
        for (snapshot, how) in prepared.variations { try judge(snapshot, how) }
        if complaints.isEmpty { try ablate() }
        if complaints.isEmpty { try spell() }
    }

    /// Whether the verdict is the example's where nothing is varied.
    mutating func holdsAsWritten() throws(RuleError) -> Bool {
        try judge(prepared.plain, "")
        return complaints.isEmpty
    }

    /// Asks about `snapshot` twice.
    private mutating func judge(_ snapshot: ExampleSnapshot, _ how: String) throws(RuleError) {
        runs += 1
        guard let account = snapshot.snapshot.accounts.first else { return }
        var found: ExampleAnswers?
        try evaluator.evaluate(rule.id, over: snapshot.subject, of: account) { _, answers in found = ExampleAnswers(answers) }
        let hasKept = evaluator.hasKept(rule.id)
        let (again, reads) = try record(snapshot, account)
        guard let found else { return }
        if found.answers.map(\.verdict) != again.answers.map(\.verdict) {
            complaints.append(
                ExampleComplaint(
                    text: "the rule answers differently when it is asked again" + how, expected: found.lines, found: again.lines, reads: reads))
        } else if hasKept {
            complaints.append(
                ExampleComplaint(
                    text: "something outlives the check: a local of the file, or a table in one, is not what it was before" + how,
                    expected: [], found: [], reads: reads))
        } else if found.verdict != wanted {
            let message = found.answers.first { $0.verdict == found.verdict }?.message ?? ""
            let words = message.isEmpty ? found.verdict.name : "\(found.verdict.name) (\(message))"
            complaints.append(
                ExampleComplaint(
                    text: SafeText.message("found \(words), expected \(wanted.name)\(how)"), expected: [wanted.name], found: found.lines,
                    reads: reads))
        }
    }

    private func record(_ snapshot: ExampleSnapshot, _ account: Account) throws(RuleError) -> (ExampleAnswers, [ExampleComplaint.Read]) {
        let reader = EvidenceReader(account: account, sources: snapshot.snapshot.sources)
        return try evaluator.record(rule.id, over: snapshot.subject, at: 0, of: account) { answers in
            let reads = (0..<answers.readCount).compactMap { answers.read($0) }.filter { $0.isQuery || $0.isLeaf }
            return (ExampleAnswers(answers), reads.map { ExampleTrial.line($0, snapshot.subject, reader) })
        }
    }

    private static func line(_ read: Answers.Read, _ subject: Evaluator.Subjects, _ reader: EvidenceReader) -> ExampleComplaint.Read {
        let own: Int? = if case .resources(let range) = subject { range.lowerBound } else { nil }
        let item = reader.item(read, own: own)
        return ExampleComplaint.Read(place: read.place, text: "\(item.resource.map { "\($0) " } ?? "")\(item.path) = \(item.value)")
    }

    /// Writes true and false as texts: whatever stands there, text or table, is true to a bare condition, and `"false"` must not pass for true.
    private mutating func spell() throws(RuleError) {
        guard let account = prepared.spelled.snapshot.accounts.first else { return }
        runs += 1
        let (found, reads) = try record(prepared.spelled, account)
        guard [.pass, .skip].contains(found.verdict) && found.verdict != wanted else { return }
        let text =
            "turns into \(found.verdict.name) when true and false are texts: compare with == true and == false, and let anything else be unknown"
        complaints.append(ExampleComplaint(text: text, expected: ["unknown"], found: found.lines, reads: reads))
    }

    /// Makes each value the check read unknown in turn: the verdict may become unknown or stay, and never turns into a pass or a skip.
    private mutating func ablate() throws(RuleError) {
        guard let account = prepared.plain.snapshot.accounts.first else { return }
        let subject = prepared.plain.subject
        let reads = try evaluator.record(rule.id, over: subject, at: 0, of: account) { answers in
            (0..<answers.readCount).map { (path: answers.read($0)?.path ?? "", place: answers.read($0)?.place ?? "") }
        }
        for (number, read) in reads.enumerated() {
            runs += 1
            let found = try evaluator.record(rule.id, over: subject, at: 0, of: account, ablated: number) { ExampleAnswers($0) }
            let path = SafeText.name(read.path)
            let reads = [ExampleComplaint.Read(place: read.place, text: "\(path) is unknown")]
            if [.pass, .skip].contains(found.verdict) && found.verdict != wanted {
                let text = "turns into \(found.verdict.name) when \(path) is unknown: a missing fact is never a \(found.verdict.name)"
                complaints.append(ExampleComplaint(text: text, expected: ["unknown"], found: found.lines, reads: reads))
            } else if found.verdict == .error {
                complaints.append(ExampleComplaint(text: "breaks when \(path) is unknown", expected: ["unknown"], found: found.lines, reads: reads))
            }
        }
    }
}
