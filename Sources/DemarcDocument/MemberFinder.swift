// SPDX-License-Identifier: Apache-2.0

/// Finds the members of many objects that have much the same names: one comparison a member where the shape was seen before.
@safe public final class MemberFinder {
    private static let none = -1
    private let roles: [[String]]
    private let vocabulary: Vocabulary
    /// Where the value of each member stands on the tape, by its slot in the object's shape.
    private var places = GrowingBuffer<Int>(capacity: 64)
    /// For each shape seen, the slot of each role.
    private var rows: [UInt32: [Int]] = [:]
    private var lastShape = UInt32.max
    private var row: [Int]
    private var tree: JSONTree?

    /// Whether the object has two members of one name; only the first can be found.
    public private(set) var hasRepeatedNames = false

    /// A finder of members that are called as `roles` say, each by any of its names.
    public init(_ roles: [[String]], vocabulary: Vocabulary) {
        self.roles = roles
        self.vocabulary = vocabulary
        row = []
    }

    deinit { places.free() }

    /// Looks at `object`, whose members are then to be had by their roles.
    public func look(at object: JSONNode) {
        var shape: UInt32 = 0
        var count = 0
        hasRepeatedNames = false
        let state = unsafe vocabulary.state
        places.clear()
        object.forEachChild { name, value in
            let bytes = unsafe name.utf8
            guard let base = bytes.baseAddress else { return }
            let step = unsafe state.pointee.step(shape, base, bytes.count)
            if step.repeated {
                hasRepeatedNames = true
                return
            }
            shape = step.shape
            places.append(value.index)
            count += 1
        }
        tree = object.tree
        if shape != lastShape { row = row(of: shape, count: count) }
        lastShape = shape
    }

    /// The member in this role; nil where there is none or it is null.
    public subscript(role: Int) -> JSONNode? {
        guard let tree, row[role] != MemberFinder.none else { return nil }
        let node = JSONNode(tree: tree, index: places[row[role]])
        return node.isNull ? nil : node
    }

    private func row(of shape: UInt32, count: Int) -> [Int] {
        if let known = rows[shape] { return known }
        unsafe vocabulary.state.pointee.complete(shape)
        let row = roles.map { names in
            let slot = names.lazy.compactMap { [vocabulary] in vocabulary.slot(of: $0, in: Int(shape), exact: true) }.first
            return slot ?? MemberFinder.none
        }
        rows[shape] = row
        return row
    }
}
