// SPDX-License-Identifier: Apache-2.0
internal import Demarc

/// Finds the command and turns what goes wrong into a line and an exit code.
enum CommandLineTool {
    static func run(_ words: [String]) -> Int32 {
        guard let word = words.first, word != "help", word != "--help", word != "-h" else {
            if words.count == 2, let command = Commands.all.first(where: { $0.name == words[1] }) { return help(command) }
            unsafe Terminal.output.write(overview)
            unsafe Terminal.output.finish()
            return words.isEmpty ? ExitCode.usage : ExitCode.clean
        }
        if word == "--version" || word == "version" {
            unsafe Terminal.output.write("demarc \(Demarc.version)\n")
            unsafe Terminal.output.finish()
            return ExitCode.clean
        }
        guard let command = Commands.all.first(where: { $0.name == word }) else {
            let suggestion = Suggestion.of(word, among: Commands.all.map { $0.name }).map { "; did you mean \($0)?" } ?? ""
            return fail(UsageError("unknown command \"\(word)\"\(suggestion)"))
        }
        let rest = Array(words.dropFirst())
        if rest.contains("--help") || rest.contains("-h") { return help(command) }
        do {
            return try command.run(Arguments(rest, options: command.options))
        } catch {
            return fail(error)
        }
    }

    private static func fail(_ error: any Error) -> Int32 {
        Terminal.say("demarc: \(SafeText.message("\(error)"))")
        return ExitCode.usage
    }

    private static var overview: String {
        let width = Commands.all.map { $0.name.count }.max() ?? 0
        let lines = Commands.all.map { "  \($0.name)\(String(repeating: " ", count: width - $0.name.count + 2))\($0.summary)\n" }
        return "demarc \(Demarc.version): what of your AWS accounts is yours to secure, and how it stands\n\n"
            + "usage: demarc COMMAND [OPTION]...\n\n" + lines.joined() + "\ndemarc COMMAND --help tells more of one.\n"
            + "Exit codes: 0 clean, 1 findings, 2 usage or configuration, 3 incomplete, 4 rule errors.\n"
    }

    private static func help(_ command: any Command.Type) -> Int32 {
        let labels = command.options.map { "--\($0.name)\($0.value.map { " \($0)" } ?? "")" }
        let width = labels.map(\.count).max() ?? 0
        var text = "usage: demarc \(command.name) \(command.operands) [OPTION]...\n\n\(command.summary)\n"
        if !labels.isEmpty { text += "\n" }
        for (label, option) in zip(labels, command.options) {
            text += "  \(label)\(String(repeating: " ", count: width - label.count + 2))\(option.help)\n"
        }
        unsafe Terminal.output.write(text)
        unsafe Terminal.output.finish()
        return ExitCode.clean
    }
}
