// SPDX-License-Identifier: Apache-2.0

/// What can be wrong with a plugin and its files.
public enum RuleError: Error, Equatable, CustomStringConvertible, Sendable {
    /// A file that Lua could not load; the message names file and line.
    case notLoadable(String)
    /// A field that is not what it must be.
    case field(file: String, line: Int?, field: String, found: String, expected: String)
    /// A name that nothing answers to.
    case noSuch(what: String, name: String, suggestion: String?)
    /// A folder or file that can't be read.
    case unreadable(path: String, reason: String)
    /// The Lua library would not start.
    case noMachine

    /// One line: file, place, what was found and what was expected.
    public var description: String {
        switch self {
        case .notLoadable(let message): message
        case .field(let file, let line, let field, let found, let expected):
            "\(file)\(line.map { ":\($0)" } ?? ""): \(field): found \(found), expected \(expected)"
        case .noSuch(let what, let name, let suggestion):
            "there is no \(what) \"\(name)\"" + (suggestion.map { "; did you mean \"\($0)\"?" } ?? "")
        case .unreadable(let path, let reason): "\(path): \(reason)"
        case .noMachine: "the Lua library did not start: it must be Lua 5.4, and there must be memory for it"
        }
    }
}
