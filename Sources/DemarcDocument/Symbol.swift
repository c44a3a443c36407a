// SPDX-License-Identifier: Apache-2.0

/// A text interned in a vocabulary: resource types and regions are compared by it, not by their bytes.
public struct Symbol: Sendable, Hashable {
    let key: UInt32
}

extension Vocabulary {
    /// The symbol of `text`.
    public func symbol(_ text: String) -> Symbol {
        var text = text
        return text.withUTF8 { bytes in
            guard let base = bytes.baseAddress else { return symbol("(empty)") }
            return Symbol(key: unsafe intern(base, bytes.count))
        }
    }

    /// The symbol of a parsed text; nil for anything else and for an empty text.
    public func symbol(_ node: JSONNode) -> Symbol? {
        guard node.isString else { return nil }
        let bytes = unsafe node.utf8
        guard let base = bytes.baseAddress, !bytes.isEmpty else { return nil }
        return Symbol(key: unsafe intern(base, bytes.count))
    }

    /// The text of `symbol`.
    public func text(_ symbol: Symbol) -> String { spelling(of: symbol.key) }
}
