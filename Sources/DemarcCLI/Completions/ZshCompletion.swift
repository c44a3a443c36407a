// SPDX-License-Identifier: Apache-2.0

/// Writes zsh's completion of the command line from the table of commands.
enum ZshCompletion {
    static func script() -> String {
        """
        #compdef demarc
        # zsh completion of demarc, written by: demarc completions zsh
        # In a folder of $fpath as _demarc, or in ~/.zshrc after compinit: source <(demarc completions zsh)
        _demarc_lines() {
            local -a words
            words=(${(f)"$(demarc $1 2>/dev/null | cut -d' ' -f1)"})
            compadd -a words
        }
        _demarc() {
            if ((CURRENT == 2)); then
                local -a commands
                commands=(\(Commands.all.map { quoted("\($0.name.split(separator: " ")[0]):\($0.summary)") }.joined(separator: " ")))
                _describe command commands
                return
            fi
            local command=$words[2]
            shift words
            ((CURRENT--))
            case $command in
        \(secondWords())    esac
            case $command in
        \(Commands.all.map(command).joined())    esac
        }
        if [[ $funcstack[1] == _demarc ]]; then _demarc "$@"; else compdef _demarc demarc; fi

        """
    }

    private static func secondWords() -> String {
        Commands.secondWords.map { first, second in
            """
                \(first))
                    if ((CURRENT == 2)); then compadd \(second.joined(separator: " ")); return; fi
                    command="$command $words[2]"
                    shift words
                    ((CURRENT--)) ;;

            """
        }.joined()
    }

    private static func command(_ command: any Command.Type) -> String {
        let options = command.options.map { option in
            let value = option.value.map { ":\($0):\(action(Completion(option)))" } ?? ""
            return quoted("\(option.repeats ? "*" : "")--\(option.name)[\(bracketed(option.help))]\(value)")
        }
        let operands = Completion.operands(of: command)
        let behind = command.operands.isEmpty ? [] : [quoted("1:operand:\(action(operands.first))"), quoted("*:operand:\(action(operands.others))")]
        return "    \(quoted(command.name))) _arguments \((options + behind).joined(separator: " ")) ;;\n"
    }

    private static func action(_ completion: Completion) -> String {
        switch completion {
        case .nothing: " "
        case .files: "_files"
        case .lines(let command): " _demarc_lines \(command)"
        case .words(let words): "(\(words.joined(separator: " ")))"
        }
    }

    private static func bracketed(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("[", with: "\\[").replacing("]", with: "\\]").replacing(":", with: "\\:")
    }

    private static func quoted(_ text: String) -> String { "'\(text.replacing("'", with: "'\\''"))'" }
}
