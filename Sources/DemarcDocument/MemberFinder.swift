// SPDX-License-Identifier: Apache-2.0

/// Finds the members of many objects that have much the same names: one comparison a member where the shape was seen before.
@safe public final class MemberFinder {
    /// Where a value stands on the tape, and the place by which the copier knows it.
    private struct Member {
        let index: Int
        let place: UInt32
    }

    /// What changes from object to object, behind a pointer so that finding a member pays no exclusivity check.
    private struct State {
        /// The members of the object, by their slots in its shape.
        var members = GrowingBuffer<Member>(capacity: 64)
        var tree: JSONTree?
        var hasRepeatedNames = false
        var shape = UInt32.max
        /// The slot of each role in the shape.
        var row: [Int] = []
    }

    private static let none = -1
    private let roles: [[String]]
    private let memory: PlaceMemory
    /// For each shape seen, the slot of each role.
    private var rows: [UInt32: [Int]] = [:]
    private let state: UnsafeMutablePointer<State>

    /// A finder of members that are called as `roles` say, each by any of its names.
    public init(_ roles: [[String]], memory: PlaceMemory) {
        self.roles = roles
        self.memory = memory
        unsafe state = .allocate(capacity: 1)
        unsafe state.initialize(to: State())
    }

    deinit {
        unsafe state.pointee.members.free()
        unsafe state.deinitialize(count: 1)
        unsafe state.deallocate()
    }

    /// Whether the object has two members of one name; only the first can be found.
    public var hasRepeatedNames: Bool { unsafe state.pointee.hasRepeatedNames }

    /// Looks at `object`, whose members are then to be had by their roles.
    public func look(at object: JSONNode) {
        var shape: UInt32 = 0
        var guess = unsafe memory.places[Int(object.place)].inner
        unsafe state.pointee.hasRepeatedNames = false
        unsafe state.pointee.members.clear()
        unsafe state.pointee.tree = object.tree
        object.forEachChild { name, value in
            let (bytes, length) = unsafe object.tree.text(name.word)
            var here = guess
            if unsafe memory.isSpelled(guess, bytes, length) {
                shape = guess
            } else {
                guard let found = unsafe memory.search(shape, bytes, length) else {
                    unsafe state.pointee.hasRepeatedNames = true
                    return
                }
                here = memory.place(of: found)
                if shape == 0 { unsafe memory.places[Int(object.place)].inner = here }
                shape = found
            }
            unsafe state.pointee.members.append(Member(index: value.index, place: here))
            guess = unsafe memory.places[Int(here)].next
        }
        if unsafe shape != state.pointee.shape { unsafe state.pointee.row = row(of: shape) }
        unsafe state.pointee.shape = shape
    }

    /// The member in this role; nil where there is none or it is null.
    public subscript(role: Int) -> JSONNode? {
        let slot = unsafe state.pointee.row[role]
        guard slot != MemberFinder.none, let tree = unsafe state.pointee.tree else { return nil }
        let member = unsafe state.pointee.members[slot]
        let node = JSONNode(tree: tree, index: member.index, place: member.place)
        return node.isNull ? nil : node
    }

    private func row(of shape: UInt32) -> [Int] {
        if let known = rows[shape] { return known }
        let vocabulary = memory.vocabulary
        unsafe vocabulary.state.pointee.complete(shape)
        let row = roles.map { names in
            let slot = names.lazy.compactMap { vocabulary.slot(of: $0, in: Int(shape), exact: true) }.first
            return slot ?? MemberFinder.none
        }
        rows[shape] = row
        return row
    }
}
