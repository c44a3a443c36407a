// SPDX-License-Identifier: Apache-2.0
internal import DemarcLanguage

/// Where each name of a file is written, as a text or as a key.
struct NamePlaces: SyntaxVisitor {
    /// One place, and all keys of its table where it is a key.
    struct Place {
        let range: SourceRange
        var keys: [String] = []
    }

    /// By name, in the order of the text.
    private var places: [String: [Place]] = [:]
    /// Where a key begins: it is shown with its table, and then alone as a text.
    private var keyed: Set<Int> = []

    init(_ tree: SyntaxTree) {
        walk(tree.main.body)
        places = places.mapValues { $0.sorted { $0.range.start < $1.range.start } }
    }

    /// The first place of `name` on this line or below; nil where it is written nowhere, as where code makes it.
    func place(of name: String, from line: Int) -> Place? {
        guard let all = places[name] else { return nil }
        var (first, end) = (0, all.count)
        while first < end {
            let middle = (first + end) / 2
            if all[middle].range.start.line < line { first = middle + 1 } else { end = middle }
        }
        return first < all.count ? all[first] : nil
    }

    mutating func visit(_ expression: LuaExpression) {
        if let text = expression.text, !keyed.contains(expression.range.start.offset) {
            places[text, default: []].append(Place(range: expression.range))
        }
        let keys = expression.items.compactMap(\.key.text)
        for item in expression.items {
            guard let name = item.key.text, let range = item.key.range else { continue }
            keyed.insert(range.start.offset)
            places[name, default: []].append(Place(range: range, keys: keys))
        }
    }
}
