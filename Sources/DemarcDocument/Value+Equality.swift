// SPDX-License-Identifier: Apache-2.0

extension Value {
    /// Whether both hold the same value: the order of an object's keys and the case of their first letters do not matter.
    public func isEqual(to other: Value) -> Bool {
        if word == other.word && word.tag < 5 { return true }
        if let text = string { return other.string == text }
        if let number = double { return other.double == number }
        if word.isArray && other.word.isArray {
            let (mine, theirs) = (elements, other.elements)
            return mine.count == theirs.count && zip(mine, theirs).allSatisfy { $0.isEqual(to: $1) }
        }
        guard word.isObject && other.word.isObject else { return word == other.word }
        let mine = members
        return mine.count == other.members.count && mine.allSatisfy { $0.value.isEqual(to: other[$0.name]) }
    }
}
