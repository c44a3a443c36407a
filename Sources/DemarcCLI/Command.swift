// SPDX-License-Identifier: Apache-2.0
internal import Demarc

/// One subcommand.
protocol Command {
    /// The word that calls it, or the words: `rule new`.
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
            ScanCommand.self, ResponsibilityCommand.self, ExplainCommand.self, WaiversCommand.self, TestCommand.self, LintCommand.self,
            RulesCommand.self, PacksCommand.self, BenchCommand.self, ProfileCommand.self, InitCommand.self, RuleNewCommand.self, ReplCommand.self,
            TypesCommand.self, CompletionsCommand.self,
        ]
    }

    /// The command that `words` begin with, and the words behind it.
    static func find(_ words: [String]) throws(UsageError) -> (command: any Command.Type, rest: [String]) {
        for command in all {
            let name = command.name.split(separator: " ").map(String.init)
            if words.starts(with: name) { return (command, Array(words.dropFirst(name.count))) }
        }
        let names = all.map { $0.name }
        let word = words.first ?? ""
        let meant = names.first { $0.hasPrefix(word + " ") } ?? Suggestion.of(word, among: names)
        let suggestion = meant.map { "; did you mean \($0)?" } ?? ""
        throw UsageError("unknown command \"\(word)\", expected one of \(names.joined(separator: ", "))\(suggestion)")
    }

    /// The words that a command line may begin with, in ascending order.
    static var firstWords: [String] { Set(all.map { String($0.name.prefix { $0 != " " }) }).union(["help"]).sorted() }

    /// The second words of commands that have two, by the first.
    static var secondWords: [(first: String, second: [String])] {
        let pairs = all.map { $0.name.split(separator: " ").map(String.init) }.filter { $0.count > 1 }
        return Dictionary(grouping: pairs) { $0[0] }.mapValues { $0.map { $0[1] } }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
