// SPDX-License-Identifier: Apache-2.0

extension Configuration {
    /// Something in a configuration that the plugins do not have, or do not allow.
    public struct Mistake: Sendable {
        /// What a scan says of it.
        public let error: RuleError
        /// The line, where it is known.
        public let line: Int?
        /// The name that nothing answers to; nil where it is a value that is not allowed.
        public let name: String?
        /// What must have been meant by it.
        public let meant: String?
    }

    /// All packs, rules and parameters that it names and `plugins` do not have, and all values that they do not allow, in the order of lines.
    public func mistakes(with plugins: [Plugin]) -> [Mistake] {
        let rules = plugins.flatMap(\.rules)
        let check = ParameterCheck(rules)
        let finder = PackFinder(plugins)
        var mistakes = mistakes(rules: rules.map(\.id))
        for settings in allSettings where !settings.isEmpty {
            mistakes += settings.packs.filter { !finder.has($0) }.map { mistake($0, in: settings, finder) }
            mistakes += check.mistakes(in: settings.parameters).map {
                mistake(settings.path(of: $0.field), found: $0.found, expected: $0.expected, name: $0.name, meant: $0.meant)
            }
        }
        return mistakes.sorted { ($0.line ?? 0, $0.error.description) < ($1.line ?? 0, $1.error.description) }
    }

    /// The waivers for rules that are none of those there are.
    func mistakes(rules: [String]) -> [Mistake] {
        let known = Set(rules)
        let candidates = known.sorted()
        var mistakes: [Mistake] = []
        for (number, waiver) in waivers.enumerated() {
            for pattern in waiver.rules where !known.contains(pattern.description) && !rules.contains(where: pattern.matches) {
                let meant = Suggestion.of(pattern.description, among: candidates)
                mistakes.append(
                    mistake(
                        "waivers[\(number + 1)].rule", found: "\"\(pattern.description)\"", expected: Configuration.expected("a rule", meant),
                        name: pattern.description, meant: meant))
            }
        }
        return mistakes
    }

    /// An error about a pack that is none of those there are.
    func mistake(_ pack: String, in settings: Settings, _ finder: PackFinder) -> Mistake {
        let meant = Suggestion.of(pack, among: finder.names)
        return mistake(
            settings.path(of: "packs"), found: "\"\(pack)\"", expected: Configuration.expected("a pack", meant), name: pack, meant: meant)
    }

    private func mistake(_ path: String, found: String, expected: String, name: String?, meant: String?) -> Mistake {
        Mistake(error: error(path, found: found, expected: expected), line: lines.line(of: path), name: name, meant: meant)
    }

    private static func expected(_ what: String, _ meant: String?) -> String { what + (meant.map { "; did you mean \"\($0)\"?" } ?? "") }
}
