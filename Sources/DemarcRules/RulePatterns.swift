// SPDX-License-Identifier: Apache-2.0

/// Finds rules by their ids, or by beginnings of them that end in `*`.
struct RulePatterns {
    private let plugins: [Plugin]
    private let known: Set<String>

    init(_ plugins: [Plugin]) {
        self.plugins = plugins
        known = Set(plugins.flatMap(\.rules).map(\.id))
    }

    /// The rules that `patterns` name, each at least one; nil where there is no pattern.
    func ids(_ patterns: [String]) throws(RuleError) -> Set<String>? {
        guard !patterns.isEmpty else { return nil }
        var chosen = Set<String>()
        for pattern in patterns {
            let matching = pattern.hasSuffix("*") ? known.filter { $0.hasPrefix(pattern.dropLast()) } : known.filter { $0 == pattern }
            if matching.isEmpty, let error = loadError(pattern) { throw error }
            if matching.isEmpty { throw .noSuch(what: "rule", name: pattern, suggestion: Suggestion.of(pattern, among: known.sorted())) }
            chosen.formUnion(matching)
        }
        return chosen
    }

    /// Why the rule that `pattern` means is not there, where its file could not be loaded.
    private func loadError(_ pattern: String) -> RuleError? {
        let parts = pattern.split(separator: ".", maxSplits: 1)
        guard parts.count == 2, let plugin = plugins.first(where: { $0.name == parts[0] }) else { return nil }
        let isBeginning = parts[1].hasSuffix("*")
        let place = parts[1].split(separator: ".").joined(separator: "/")
        let file = "rules/" + (isBeginning ? String(place.dropLast()) : place + ".lua")
        return plugin.errors.first { $0.description.contains(file) }
    }
}
