// SPDX-License-Identifier: Apache-2.0
internal import Demarc

/// `demarc completions`: what a shell needs to complete our command line.
enum CompletionsCommand: Command {
    static let name = "completions"
    static let summary = "Write a script that lets bash, zsh or fish complete commands, options, rules and packs."
    static let operands = "SHELL"
    static let options: [Option] = []

    /// The shells there are scripts for.
    static let shells: [(name: String, script: @Sendable () -> String)] = [
        ("bash", BashCompletion.script), ("zsh", ZshCompletion.script), ("fish", FishCompletion.script),
    ]

    static func run(_ arguments: Arguments) throws -> Int32 {
        let names = shells.map(\.name)
        guard arguments.positional.count == 1, let shell = shells.first(where: { $0.name == arguments.positional[0] }) else {
            throw UsageError("expected one of \(names.joined(separator: ", "))")
        }
        var output = FileOutput(descriptor: 1)
        output.write(shell.script())
        try output.conclude()
        return ExitCode.clean
    }
}
