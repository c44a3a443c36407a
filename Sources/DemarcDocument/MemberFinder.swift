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
        /// The shapes lately seen, and for each of them the slot of each role.
        var shapes = GrowingBuffer<UInt32>(capacity: MemberFinder.shapeLimit)
        var slots = GrowingBuffer<Int>(capacity: 256)
        /// Where the slots of this object's shape begin.
        var row = 0
    }

    private static let none = -1
    /// So few shapes are remembered that looking at each is faster than a table; objects that share a list seldom have more.
    private static let shapeLimit = 32
    private let roles: [[String]]
    private let memory: PlaceMemory
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
        unsafe state.pointee.shapes.free()
        unsafe state.pointee.slots.free()
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
        unsafe state.pointee.row = row(of: shape)
    }

    /// The member in this role; nil where there is none or it is null.
    public subscript(role: Int) -> JSONNode? {
        let slot = unsafe state.pointee.slots[state.pointee.row &+ role]
        guard slot != MemberFinder.none, let tree = unsafe state.pointee.tree else { return nil }
        let member = unsafe state.pointee.members[slot]
        let node = JSONNode(tree: tree, index: member.index, place: member.place)
        return node.isNull ? nil : node
    }

    private func row(of shape: UInt32) -> Int {
        let count = unsafe state.pointee.shapes.count
        for place in 0..<count where unsafe state.pointee.shapes[place] == shape { return place &* roles.count }
        if count == MemberFinder.shapeLimit {
            unsafe state.pointee.shapes.clear()
            unsafe state.pointee.slots.clear()
        }
        return learn(shape)
    }

    private func learn(_ shape: UInt32) -> Int {
        let vocabulary = memory.vocabulary
        vocabulary.complete(shape)
        let row = unsafe state.pointee.slots.count
        for names in roles {
            let slot = names.lazy.compactMap { vocabulary.slot(of: $0, in: Int(shape), exact: true) }.first
            unsafe state.pointee.slots.append(slot ?? MemberFinder.none)
        }
        unsafe state.pointee.shapes.append(shape)
        return row
    }
}
