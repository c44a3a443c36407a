// SPDX-License-Identifier: Apache-2.0

/// Writes fish's completion of the command line from the table of commands.
enum FishCompletion {
    static func script() -> String {
        var lines = [
            "# fish completion of demarc, written by: demarc completions fish",
            "# In ~/.config/fish/completions/demarc.fish",
            "complete -c demarc -f",
        ]
        for command in Commands.all {
            let words = command.name.split(separator: " ").map(String.init)
            lines.append("complete -c demarc -n __fish_use_subcommand -a \(words[0]) -d \(quoted(command.summary))")
            for (first, second) in zip(words, words.dropFirst()) {
                lines.append("complete -c demarc -n \(quoted("__fish_seen_subcommand_from \(first)")) -a \(second)")
            }
            let condition = words.map { "__fish_seen_subcommand_from \($0)" }.joined(separator: "; and ")
            let start = "complete -c demarc -n \(quoted(condition))"
            let operands = Completion.operands(of: command)
            for completion in [operands.first] + (operands.first == operands.others ? [] : [operands.others]) {
                lines += arguments(completion).map { "\(start) \($0)" }
            }
            for option in command.options {
                let completion = Completion(option)
                let value = option.value == nil ? "" : ([completion == .files ? "-r" : "-x"] + arguments(completion)).joined(separator: " ")
                lines.append("\(start) -l \(option.name) -d \(quoted(option.help)) \(value)")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func arguments(_ completion: Completion) -> [String] {
        switch completion {
        case .nothing: []
        case .files: ["-F"]
        case .lines(let command): ["-a \(quoted("(demarc \(command) 2>/dev/null | string split -f1 ' ')"))"]
        case .words(let words): ["-a \(quoted(words.joined(separator: " ")))"]
        }
    }

    private static func quoted(_ text: String) -> String {
        "'\(text.replacing("\\", with: "\\\\").replacing("'", with: "\\'"))'"
    }
}
