// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// Help is on standard output, names every option, and is no error.
@Suite struct HelpTests {
    @Test(arguments: ["--help", "-h", "help"])
    func theOverviewNamesEveryCommandAndEveryExitCode(word: String) throws {
        let run = try Command.demarc([word])
        #expect(run.status == 0 && run.errors.isEmpty)
        for command in [
            "scan", "responsibility", "explain", "waivers", "test", "lint", "rules", "packs", "bench", "profile", "init", "rule new", "repl", "types",
            "completions",
        ] {
            #expect(run.text.contains("\n  \(command) "), "\(command)")
        }
        #expect(run.text.hasSuffix("Exit codes: 0 clean, 1 findings, 2 usage or configuration, 3 incomplete, 4 rule errors.\n"))
    }

    @Test(arguments: [
        ("scan", "pack rule param plugin config format output fail-on max-unknown passes as-of jobs memory color quiet"),
        ("waivers", "pack rule param plugin config format as-of jobs memory color quiet"),
        ("responsibility", "plugin config as-of jobs memory color quiet all"), ("explain", "param plugin config as-of color quiet"),
        ("test", "rule plugin format output verbose coverage coverage-file min-coverage mutate min-score watch jobs color"),
        ("rules", "pack plugin color"), ("packs", "plugin color"),
        ("bench", "pack rule param plugin config runs save compare format as-of color quiet"),
        ("profile", "pack rule param plugin config format output as-of color quiet"), ("init", "name title quiet"),
        ("repl", "plugin config as-of quiet"),
        ("types", "snapshot output plugin quiet"), ("completions", ""),
    ])
    func aCommandsHelpNamesItsOptions(command: String, options: String) throws {
        let run = try Command.demarc([command, "--help"])
        #expect(run.status == 0 && run.errors.isEmpty)
        #expect(run.text.hasPrefix("usage: demarc \(command) "))
        let named = run.text.split(separator: "\n").filter { $0.hasPrefix("  --") }
            .map { String($0.dropFirst(4).prefix { $0 != " " }) }
        #expect(Set(named) == Set(options.split(separator: " ").map(String.init)))
        #expect(try Command.demarc(["help", command]).text == run.text)
        #expect(try Command.demarc([command, "-h"]).text == run.text)
    }
}
