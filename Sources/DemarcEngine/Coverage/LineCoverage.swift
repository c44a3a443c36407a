// SPDX-License-Identifier: Apache-2.0
internal import DemarcLanguage
public import DemarcRules

/// Which lines of rules and libraries the examples run.
public struct LineCoverage: Sendable {
    /// The rules' files, then the libraries', each in the order of their names; those in which no line can run are left out.
    public let files: [File]

    /// One file.
    public struct File: Sendable, Equatable {
        /// Where it is.
        public let path: String
        /// The lines that can run and how often each did, in order.
        public let lines: [Line]
        /// How many did.
        public var covered: Int { lines.count { $0.hits > 0 } }
    }

    /// A line that can run.
    public struct Line: Sendable, Equatable {
        public let number: Int
        public let hits: Int
    }

    /// How many lines there are, and how many ran.
    public var count: Int { files.reduce(0) { $0 + $1.lines.count } }
    public var covered: Int { files.reduce(0) { $0 + $1.covered } }

    /// What the examples in `trials` ran. A library of which nothing ran counts where all rules of its plugin were tried.
    public init(_ trials: [PluginTrial]) throws(RuleError) {
        var files: [File] = []
        for plugin in trials {
            let hits = plugin.trials.reduce(into: [:]) { hits, trial in hits.merge(trial.lines) { $0 + $1 } }
            let names = Set(hits.keys.map { $0.prefix { $0 != ":" } })
            for trial in plugin.trials { files.append(try LineCoverage.file(trial.rule.file, trial.rule.source, named: trial.rule.file, hits)) }
            for library in plugin.plugin.libraries {
                guard names.contains(Substring(library.name)) || plugin.trials.count == plugin.plugin.rules.count else { continue }
                let path = plugin.plugin.path(ofLibrary: library.name)
                files.append(try LineCoverage.file(path, library.source, named: library.name, hits))
            }
        }
        self.files = files.filter { !$0.lines.isEmpty }
    }

    /// The coverage of a file that Lua calls `name`.
    private static func file(_ path: String, _ source: [UInt8], named name: String, _ hits: [String: Int]) throws(RuleError) -> File {
        do {
            let statements = StatementLines(try SyntaxTree(parsing: source)).lines.sorted { $0.key < $1.key }
            let lines = statements.map { line, shown in
                Line(number: line, hits: shown.reduce(0) { max($0, hits["\(name):\($1)"] ?? 0) })
            }
            return File(path: path, lines: lines)
        } catch {
            throw .notLoadable("\(path):\(error.description)")
        }
    }
}
