// SPDX-License-Identifier: Apache-2.0
internal import Demarc

/// An option of a command, from which parsing, help and completion follow.
struct Option: Sendable {
    /// The name without the dashes.
    let name: String
    /// What the value is called in help; nil for a flag.
    let value: String?
    /// What it does.
    let help: String
    /// Whether it may be given more than once.
    var repeats = false
    /// The values there are, where they are few.
    var choices: [String] = []
}

extension Option {
    /// Throws where `value` is none of the few there are.
    fileprivate func check(_ value: String) throws(UsageError) {
        guard !choices.isEmpty && !choices.contains(value) else { return }
        let suggestion = Suggestion.of(value, among: choices).map { "; did you mean \($0)?" } ?? ""
        throw UsageError("--\(name): found \"\(value)\", expected \(choices.joined(separator: ", "))\(suggestion)")
    }
}

/// What stands on a command's line, checked against its options.
struct Arguments {
    private(set) var positional: [String] = []
    private var values: [String: [String]] = [:]

    init(_ words: [String], options: [Option]) throws(UsageError) {
        var words = words[...]
        while let word = words.popFirst() {
            if word == "--" {
                positional += words
                return
            }
            guard word.hasPrefix("--") else {
                if word.hasPrefix("-") && word != "-" { throw UsageError("unknown option \(word); options begin with two dashes") }
                positional.append(word)
                continue
            }
            try take(String(word.dropFirst(2)), &words, options)
        }
    }

    private mutating func take(_ word: String, _ words: inout ArraySlice<String>, _ options: [Option]) throws(UsageError) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let option = options.first(where: { $0.name == parts[0] }) else {
            let suggestion = Suggestion.of(parts[0], among: options.map(\.name)).map { "; did you mean --\($0)?" } ?? ""
            throw UsageError("unknown option --\(parts[0])\(suggestion)")
        }
        var value = ""
        if option.value == nil {
            if parts.count > 1 { throw UsageError("--\(option.name) takes no value") }
        } else if parts.count > 1 {
            value = parts[1]
        } else if let next = words.popFirst() {
            value = next
        } else {
            throw UsageError("--\(option.name) needs a value: \(option.value ?? "")")
        }
        try option.check(value)
        if values[option.name] != nil && !option.repeats { throw UsageError("--\(option.name) is given twice") }
        values[option.name, default: []].append(value)
    }

    func has(_ name: String) -> Bool { values[name] != nil }
    func value(_ name: String) -> String? { values[name]?.last }
    func all(_ name: String) -> [String] { values[name] ?? [] }

    /// The value of an option that must be a whole number in a range.
    func number(_ name: String, _ range: ClosedRange<Int>, otherwise: Int) throws(UsageError) -> Int {
        guard let text = value(name) else { return otherwise }
        guard let number = Int(text), range.contains(number) else {
            throw UsageError("--\(name): found \"\(text)\", expected a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }
}
