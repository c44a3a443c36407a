// SPDX-License-Identifier: Apache-2.0
internal import CArena

/// Tells whether a shape has a key, in constant time for the shapes that an object passes on its way.
@safe struct KeyMarks {
    private let vocabulary: UnsafePointer<carena_vocabulary>
    /// The turn in which each key was last marked.
    private var turns = GrowingBuffer<UInt32>(capacity: 1024)
    private var turn: UInt32 = 0
    /// The shape whose keys are marked.
    private var shape: UInt32 = 0

    init(_ vocabulary: UnsafePointer<carena_vocabulary>) { unsafe self.vocabulary = unsafe vocabulary }

    func free() { turns.free() }

    /// Whether `shape` has `key`.
    mutating func has(_ shape: UInt32, _ key: UInt32) -> Bool {
        if shape != self.shape || turn == 0 { markAll(of: shape) }
        return key < turns.count && turns[Int(key)] == turn
    }

    /// Goes on to the shape that the shape last asked for becomes by `key`.
    mutating func go(to shape: UInt32, by key: UInt32) {
        mark(key)
        self.shape = shape
    }

    private mutating func markAll(of shape: UInt32) {
        // A turn that comes again would find its old marks.
        if turn == .max { turns.clear() }
        turn = turn == .max ? 1 : turn + 1
        self.shape = shape
        var ancestor = shape
        while ancestor != 0 {
            let entry = unsafe vocabulary.pointee.shapes[Int(ancestor)]
            mark(entry.key)
            ancestor = entry.parent
        }
    }

    private mutating func mark(_ key: UInt32) {
        while turns.count <= key { turns.append(0) }
        turns[Int(key)] = turn
    }
}
