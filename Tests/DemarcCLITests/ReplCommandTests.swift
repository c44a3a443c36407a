// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// `demarc repl` with lines from a pipe, and at a terminal.
@Suite struct ReplCommandTests {
    private func pipe(_ lines: String) throws -> Command {
        try Command.shell(#"printf '%s\n' "$LINES_OF_TEST" | "$DEMARC" repl Snapshots/example-org"#, environment: ["LINES_OF_TEST": lines])
    }

    @Test func `lines from a pipe are answered one after another`() throws {
        let run = try pipe("1 + 1\nregion:count 'AWS::EC2::Instance'\n:account 222222222222\n:quit\n3")
        #expect(run.status == 0 && run.errors.isEmpty && run.text == "2\n6\n222222222222 eu-central-1\n", "\(run.text) \(run.errors)")
    }

    @Test func `what is wrong goes to standard error, and the exit code tells`() throws {
        let run = try pipe("while true do end\n6 * 7")
        #expect(
            run.status == 2 && run.text == "42\n" && run.errors == "demarc: stopped: it ran longer than its budget of instructions\n", "\(run.errors)"
        )
    }

    @Test func `at a terminal Tab completes, Ctrl-C forgets the line, and lines are kept`() throws {
        try Folders.withTemporary { folder in
            let script = #"""
                cd "$FOLDER" && mkfifo keys && exec 3<>keys && : >screen
                await() { for _ in $(seq 1200); do grep -q -- "$1" screen && return; sleep 0.1; done; echo "never seen: $1"; exit 1; }
                TERM=xterm COLUMNS=100 XDG_STATE_HOME=. script -qfec "$DEMARC repl --quiet '$SNAPSHOT'" /dev/null <keys >screen & screen=$!
                await 'eu-central-1> '; printf 'reg\t.i\t\n' >&3
                await '"eu-central-1"'; printf 'half typed\003' >&3
                await '\^C'; printf '40 + 2\n' >&3
                await '^42'; printf 'while true do end\n' >&3
                await 'stopped: it ran longer'; printf '\004' >&3
                wait $screen; echo "status $?"; cat demarc/repl-history; stat -c %a demarc
                """#
            let run = try Command.shell(
                script, environment: ["FOLDER": folder, "SNAPSHOT": Folders.inProject("Snapshots/example-org")])
            #expect(run.text.contains("status 0\n") && run.text.hasSuffix("\n700\n"), "\(run.text) \(run.errors)")
            #expect(run.text.contains("region.id") && !run.text.contains("half"), "\(run.text)")
        }
    }
}
