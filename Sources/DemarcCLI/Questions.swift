// SPDX-License-Identifier: Apache-2.0
internal import Demarc

#if canImport(Glibc)
internal import Glibc
#endif

/// Asks for what the options left out, where a person sits at the terminal; elsewhere the proposals hold.
struct Questions {
    private let arguments: Arguments
    private let isAsked = isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1

    init(_ arguments: Arguments) { self.arguments = arguments }

    /// The option's value, else the answer, else `proposal`; of a few `choices` where they are given.
    func text(_ option: String, _ question: String, proposal: String, among choices: [String] = []) throws -> String {
        if let value = arguments.value(option) { return value }
        while isAsked {
            let proposed = proposal.isEmpty ? "" : " [\(SafeText.name(proposal))]"
            var error = FileOutput(descriptor: STDERR_FILENO)
            error.write("\(question)\(proposed): ")
            error.finish()
            guard let line = readLine() else { throw UsageError("nothing was answered, nothing was written") }
            let answer = line.isEmpty ? proposal : line
            if choices.isEmpty || choices.contains(answer) { return answer }
            let suggestion = Suggestion.of(answer, among: choices).map { "; did you mean \($0)?" } ?? ""
            Terminal.say("expected one of \(choices.joined(separator: ", "))\(suggestion)")
        }
        return proposal
    }
}
