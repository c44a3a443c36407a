// SPDX-License-Identifier: Apache-2.0
internal import Demarc

/// Finds the command and turns what goes wrong into a line and an exit code.
enum CommandLineTool {
    static func run(_ words: [String]) -> Int32 {
        guard let word = words.first, word != "help", word != "--help", word != "-h" else {
            if words.count > 1 { return attempt { try show(help(Commands.find(Array(words.dropFirst())).command)) } }
            guard words.isEmpty else { return attempt { try show(overview) } }
            let names = Commands.all.map { $0.name }.joined(separator: ", ")
            Terminal.say(overview + "\ndemarc: found no command, expected one of \(names)")
            return ExitCode.usage
        }
        if word == "--version" || word == "version" { return attempt { try show("demarc \(Demarc.version)\n") } }
        return attempt {
            let (command, rest) = try Commands.find(words)
            if rest.contains("--help") || rest.contains("-h") { return try show(help(command)) }
            return try command.run(Arguments(rest, options: command.options))
        }
    }

    private static func attempt(_ body: () throws -> Int32) -> Int32 {
        do { return try body() } catch { return fail(error) }
    }

    private static func fail(_ error: any Error) -> Int32 {
        Terminal.say("demarc: \(SafeText.message("\(error)"))")
        for detail in (error as? UsageError)?.details ?? [] { Terminal.say("  \(SafeText.message(detail))") }
        return error is ScanRun.GivenUp ? ExitCode.incomplete : ExitCode.usage
    }

    private static func show(_ text: String) throws -> Int32 {
        var output = FileOutput(descriptor: 1)
        output.write(text)
        try output.conclude()
        return ExitCode.clean
    }

    private static var overview: String {
        let width = Commands.all.map { $0.name.count }.max() ?? 0
        let lines = Commands.all.map { "  \($0.name)\(String(repeating: " ", count: width - $0.name.count + 2))\($0.summary)\n" }
        return "demarc \(Demarc.version): what of your AWS accounts is yours to secure, and how it stands\n\n"
            + "usage: demarc COMMAND [OPTION]...\n\n" + lines.joined() + "\ndemarc COMMAND --help tells more of one.\n"
            + "Exit codes: 0 clean, 1 findings, 2 usage or configuration, 3 incomplete, 4 rule errors.\n"
    }

    private static func help(_ command: any Command.Type) -> String {
        let labels = command.options.map { "--\($0.name)\($0.value.map { " \($0)" } ?? "")" }
        let width = labels.map(\.count).max() ?? 0
        var text = "usage: demarc \(command.name) \(command.operands) [OPTION]...\n\n\(command.summary)\n"
        if !labels.isEmpty { text += "\n" }
        for (label, option) in zip(labels, command.options) {
            text += "  \(label)\(String(repeating: " ", count: width - label.count + 2))\(option.help)\n"
        }
        return text
    }
}
