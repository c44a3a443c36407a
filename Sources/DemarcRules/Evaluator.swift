// SPDX-License-Identifier: Apache-2.0
internal import CArena
internal import DemarcDocument
public import DemarcSnapshot

/// Runs rules of one plugin on one thread: a machine with the plugin's rules in it, replaced when a check was killed.
public final class Evaluator {
    private let plugin: Plugin
    private let selected: [RuleSet.Selected]
    private let limits: Machine.Limits
    private let remembers: Bool
    /// The machine that runs now, for a watcher.
    public private(set) var machine: Machine
    /// Told of each new machine before it runs.
    public var onReplacement: (Machine) -> Void = { _ in }
    /// What may end the check that is recorded next, from any thread.
    public var stop: InquiryStop { InquiryStop(machine) }
    private var countsBefore = Machine.Counts()

    /// What its machines have done.
    public var counts: Machine.Counts { countsBefore + machine.counts }

    /// Sees every check, which then enters Lua under the deterministic budget.
    public var observer: Observer? { didSet { machine.observe(observer) } }

    /// Whether recorded reads are noted with their line of the script.
    public var traces = false { didSet { machine.trace(traces) } }

    /// By the entry's id.
    private var handles: [String: (rule: Int32, parameters: Int32)] = [:]

    /// What a batch of checks is about.
    public enum Subjects: Sendable, Equatable {
        /// Resources of the account, by index.
        case resources(Range<Int>)
        /// One region of the account, by index.
        case region(Int)
        /// The account itself.
        case account
        /// The organisation that the account belongs to.
        case organization

        /// How many there are.
        public var count: Int {
            if case .resources(let range) = self { range.count } else { 1 }
        }

        func word(after done: Int) -> UInt64 {
            switch self {
            case .resources(let range): carena_make(UInt32(CARENA_RESOURCE), 0, UInt64(range.lowerBound + done))
            case .region(let index): carena_make(UInt32(CARENA_SCOPE), UInt32(CARENA_REGION), UInt64(index))
            case .account: carena_make(UInt32(CARENA_SCOPE), UInt32(CARENA_ACCOUNT), 0)
            case .organization: carena_make(UInt32(CARENA_SCOPE), UInt32(CARENA_ORGANIZATION), 0)
            }
        }
    }

    /// A machine with the selected rules of `plugin`.
    ///
    /// - Parameter remembers: whether a resource is answered from what was decided of one like it; the answers are the same.
    public init(
        plugin: Plugin, selected: [RuleSet.Selected], limits: Machine.Limits = Machine.Limits(), remembers: Bool = true
    ) throws(RuleError) {
        self.plugin = plugin
        self.remembers = remembers
        self.selected = selected.filter { $0.rule.plugin == plugin.name }
        self.limits = limits
        machine = try Machine(limits: limits)
        try load()
    }

    private func load() throws(RuleError) {
        machine.remember(remembers)
        for library in plugin.libraries { try machine.add(library: library.name, source: library.source) }
        var rules: [String: Int32] = [:]
        for entry in selected {
            if rules[entry.rule.id] == nil {
                rules[entry.rule.id] = try machine.load(entry.rule.source, kind: "rule", file: entry.rule.file)
            }
            guard let rule = rules[entry.rule.id] else { continue }
            let fields = entry.parameters.sorted { $0.key < $1.key }.map { LuaValue.Field(name: $0.key, value: $0.value) }
            handles[entry.id] = (rule, try machine.add(parameters: .table(list: [], fields: fields)))
        }
    }

    /// Evaluates the selected rule whose entry has this id over `subjects`; `body` sees the answers of each stretch, with the number of subjects before it.
    public func evaluate(
        _ rule: String, over subjects: Subjects, of account: Account, _ body: (_ done: Int, Answers) -> Void
    ) throws(RuleError) {
        var done = 0
        while done < subjects.count {
            guard let handle = handles[rule] else { throw .noSuch(what: "rule", name: rule, suggestion: nil) }
            var evaluated = 0
            let isSpoiled = machine.evaluate(
                rule: handle.rule, parameters: handle.parameters, account: account, first: subjects.word(after: done),
                count: subjects.count - done, recording: false, ablated: nil
            ) { answers in
                body(done, answers)
                evaluated = answers.evaluated
                return answers.isSpoiled
            }
            done += evaluated
            if isSpoiled { try replace() }
        }
    }

    /// Whether checks of the rule, or libraries, have changed something that outlives them since the account, or a recording, was begun.
    public func hasKept(_ rule: String) -> Bool { handles[rule].map { machine.hasKept(rule: $0.rule) } ?? false }

    /// Runs one check again, noting what it reads; the read numbered `ablated` answers unknown.
    public func record<Result>(
        _ rule: String, over subjects: Subjects, at place: Int, of account: Account, ablated: Int? = nil, _ body: (Answers) -> Result
    ) throws(RuleError) -> Result {
        while true {
            guard let handle = handles[rule] else { throw .noSuch(what: "rule", name: rule, suggestion: nil) }
            var isSpoiled = false
            let result = machine.evaluate(
                rule: handle.rule, parameters: handle.parameters, account: account, first: subjects.word(after: place), count: 1,
                recording: true, ablated: ablated
            ) { answers in
                isSpoiled = answers.isSpoiled
                return answers.evaluated > 0 ? body(answers) : nil
            }
            if isSpoiled { try replace() }
            if let result { return result }
        }
    }

    /// A state in which a check was killed is thrown away.
    private func replace() throws(RuleError) {
        countsBefore = counts
        machine = try Machine(limits: limits)
        handles = [:]
        onReplacement(machine)
        try load()
        machine.observe(observer)
        machine.trace(traces)
    }
}
