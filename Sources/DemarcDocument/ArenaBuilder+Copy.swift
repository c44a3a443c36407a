// SPDX-License-Identifier: Apache-2.0
internal import CArena

extension ArenaBuilder {
    /// What is different in a copy.
    public struct Change {
        /// Texts that get this behind them.
        public var renamed: (texts: Set<String>, suffix: String)?
        /// Whether lists hold every element twice, those within lists excepted.
        public var doublesLists = false

        /// A copy that is the same.
        public init() {}
    }

    /// Copies a value of an arena over the same vocabulary.
    public func copy(_ value: Value, _ change: Change = Change()) -> Word {
        let word = value.word
        switch word.tag {
        case CARENA_STRING, CARENA_SHORT: return copyText(value, change)
        case CARENA_LONG, CARENA_INTEGER: return value.integer.map(integer) ?? .null
        case CARENA_DOUBLE: return value.double.map(double) ?? .null
        case CARENA_ARRAY: return copyList(value, change)
        case CARENA_OBJECT, CARENA_EXACT:
            let count = unsafe vocabulary.keys(of: word.count).count
            let fields = (0..<count).map { copy(value.sibling(word.index + $0), change) }
            return Word(tag: word.tag, count: word.count, index: array(fields).index)
        case CARENA_JOINED: return joined(value.documents.map { copy($0, change) })
        case CARENA_UNKNOWN: return word.cause.map { unknown($0, value.detail ?? "") } ?? .null
        default: return word
        }
    }

    private func copyText(_ value: Value, _ change: Change) -> Word {
        guard let text = value.string else { return .null }
        guard let renamed = change.renamed, renamed.texts.contains(text) else { return string(text) }
        return string(text + renamed.suffix)
    }

    private func copyList(_ value: Value, _ change: Change) -> Word {
        var inner = change
        inner.doublesLists = false
        let elements = value.elements.map { copy($0, inner) }
        return array(change.doublesLists ? elements + elements : elements)
    }
}
