// SPDX-License-Identifier: Apache-2.0

/// The properties that documents of one resource type have, as far as they are known.
public struct PropertyTree: Sendable, Equatable {
    /// What a value was seen or said to be, in the words of AWS Config's schemas.
    public enum Kind: String, Sendable, CaseIterable, Comparable {
        case text = "string"
        case integer, float, boolean, date, ip
        case addresses = "cidr_block"

        /// In the order of their names.
        public static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
    }

    /// The kinds of the values here; empty where only objects were seen.
    public private(set) var kinds: Set<Kind> = []
    /// Whether a list was seen here, and whether something else was; the public schemas say neither.
    public private(set) var isList = false
    public private(set) var isSingle = false
    /// The properties below, by name.
    public private(set) var children: [String: PropertyTree] = [:]

    /// Nothing known.
    public init() {}

    /// Whether nothing is known.
    public var isEmpty: Bool { kinds.isEmpty && children.isEmpty }

    /// The names below, in ascending order.
    public var names: [String] { children.keys.sorted() }

    /// What is known at a path of names, as rules read: whatever the case of the first letters, through lists without a word.
    public func at(_ path: some Sequence<String>) -> PropertyTree? {
        var tree = self
        for name in path {
            guard let spelling = tree.spelling(of: name), let child = tree.children[spelling] else { return nil }
            tree = child
        }
        return tree
    }

    /// How the property that a rule calls `name` is spelled here; nil where there is none.
    public func spelling(of name: String) -> String? {
        if children[name] != nil { return name }
        guard let first = name.first else { return nil }
        let other = (first.isLowercase ? first.uppercased() : first.lowercased()) + name.dropFirst()
        return children[other] == nil ? nil : other
    }

    /// Adds a value of this kind at a path.
    public mutating func insert(_ path: some Collection<String>, _ kind: Kind) {
        guard let name = path.first else {
            kinds.insert(kind)
            return
        }
        children[spelling(of: name) ?? name, default: PropertyTree()].insert(path.dropFirst(), kind)
    }

    /// Notes that there is a list here, or something else.
    mutating func mark(isList: Bool) { if isList { self.isList = true } else { isSingle = true } }

    /// Lets `body` change what is known of the property `name`.
    mutating func change(_ name: String, _ body: (inout PropertyTree) -> Void) {
        body(&children[spelling(of: name) ?? name, default: PropertyTree()])
    }
}
