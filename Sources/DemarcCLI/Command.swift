// SPDX-License-Identifier: Apache-2.0
internal import Demarc

/// One subcommand.
protocol Command {
    /// The word that calls it.
    static var name: String { get }
    /// What it does, in one line of help.
    static var summary: String { get }
    /// What stands behind the word: `SNAPSHOT...`.
    static var operands: String { get }
    /// Its options.
    static var options: [Option] { get }

    /// Does it; the process's exit code.
    static func run(_ arguments: Arguments) throws -> Int32
}

/// Every command there is; a new one is added here.
enum Commands {
    static var all: [any Command.Type] {
        [
            ScanCommand.self, ResponsibilityCommand.self, ExplainCommand.self, TestCommand.self, RulesCommand.self, PacksCommand.self,
            BenchCommand.self, ProfileCommand.self,
        ]
    }
}
