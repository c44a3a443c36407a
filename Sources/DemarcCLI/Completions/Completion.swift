// SPDX-License-Identifier: Apache-2.0

/// What a shell completes a word of the command line with.
enum Completion: Equatable {
    /// Nobody can know.
    case nothing
    /// These words.
    case words([String])
    /// The names of files and folders.
    case files
    /// The first word of each line that this command writes.
    case lines(of: String)

    /// What stands for an option's value: its choices, else what its placeholder in help is known to mean.
    init(_ option: Option) {
        self = option.choices.isEmpty ? Completion(placeholder: option.value ?? "") : .words(option.choices)
    }

    /// What stands behind a command: the first thing that its operands name, and what all others are.
    static func operands(of command: any Command.Type) -> (first: Completion, others: Completion) {
        let names = command.operands.split(separator: " ").map { $0.filter { $0.isLetter } }
        let all = names.map { Completion(placeholder: String($0)) }
        return (all.first ?? .nothing, all.last ?? .nothing)
    }

    private init(placeholder: String) {
        switch placeholder {
        case "SNAPSHOT", "PLUGIN", "FOLDER", "FILE", "PATH": self = .files
        case "RULE": self = .lines(of: "rules")
        case "PACK": self = .lines(of: "packs")
        case "SERVICE": self = .lines(of: "responsibility")
        case "SHELL": self = .words(CompletionsCommand.shells.map(\.name))
        default: self = .nothing
        }
    }
}
