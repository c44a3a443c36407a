// SPDX-License-Identifier: Apache-2.0
internal import Demarc

/// Types of a snapshot that are those of rules but for the case of letters or a blank: no rule is asked about their resources.
struct MisspeltTypes {
    private let known: [String: String]
    /// What each type that was looked at is meant to be; nil where it is spelt right, or like none of the rules'.
    private var looked: [String: String?] = [:]
    /// What is wrong, once for each type.
    private(set) var problems: [String: Problem] = [:]

    /// Holds types against those of these rules.
    init(_ rules: RuleSet) {
        var known: [String: String] = [:]
        for plugin in rules.plugins {
            var types = Array(plugin.fixtures.keys)
            for rule in plugin.rules { if case .resources(let subjects) = rule.subject { types += subjects } }
            for type in types { known[type.lowercased()] = type }
        }
        self.known = known
    }

    /// Looks at the types of `snapshot`.
    mutating func look(at snapshot: Snapshot) {
        for account in snapshot.accounts {
            for type in account.types {
                guard let meant = meant(type), problems[type] == nil, let first = account.resources(of: type).first else { continue }
                let source = account.resource(first).origins.first.map { snapshot.sources[$0.source].path } ?? ""
                problems[type] = Problem(
                    .damage, path: source, "found resources of the type \"\(type)\", which is none, expected \(meant): no rule is asked about them")
            }
        }
    }

    private mutating func meant(_ type: String) -> String? {
        if let answer = looked[type] { return answer }
        let meant = known[String(type.filter { !$0.isWhitespace }).lowercased()]
        let answer = meant == type ? nil : meant
        looked[type] = .some(answer)
        return answer
    }
}
