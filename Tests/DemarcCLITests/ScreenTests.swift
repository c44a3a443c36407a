// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// Colours and the width of the screen.
@Suite struct ScreenTests {
    private static let commands: [[String]] = [
        ["scan", "Snapshots/example-org"], ["scan", "Snapshots/example-org", "--pack", "all"], ["responsibility", "ec2", "Snapshots/example-org"],
        ["responsibility", "lambda", "Snapshots/example-org"], ["responsibility", "rds"], ["packs", "baseline"],
    ]

    @Test func `colours are for screens and for those who ask for them`() throws {
        let plain = try Command.demarc(["scan", "Snapshots/example-org"]).text
        let coloured = try Command.demarc(["scan", "Snapshots/example-org", "--color", "always"]).text
        #expect(!plain.contains("\u{1B}"))
        #expect(coloured.contains("\u{1B}[1;31m") && coloured.contains("\u{1B}[32m"))
        #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
        #expect(try Command.demarc(["scan", "Snapshots/example-org", "--color", "always"], environment: ["NO_COLOR": "1"]).text == coloured)
        #expect(try Command.demarc(["scan", "Snapshots/example-org", "--color", "never"]).text == plain)
    }

    /// `script` gives the program a screen; the word that decides is in the environment or on the line.
    @Test(
        arguments: [
            "": true, "--color always": true, "--color never": false, "NO_COLOR=1": false, "NO_COLOR=": true, "TERM=dumb": false,
            "NO_COLOR=1 --color always": true,
        ] as [String: Bool])
    func aScreenIsColouredUnlessItRefuses(words: String, isColoured: Bool) throws {
        let words = words.split(separator: " ")
        let settings = words.filter { $0.contains("=") }.joined(separator: " ")
        let options = words.filter { !$0.contains("=") }.joined(separator: " ")
        let line = "env -u NO_COLOR TERM=xterm COLUMNS=100 \(settings) $DEMARC packs baseline \(options)"
        let run = try Command.shell(#"script -qec "\#(line)" /dev/null"#)
        #expect(run.status == 0 && run.text.contains("Practical AWS security baseline"), "\(run.text)\(run.errors)")
        #expect(run.text.contains("\u{1B}[1m") == isColoured)
    }

    @Test(arguments: [60, 66, 72, 80, 100, 140])
    func noLineIsWiderThanTheScreen(width: Int) throws {
        for words in ScreenTests.commands {
            let run = try Command.demarc(words, environment: ["COLUMNS": "\(width)"])
            #expect(run.errors.isEmpty)
            let wide = run.text.split(separator: "\n").filter { $0.count > width }
            #expect(wide.isEmpty, "\(words): \(wide)")
        }
    }

    @Test(arguments: ["1", "20", "0", "-5", "many", "99999999999999999999"])
    func aScreenThatIsTooNarrowOrNoneIsNoFault(width: String) throws {
        let run = try Command.demarc(["scan", "Snapshots/example-org"], environment: ["COLUMNS": width])
        #expect(run.status == 1 && run.errors.isEmpty)
        #expect(run.text.contains(" evaluations: "))
    }

    @Test func `what a machine reads does not depend on the screen`() throws {
        for format in ["json", "jsonl"] {
            let words = ["scan", "Snapshots/example-org", "--format", format]
            let usual = try Command.demarc(words).output
            #expect(try Command.demarc(words + ["--color", "always"], environment: ["COLUMNS": "60"]).output == usual)
        }
    }
}
