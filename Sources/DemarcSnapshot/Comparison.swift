// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// A comparison of two documents about one resource, member by member.
struct Comparison {
    /// What kinds of documents they are.
    enum Kind {
        /// Two items of AWS Config: both say everything.
        case items
        /// Two answers of AWS's API: each says what it is asked for.
        case answers
        /// One of each: only plain values are spelled alike.
        case families
    }

    private let arena: ArenaBuilder
    private let kind: Kind
    /// What is said differently becomes this, and stays it whatever a third document says.
    private let spoiled: Word
    /// The members that are said differently.
    private(set) var names: [String] = []
    /// Numbers that are no larger are no times, which families write in different units.
    private static let largestCount = 1e8

    init(_ arena: ArenaBuilder, _ kind: Kind, spoiled: Word) {
        self.arena = arena
        self.kind = kind
        self.spoiled = spoiled
    }

    /// Both documents, where they differ unknown.
    mutating func pair(_ left: Word, _ right: Word) -> (left: Word, right: Word) {
        guard left != right else { return (left, right) }
        let documents = (arena.value(left), arena.value(right))
        if documents.0.word.isObject && documents.1.word.isObject { return members(documents.0, documents.1) }
        // What one says in part or not at all, the other may say.
        guard kind == .items, left != spoiled, right != spoiled else { return (left, right) }
        return right.isObject ? (right, right) : (left, right)
    }

    private mutating func members(_ left: Value, _ right: Value) -> (left: Word, right: Word) {
        var mine = left.members.map { (name: $0.name, value: $0.value.word) }
        var others = right.members.map { (name: $0.name, value: $0.value.word) }
        var isChanged = false
        for place in mine.indices {
            guard let other = others.firstIndex(where: { Comparison.isSame($0.name, mine[place].name) }) else {
                if kind == .items && !mine[place].value.isNull { isChanged = spoil(&mine[place]) }
                continue
            }
            let old = (mine[place].value, others[other].value)
            let new = values(mine[place].name, arena.value(old.0), arena.value(old.1))
            isChanged = isChanged || new != old
            mine[place].value = new.left
            others[other].value = new.right
        }
        if kind == .items {
            for var member in others where !member.value.isNull && !mine.contains(where: { Comparison.isSame($0.name, member.name) }) {
                isChanged = spoil(&member)
                mine.append(member)
            }
        }
        guard isChanged else { return (left.word, right.word) }
        let rebuilt = (arena.object(mine), arena.object(others))
        return left.word.isExact ? (rebuilt.0.exact, rebuilt.1.exact) : rebuilt
    }

    private mutating func spoil(_ member: inout (name: String, value: Word)) -> Bool {
        names.append(member.name)
        member.value = spoiled
        return true
    }

    private mutating func values(_ name: String, _ left: Value, _ right: Value) -> (left: Word, right: Word) {
        if left.word.isObject && right.word.isObject { return members(left, right) }
        if left.word == spoiled || right.word == spoiled { return (spoiled, spoiled) }
        guard isContradiction(left, right) else { return (left.word, right.word) }
        names.append(name)
        return (spoiled, spoiled)
    }

    private func isContradiction(_ left: Value, _ right: Value) -> Bool {
        guard left.word.cause == nil, right.word.cause == nil else { return false }
        guard kind == .families else { return !left.isEqual(to: right) }
        if let left = left.boolean, let right = right.boolean { return left != right }
        if let left = left.double, let right = right.double { return left != right && max(left, right) < Comparison.largestCount }
        guard let left = left.string, let right = right.string, left.lowercased() != right.lowercased() else { return false }
        return Instant(left) == nil || Instant(right) == nil
    }

    /// Whether two names are one to who reads them.
    private static func isSame(_ left: String, _ right: String) -> Bool {
        left == right || (left.dropFirst() == right.dropFirst() && left.prefix(1).lowercased() == right.prefix(1).lowercased())
    }
}
