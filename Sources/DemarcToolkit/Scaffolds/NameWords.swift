// SPDX-License-Identifier: Apache-2.0

/// The words of a rule's name that say what it asks, without those that say about what: of `bucket-encrypted`, about buckets, `encrypted`.
struct NameWords {
    /// How much a property has to do with a name.
    struct Kinship: Comparable {
        /// Words of the name that its path has, and that its last name has.
        let shared, sharedLast: Int
        /// Words of its last name that the name does not have; 0 where it has none of them.
        let strange: Int

        static func < (left: Kinship, right: Kinship) -> Bool {
            (left.shared, left.sharedLast, right.strange) < (right.shared, right.sharedLast, left.strange)
        }
    }

    private let words: [String]

    init(_ rule: RuleName, about type: String) {
        let subject = type.split(separator: ":").flatMap { NameWords.words(of: String($0)) }
        words = rule.condition.split(separator: "-").map(String.init).filter { word in !subject.contains { NameWords.areKin(word, $0) } }
    }

    /// How much the property at `path` has to do with the name; its first name says in which document it is.
    func kinship(of path: [String]) -> Kinship {
        let last = NameWords.words(of: path.last ?? "")
        let all = path.dropFirst().flatMap(NameWords.words)
        let sharedLast = shared(with: last)
        let strange = last.count { word in !words.contains { NameWords.areKin($0, word) } }
        return Kinship(shared: shared(with: all), sharedLast: sharedLast, strange: sharedLast == 0 ? 0 : strange)
    }

    private func shared(with others: [String]) -> Int { words.count { word in others.contains { NameWords.areKin(word, $0) } } }

    /// The words of a name in camel case, in lower case.
    static func words(of name: String) -> [String] {
        var words: [String] = []
        var wasUpper = false
        for letter in name {
            let isWord = letter.isLetter || letter.isNumber
            if !isWord || (letter.isUppercase && !wasUpper) || words.isEmpty { words.append("") }
            if isWord { words[words.count - 1] += letter.lowercased() }
            wasUpper = letter.isUppercase
        }
        return words.filter { !$0.isEmpty }
    }

    /// Whether two words are forms of one: `named` and `name`, `encrypted` and `encryption`.
    static func areKin(_ left: String, _ right: String) -> Bool {
        let shorter = min(left.count, right.count)
        let common = zip(left, right).prefix { $0 == $1 }.count
        return common >= 3 && (common == shorter || common >= 5)
    }
}
