// SPDX-License-Identifier: Apache-2.0

/// Writes bash's completion of the command line from the table of commands.
enum BashCompletion {
    static func script() -> String {
        """
        # bash completion of demarc, written by: demarc completions bash
        # In ~/.bashrc: eval "$(demarc completions bash)"
        _demarc() {
            local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} at=$COMP_CWORD
            # "=" is a word of its own to bash.
            if [[ $word == = ]]; then word=; elif [[ $before == = ]]; then before=${COMP_WORDS[COMP_CWORD-2]}; fi
            local command=${COMP_WORDS[1]} start=2 kind= options= first= others=
            ((at == 1)) && kind=\(quoted(Commands.firstWords.joined(separator: " ")))
            case "$command" in
        \(secondWords())    esac
            case "$command" in
        \(Commands.all.map(command).joined())    help) first=\(quoted(Commands.firstWords.joined(separator: " "))) others=- ;;
            esac
            [[ -z $kind && $word == -* ]] && kind=$options
            [[ -z $kind ]] && if ((at == start)); then kind=$first; else kind=$others; fi
            COMPREPLY=()
            case "$kind" in
            -) ;;
            @files) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$word") ;;
            @*) mapfile -t COMPREPLY < <(compgen -W "$("${COMP_WORDS[0]}" "${kind#@}" 2>/dev/null | cut -d' ' -f1)" -- "$word") ;;
            *) mapfile -t COMPREPLY < <(compgen -W "$kind" -- "$word") ;;
            esac
        }
        complete -F _demarc demarc

        """
    }

    /// Commands of two words: the second is completed behind the first.
    private static func secondWords() -> String {
        Commands.secondWords.map { first, second in
            """
                \(first))
                    ((at == 2)) && kind=\(quoted(second.joined(separator: " ")))
                    command="$command ${COMP_WORDS[2]}" start=3 ;;

            """
        }.joined()
    }

    private static func command(_ command: any Command.Type) -> String {
        let operands = Completion.operands(of: command)
        let options = command.options.map { "--\($0.name)" }.joined(separator: " ")
        let values = command.options.filter { $0.value != nil }.map { "--\($0.name)) kind=\(kind(Completion($0))) ;; " }.joined()
        let behind = values.isEmpty ? "" : "\n            case \"$before\" in \(values)esac"
        return """
                \(quoted(command.name)))
                    options=\(quoted(options)) first=\(kind(operands.first)) others=\(kind(operands.others))\(behind) ;;

            """
    }

    private static func kind(_ completion: Completion) -> String {
        switch completion {
        case .nothing: "-"
        case .files: "@files"
        case .lines(let command): "@\(command)"
        case .words(let words): quoted(words.joined(separator: " "))
        }
    }

    private static func quoted(_ text: String) -> String { "'\(text.replacing("'", with: "'\\''"))'" }
}
