// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// Shell completions: from the one table of commands and options.
@Suite struct CompletionsTests {
    /// What bash offers for the last of `words`.
    private func offers(_ words: [String]) throws -> Set<String> {
        let list = words.map { "'\($0)'" }.joined(separator: " ")
        let run = try Command.shell(
            #"eval "$("$DEMARC" completions bash)"; COMP_WORDS=("$DEMARC" \#(list)); COMP_CWORD=\#(words.count); _demarc; printf '%s\n' "${COMPREPLY[@]}""#
        )
        #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
        return Set(run.text.split(separator: "\n").map(String.init))
    }

    @Test(arguments: [
        ("sc", "scan"), ("explain aws.iam.root-m", "aws.iam.root-mfa"), ("scan --pack b", "baseline"), ("scan --format=jsonl", "jsonl"),
        ("scan --max", "--max-unknown"), ("scan --color n", "never"), ("responsibility rd", "rds"), ("completions z", "zsh"),
        ("help profi", "profile"),
        ("scan Snapsh", "Snapshots"), ("scan --plugin Plugins Snapshots/example-org/cl", "Snapshots/example-org/cli"),
    ])
    func bashCompletesWhatThereIsOnlyOneOf(line: String, word: String) throws {
        let words = line.split(separator: " ").flatMap { word in word.split(separator: "=").map(String.init) }
        let split = line.contains("=") ? Array(words.dropLast()) + ["=", words[words.count - 1]] : words
        #expect(try offers(split) == [word])
    }

    @Test func `bash offers every option of every command that its help names`() throws {
        let commands = try Command.demarc(["--help"]).text.split(separator: "\n").filter { $0.hasPrefix("  ") }
            .map { line in line.split(separator: "  ")[0].split(separator: " ").map(String.init) }
        #expect(commands.count >= 9)
        for words in commands {
            let help = try Command.demarc(words + ["--help"]).text.split(separator: "\n").filter { $0.hasPrefix("  --") }
            let options = Set(help.map { String($0.dropFirst(2).prefix { $0 != " " }) })
            #expect(try offers(words + ["--"]) == options, "\(words)")
        }
    }

    @Test func `bash itself completes at a prompt`() throws {
        try Folders.withTemporary { folder in
            let run = try Command.shell(
                #"""
                ln -s "$DEMARC" "$1/demarc"
                printf 'eval "$(demarc completions bash)"\ndemarc comple\tfis\t >answer\nexit\n' |
                    PATH="$1:$PATH" HOME="$1" TERM=dumb script -qec 'bash --norc --noprofile -i' /dev/null >/dev/null; cat answer
                """#.replacing("$1", with: folder), in: folder)
            #expect(run.text.hasPrefix("# fish completion of demarc"), "\(run.text.prefix(300)) \(run.errors)")
        }
    }

    @Test func `zsh and fish get every command and option too`() throws {
        let bash = try Command.demarc(["completions", "bash"]).text
        let options = Set(bash.split { !$0.isLetter && $0 != "-" }.filter { $0.hasPrefix("--") && $0.count > 2 })
        #expect(options.count > 15)
        for (shell, dashes) in [("zsh", 0), ("fish", 2)] {
            let text = try Command.demarc(["completions", shell]).text
            let words = Set(text.split { !$0.isLetter && $0 != "-" })
            #expect(options.allSatisfy { words.contains($0.dropFirst(dashes)) }, "\(shell)")
            let check = try Command.shell(
                "if command -v \(shell) >/dev/null; then \"$DEMARC\" completions \(shell) >/tmp/$$ && \(shell) -n /tmp/$$; rm -f /tmp/$$; fi")
            #expect(check.status == 0 && check.errors.isEmpty, "\(check.errors)")
        }
    }

    @Test func `fish completes options, choices and rules, where it is installed`() throws {
        try Folders.withTemporary { folder in
            let run = try Command.shell(
                #"""
                command -v fish >/dev/null || exit 0
                mkdir "$FOLDER/bin" && ln -s "$DEMARC" "$FOLDER/bin/demarc" && PATH="$FOLDER/bin:$PATH" HOME="$FOLDER" fish -c '
                    demarc completions fish | source
                    complete -C "demarc scan --format jsonl"; complete -C "demarc scan --max-unkn"; complete -C "demarc explain aws.iam.root-m"'
                """#,
                environment: ["FOLDER": folder])
            let words = run.text.split { $0 == "\n" || $0 == "\t" }.map(String.init)
            #expect(
                run.errors.isEmpty && (words.isEmpty || Set(["jsonl", "--max-unknown", "aws.iam.root-mfa"]).isSubset(of: words)),
                "\(run.text) \(run.errors)")
        }
    }

    @Test func `a shell that is not known is named with those that are`() throws {
        let run = try Command.demarc(["completions", "tcsh"])
        #expect(run.status == 2 && run.errors == "demarc: expected one of bash, zsh, fish\n")
    }
}
