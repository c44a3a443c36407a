// SPDX-License-Identifier: Apache-2.0
internal import DemarcRules

/// What a check answered, in the words in which examples are compared.
struct ExampleAnswers: Equatable {
    let answers: [Answers.Answer]

    /// The one verdict of several that must not be overlooked.
    var verdict: Verdict { answers.reduce(nil) { Worker.worse($0, $1.verdict) } ?? .error }

    /// Each answer as a line.
    var lines: [String] { answers.map { ExampleAnswers.line($0.verdict, key: $0.key, message: $0.message) } }

    init(_ answers: Answers) { self.answers = (0..<answers.count).compactMap { answers.answer($0) } }

    /// `fail  port 22: it is open`.
    static func line(_ verdict: Verdict, key: String, message: String) -> String {
        let words = [key, message].filter { !$0.isEmpty }.joined(separator: ": ")
        return SafeText.message(words.isEmpty ? verdict.name : "\(verdict.name)  \(words)")
    }

    static func == (left: ExampleAnswers, right: ExampleAnswers) -> Bool { left.lines == right.lines }
}
