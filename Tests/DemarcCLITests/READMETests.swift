// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Foundation
import Testing

/// What the README shows and names is true.
@Suite struct READMETests {
    private let text: String
    private var lines: [String] { text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }

    init() throws {
        text = String(decoding: try Data(contentsOf: URL(filePath: Folders.inProject("README.md"))), as: UTF8.self)
    }

    /// The indented blocks that begin with `$ demarc ...`, and what stands below.
    private var sessions: [(words: [String], output: [String])] {
        var sessions: [(words: [String], output: [String])] = []
        for line in lines {
            if line.hasPrefix("    $ demarc ") {
                sessions.append((line.dropFirst("    $ demarc ".count).split(separator: " ").map(String.init), []))
            } else if !sessions.isEmpty, line.hasPrefix("    ") || line.isEmpty {
                sessions[sessions.count - 1].output.append(String(line.dropFirst(4)))
            } else if !line.isEmpty, !sessions.isEmpty {
                sessions[sessions.count - 1].output.append("<end>")
            }
        }
        return sessions.map { ($0.words, Array($0.output.prefix { $0 != "<end>" })) }
    }

    @Test func `what it shows is what the program writes, but for what is left out`() throws {
        #expect(sessions.map(\.words) == [["scan", "Snapshots/example-org"], ["responsibility", "rds", "Snapshots/example-org"]])
        for (words, shown) in sessions {
            let run = try Command.demarc(words, environment: ["COLUMNS": "100"])
            #expect(run.errors.isEmpty)
            let output = run.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            var place = 0
            for (number, part) in shown.split(separator: "...").enumerated() {
                let part = READMETests.trimmed(part)
                let found = (place...max(place, output.count - part.count)).first { Array(output[$0...].prefix(part.count)) == part }
                let start = try #require(found, "\(words): not written:\n\(part.joined(separator: "\n"))")
                #expect(number > 0 || start == 0, "\(words): the first part is not the beginning")
                place = start + part.count
            }
            #expect(place > 20)
        }
    }

    private static func trimmed(_ lines: ArraySlice<String>) -> [String] {
        let start = lines.firstIndex { !$0.isEmpty } ?? lines.endIndex
        let end = lines.lastIndex { !$0.isEmpty } ?? start
        return start < lines.endIndex ? Array(lines[start...end]) : []
    }

    /// The blocks of Lua.
    private var scripts: [[String]] {
        text.split(separator: "```lua\n").dropFirst().compactMap { $0.split(separator: "```").first }
            .map { $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).filter { !$0.isEmpty } }
    }

    @Test func `the rule it shows is the rule, but for two examples`() throws {
        let shown = try #require(scripts.first)
        let file = Folders.inProject("Plugins/aws/rules/ec2/imdsv2.lua")
        let real = String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self).split(separator: "\n").map(String.init)
        var rest = real[...]
        for line in shown {
            let place = try #require(rest.firstIndex(of: line), "not in the rule, or not there: \(line)")
            rest = rest[(place + 1)...]
        }
        let missing = real.filter { !shown.contains($0) && $0.contains("[\"") }
        #expect(missing.count == 2 && shown.count > 20, "\(missing)")
    }

    @Test func `the plugin it shows loads`() throws {
        let shown = try #require(scripts.last).joined(separator: "\n")
        #expect(shown.contains("return plugin {"))
        try Folders.withTemporary { folder in
            let plugin = try PluginFolder(in: folder, name: "acme")
            try plugin.write("plugin.lua", shown)
            try plugin.rule("sound", check: "return pass()")
            let run = try Command.demarc(["rules", "--plugin", plugin.path])
            #expect(run.status == 0 && run.errors.isEmpty && run.text.hasPrefix("acme.s.sound "), "\(run.errors)")
        }
    }

    @Test func `every option and command that it names exists`() throws {
        let commands = Set(text.matches(of: /(?:    |`|\$ )demarc ([a-z]+)/).map { String($0.1) })
        let known = ["scan", "responsibility", "explain", "test", "rules", "packs", "bench", "profile", "lint", "init", "rule"]
        #expect(commands.isSubset(of: known) && commands.isSuperset(of: ["scan", "explain", "responsibility", "test"]), "\(commands)")
        let help = try known.map { try Command.demarc($0 == "rule" ? [$0, "new", "--help"] : [$0, "--help"]).text }.joined()
        for line in lines where line.contains("demarc ") || line.contains("`--") || line.contains("--format") {
            if line.contains("aws ") || line.contains("swift ") { continue }
            for option in line.matches(of: /--[a-z][a-z-]+/) { #expect(help.contains("  \(option.0) "), "\(option.0)") }
        }
        #expect(text.contains("--max-unknown") && text.contains("--param") && text.contains("--plugin"))
    }

    @Test func `every demarc line of its examples is understood`() throws {
        let examples = lines.filter { $0.hasPrefix("    demarc ") && !$0.hasPrefix("    demarc 0") }
        #expect(examples.count >= 5)
        for example in examples {
            let words = example.split(separator: "#")[0].split(separator: " ").dropFirst().map(String.init)
                .map { $0 == "snapshot" ? "Snapshots/example-org" : $0 == "vpc-0a1b" ? "vpc-5c50f1c263107801d" : $0 }
            let run = try Command.demarc(words)
            #expect(run.status != 2 && run.errors.isEmpty && !run.text.isEmpty, "\(words): \(run.errors)")
        }
        let parameter = try #require(text.firstMatch(of: /`--param ([a-z0-9.=_-]+)`/)).1
        #expect(try Command.demarc(["scan", "Snapshots/example-org", "--param", String(parameter)]).status == 1)
    }

    @Test func `the files and scripts that it names are there`() throws {
        for script in ["Scripts/demo", "Scripts/test"] {
            #expect(text.contains(script) && FileManager.default.isExecutableFile(atPath: Folders.inProject(script)))
        }
        let links = text.matches(of: /\]\(([A-Za-z][^):]*)\)/).map { String($0.1) }
        #expect(links.count >= 4)
        for link in links { #expect(FileManager.default.fileExists(atPath: Folders.inProject(link)), "\(link)") }
    }
}
