// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Foundation
import Testing

/// A page of the manual: the commands it shows with what they write, and the files it says to write.
struct ManualPage {
    enum Step {
        /// A command, the lines that stand below it.
        case command(String, shows: [String])
        /// A file and its text.
        case file(String, String)
    }

    let name: String
    let lines: [String]

    /// Every page there is.
    static var all: [ManualPage] {
        get throws {
            let folder = Folders.inProject("Sources/Demarc/Demarc.docc")
            return try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".md") }.sorted().map { try ManualPage($0) }
        }
    }

    init(_ name: String) throws {
        self.name = name
        let text = String(decoding: try Folders.bytes(Folders.inProject("Sources/Demarc/Demarc.docc/\(name)")), as: UTF8.self)
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// Indented blocks of commands, `    $ ...`, and blocks of Lua below a line that says "Change `file`" or "Write `file`".
    var steps: [Step] {
        var steps: [Step] = []
        var file = ""
        var script: [String]?
        for line in lines {
            if let text = script {
                script = line == "```" ? nil : text + [line]
                if line == "```", !file.isEmpty { steps.append(.file(file, text.joined(separator: "\n") + "\n")) }
                if line == "```" { file = "" }
            } else if line == "```lua" {
                script = []
            } else if line.hasPrefix("    $ ") {
                steps.append(.command(String(line.dropFirst(6)), shows: []))
            } else if case .command(let command, let shown)? = steps.last, line.hasPrefix("    ") || (line.isEmpty && !shown.isEmpty) {
                steps[steps.count - 1] = .command(command, shows: shown + [String(line.dropFirst(4))])
            } else if !line.isEmpty {
                if case .command(let command, let shown)? = steps.last {
                    steps[steps.count - 1] = .command(command, shows: Self.trimmed(shown) + ["<end>"])
                }
                if let match = line.firstMatch(of: #/(?:[Cc]hange|[Ww]rite) `([^`]+\.lua)`/#) { file = String(match.output.1) }
            }
        }
        return steps.map { step in
            guard case .command(let command, let shown) = step else { return step }
            return .command(command, shows: Self.trimmed(Array(shown.prefix { $0 != "<end>" })))
        }
    }

    private static func trimmed(_ lines: [String]) -> [String] { Array(lines.reversed().drop { $0.isEmpty }.reversed()) }

    /// Follows the page in a folder that has `Snapshots` and `Plugins` in it; what does not come out as it says.
    func follow() throws -> [String] {
        try Folders.withTemporary { folder in
            for name in ["Snapshots", "Plugins"] {
                try FileManager.default.createSymbolicLink(atPath: "\(folder)/\(name)", withDestinationPath: Folders.inProject(name))
            }
            try FileManager.default.createDirectory(atPath: "\(folder)/bin", withIntermediateDirectories: false)
            try FileManager.default.createSymbolicLink(atPath: "\(folder)/bin/demarc", withDestinationPath: Command.demarc)
            let path = "\(folder)/bin:\(ProcessInfo.processInfo.environment["PATH"] ?? "")"
            var place = folder
            var wrong: [String] = []
            for step in steps {
                switch step {
                case .file(let name, let text): try Folders.write(text, to: "\(place)/\(name)")
                case .command(let command, _) where command.hasPrefix("cd "): place += "/" + command.dropFirst(3)
                case .command(let command, let shown):
                    let (input, wanted) = Self.conversation(shown)
                    let run = try Command.shell(
                        "exec 2>&1; printf '%s' \"$TYPED\" | \(command)", in: place, environment: ["PATH": path, "COLUMNS": "100", "TYPED": input])
                    if let complaint = Self.difference(run.text, wanted) { wrong.append("\(name): $ \(command): \(complaint)") }
                }
            }
            return wrong
        }
    }

    /// What a person types behind the prompts of the repl, and the lines without it.
    private static func conversation(_ lines: [String]) -> (input: String, wanted: [String]) {
        var input = ""
        var wanted: [String] = []
        for line in lines {
            if let match = line.wholeMatch(of: #/\d{12} \S+> (.*)/#) { input += match.output.1 + "\n" } else { wanted.append(line) }
        }
        return (input, wanted)
    }

    /// What of `wanted` is not written in its order; `...` stands for any lines.
    private static func difference(_ text: String, _ wanted: [String]) -> String? {
        if wanted.isEmpty { return nil }
        var rest = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
        if rest.last?.isEmpty == true { rest.removeLast() }
        var mayLeaveOut = false
        for line in wanted {
            if line == "..." {
                mayLeaveOut = true
                continue
            }
            if mayLeaveOut { rest = rest.drop { $0 != line } }
            guard rest.first == line else { return "not written: \(line)\n\(text)" }
            rest = rest.dropFirst()
            mayLeaveOut = false
        }
        return mayLeaveOut || rest.isEmpty ? nil : "not shown: \(rest.joined(separator: "\n"))"
    }
}
