// SPDX-License-Identifier: Apache-2.0
public import DemarcRules
public import DemarcSnapshot

/// What could stand in place of the end of a line of the repl: commands, names, types, ids and the paths of properties.
public struct ReplCompleter {
    private let session: ReplSession
    private let snapshot: Snapshot
    private let catalogue: PropertyCatalogue
    /// The global names and their members.
    private let environment: [String: Set<String>]
    private static let most = 500

    /// Completes lines of `session`; `catalogue` knows properties.
    public init(session: ReplSession, snapshot: Snapshot, catalogue: PropertyCatalogue) {
        (self.session, self.snapshot, self.catalogue) = (session, snapshot, catalogue)
        environment = (try? RuleEnvironment().members) ?? [:]
    }

    /// Whole words in place of the end of `line` that begins at `start`, counted in bytes; in ascending order.
    public func complete(_ line: String) -> (start: Int, words: [String]) {
        let (word, words) = candidates(line)
        let found = Set(words.filter { $0.hasPrefix(word) && $0 != word }).sorted().prefix(Self.most)
        return (line.utf8.count - word.utf8.count, Array(found))
    }

    private func candidates(_ line: String) -> (word: String, all: [String]) {
        if line.hasPrefix(":"), !line.contains(" ") { return (line, ReplSession.commands.map { $0.operand.isEmpty ? $0.name : $0.name + " " }) }
        let operand = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false).last.map(String.init) ?? ""
        if line.hasPrefix(":account ") { return (operand, snapshot.accounts.map(\.id)) }
        if line.hasPrefix(":region ") { return (operand, session.account.regions.map(\.id)) }
        if line.hasPrefix(":use ") { return (operand, names(beginningWith: operand)) }
        if line.hasPrefix(":check "), !operand.contains(" ") { return (operand, types.map { $0 + " " }) }
        if let text = openText(line) { return text }
        return path(line)
    }

    private var types: [String] {
        Set(snapshot.accounts.flatMap { account in account.types.filter { !account.resources(of: $0).isEmpty } }).sorted()
    }

    private func names(beginningWith start: String) -> [String] {
        var names: [String] = []
        for account in snapshot.accounts {
            for resource in (0..<account.resourceCount).lazy.map(account.resource) {
                names += [resource.id, resource.name, resource.arn].compactMap { $0 }.filter { $0.hasPrefix(start) }
                if names.count > Self.most * 4 { return names }
            }
        }
        return names
    }

    /// Inside of quotes: a library, a type, or behind one the path of a property.
    private func openText(_ line: String) -> (word: String, all: [String])? {
        let parts = line.split(separator: "\"", omittingEmptySubsequences: false).map(String.init)
        guard parts.count % 2 == 0, let word = parts.last else { return nil }
        if parts[parts.count - 2].reversed().drop(while: { " (".contains($0) }).starts(with: "require".reversed()) {
            return (word, session.libraries.map { $0 + "\"" })
        }
        let type = parts.count > 2 ? parts[parts.count - 3] : ""
        if let tree = catalogue[type] { return (word, paths(of: tree, towards: word)) }
        return (word, types.map { $0 + "\"" })
    }

    /// The paths one level below as much of `word` as there is.
    private func paths(of tree: PropertyTree, towards word: String) -> [String] {
        let above = word.split(separator: ".", omittingEmptySubsequences: false).dropLast().map(String.init)
        let place = above.joined(separator: ".")
        return (tree.at(above)?.names ?? []).map { place.isEmpty ? $0 : "\(place).\($0)" } + (place.isEmpty ? Self.members : [])
    }

    private static let members = ["id", "arn", "name", "type", "tags", "configuration", "supplementaryConfiguration"]
    private static let scopeMembers = ["id", "name"]
    private static let questions = ["all", "find", "count", "known", "collected"]

    /// Outside of quotes: a chain of names that ends here.
    private func path(_ line: String) -> (word: String, all: [String]) {
        let chain = String(line.reversed().prefix { $0.isLetter || $0.isNumber || "._:".contains($0) }.reversed())
        if let colon = chain.lastIndex(of: ":"), !chain[colon...].contains(".") {
            let word = String(chain[chain.index(after: colon)...])
            let isResource = chain.hasPrefix("resource:") || chain.hasPrefix("it:")
            return (word, (isResource ? ["related"] : Self.questions + ["regions"]).map { $0 + "(" })
        }
        let names = chain.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let word = names.last ?? ""
        guard names.count > 1 else { return (word, Self.globals(environment)) }
        switch names[0] {
        case "account", "region": return (word, names.count == 2 ? Self.scopeMembers : [])
        case "resource", "it": return (word, properties(names, of: type(of: names[0], in: line)))
        default: return (word, names.count == 2 ? Array(environment[names[0]] ?? []) : [])
        }
    }

    private func properties(_ names: [String], of type: String) -> [String] {
        if names.count == 2 { return Self.members + ["account", "region", "created"] }
        return catalogue[type]?.at(Array(names.dropFirst().dropLast()))?.names ?? []
    }

    /// The type of `resource`, or of what a check calls `it`.
    private func type(of name: String, in line: String) -> String {
        if name == "it" { return line.split(separator: " ").dropFirst().first.map(String.init) ?? "" }
        return session.resource.map { session.account.resource($0).type } ?? ""
    }

    /// What rules declare and examples say means nothing in a line.
    private static let declared: Set<String> = [
        "plugin", "rule", "pack", "service", "layers", "artifacts", "demarc", "it", "with", "none", "denied", "as_of", "organization", "params",
        "absent", "_G",
    ]

    private static let words = ["account", "region", "resource", "return ", "function(", "local ", "nil", "true", "false"]

    /// The words of a line and the names of the environment, each with what follows it: `net.`, `pass(`.
    private static func globals(_ environment: [String: Set<String>]) -> [String] {
        words
            + environment.filter { !declared.contains($0.key) }.map { name, members in
                switch name {
                case "now": "now()"
                case "require": "require \""
                case "findings": "findings"
                default: members.isEmpty ? "\(name)(" : "\(name)."
                }
            }
    }
}
