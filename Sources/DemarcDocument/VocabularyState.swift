// SPDX-License-Identifier: Apache-2.0
internal import CArena

#if canImport(Glibc)
import Glibc
#endif

/// The tables of a `Vocabulary`, behind a pointer so that the loader's inner loop pays no exclusivity check.
struct VocabularyState {
    /// One step of the trie of shapes: `key` added to `parent`; remembers the step last taken from it.
    struct Node {
        var parent: UInt32
        var key: UInt32
        var count: UInt32
        var lastKey: UInt32
        var lastChild: UInt32
    }

    let serial = Serial.next()
    var keys = GrowingBuffer<carena_key>(capacity: 1024)
    var keyBytes = GrowingBuffer<UInt8>(capacity: 1 << 14)
    var keyTable = GrowingBuffer<UInt32>(capacity: 4096)
    var keyTableMask = 4095
    var nodes = GrowingBuffer<Node>(capacity: 1024)
    var shapes = GrowingBuffer<carena_shape>(capacity: 1024)
    var shapeKeys = GrowingBuffer<UInt32>(capacity: 1 << 12)
    private var steps = GrowingBuffer<UInt32>(capacity: 4096)
    private var stepsMask = 4095

    init() {
        VocabularyState.clear(&keyTable, 4096)
        VocabularyState.clear(&steps, 4096)
        nodes.append(Node(parent: 0, key: 0, count: 0, lastKey: .max, lastChild: 0))
        shapes.append(carena_shape(first: 0, count: 0))
    }

    func free() {
        keys.free()
        keyBytes.free()
        keyTable.free()
        nodes.free()
        shapes.free()
        shapeKeys.free()
        steps.free()
    }

    var view: carena_vocabulary {
        unsafe carena_vocabulary(
            serial: serial, key_bytes: keyBytes.base, keys: keys.base, key_table: keyTable.base, key_table_mask: UInt32(keyTableMask),
            key_count: UInt32(keys.count), shapes: shapes.base, shape_keys: shapeKeys.base,
            shape_count: UInt32(shapes.count))
    }

    /// The key spelled so, if it was ever interned.
    func find(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> UInt32? {
        var place = Int(unsafe carena_hash(bytes, UInt64(length))) & keyTableMask
        while keyTable[place] != 0 {
            let key = keyTable[place] - 1
            if unsafe isSpelled(key, bytes, length) { return key }
            place = (place + 1) & keyTableMask
        }
        return nil
    }

    @inline(__always) func isSpelled(_ key: UInt32, _ bytes: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        let entry = keys[Int(key)]
        return unsafe Int(entry.length) == length && carena_equal(keyBytes.base + Int(entry.offset), bytes, UInt64(length))
    }

    /// Whether `key` is spelled like `bytes` but for the case of the first letter.
    func isFolded(_ key: UInt32, equalTo bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let entry = keys[Int(key)]
        guard Int(entry.length) == bytes.count, let first = unsafe bytes.first, let start = bytes.baseAddress else { return false }
        let mine = unsafe keyBytes.base + Int(entry.offset)
        return unsafe VocabularyState.lowered(mine[0]) == VocabularyState.lowered(first)
            && memcmp(mine + 1, start + 1, bytes.count - 1) == 0
    }

    static func lowered(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
    static func swapped(_ byte: UInt8) -> UInt8 { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A ? byte ^ 0x20 : byte }

    /// The key spelled so, interned now if it was not.
    mutating func intern(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> UInt32 {
        if let key = unsafe find(bytes, length) { return key }
        if keys.count * 2 > keyTableMask { growKeyTable() }
        let key = UInt32(keys.count)
        let offset = UInt64(keyBytes.count)
        unsafe keyBytes.append(bytes, length)
        keys.append(carena_key(offset: offset, length: UInt32(length), folded: unsafe folded(bytes, length) ?? key))
        place(key)
        return key
    }

    /// The identity of the spelling that differs in the first letter's case, if it is here.
    private func folded(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> UInt32? {
        guard length > 0, unsafe VocabularyState.swapped(bytes[0]) != bytes[0] else { return nil }
        return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: length) { copy -> UInt32? in
            guard let start = copy.baseAddress else { return nil }
            unsafe start.initialize(from: bytes, count: length)
            unsafe start[0] = VocabularyState.swapped(bytes[0])
            return unsafe find(start, length).map { keys[Int($0)].folded }
        }
    }

    private mutating func place(_ key: UInt32) {
        let entry = keys[Int(key)]
        var place = Int(unsafe carena_hash(keyBytes.base + Int(entry.offset), UInt64(entry.length))) & keyTableMask
        while keyTable[place] != 0 { place = (place + 1) & keyTableMask }
        keyTable[place] = key + 1
    }

    private mutating func growKeyTable() {
        keyTable.free()
        let size = (keyTableMask + 1) * 2
        keyTable = GrowingBuffer(capacity: size)
        keyTableMask = size - 1
        VocabularyState.clear(&keyTable, size)
        for key in 0..<UInt32(keys.count) { place(key) }
    }

    private static func clear(_ table: inout GrowingBuffer<UInt32>, _ size: Int) {
        let start = table.extend(size)
        for index in start..<start + size { table[index] = 0 }
    }

    /// The shape that `shape` becomes by the key spelled so, and whether the shape had that key already.
    @inline(__always) mutating func step(
        _ shape: UInt32, _ bytes: UnsafePointer<UInt8>, _ length: Int
    ) -> (shape: UInt32, repeated: Bool) {
        let node = nodes[Int(shape)]
        if node.lastKey != .max, unsafe isSpelled(node.lastKey, bytes, length) { return (node.lastChild, false) }
        return unsafe take(shape, intern(bytes, length))
    }

    /// The shape that `shape` becomes by `key`, and whether the shape had that key already.
    @inline(never) mutating func take(_ shape: UInt32, _ key: UInt32) -> (shape: UInt32, repeated: Bool) {
        if let child = child(of: shape, by: key) {
            remember(shape, key, child)
            return (child, false)
        }
        if slot(of: key, in: shape) != nil { return (shape, true) }
        let child = add(shape, key)
        remember(shape, key, child)
        return (child, false)
    }

    /// The shape that `shape` becomes by `key`, where an object had it.
    func child(of shape: UInt32, by key: UInt32) -> UInt32? {
        var place = stepHash(shape, key)
        while steps[place] != 0 {
            let child = steps[place]
            if nodes[Int(child)].parent == shape && nodes[Int(child)].key == key { return child }
            place = (place + 1) & stepsMask
        }
        return nil
    }

    /// Adds the shape that `shape`, which does not have `key`, becomes by it.
    mutating func add(_ shape: UInt32, _ key: UInt32) -> UInt32 {
        if nodes.count * 2 > stepsMask { growSteps() }
        let child = UInt32(nodes.count)
        nodes.append(Node(parent: shape, key: key, count: nodes[Int(shape)].count + 1, lastKey: .max, lastChild: 0))
        shapes.append(carena_shape(first: .max, count: nodes[Int(child)].count))
        placeStep(child)
        return child
    }

    private func remember(_ shape: UInt32, _ key: UInt32, _ child: UInt32) {
        var node = nodes[Int(shape)]
        node.lastKey = key
        node.lastChild = child
        nodes[Int(shape)] = node
    }

    /// The slot of `key` in a shape, listed or not.
    func slot(of key: UInt32, in shape: UInt32) -> Int? {
        var shape = shape
        while shape != 0 {
            if nodes[Int(shape)].key == key { return Int(nodes[Int(shape)].count) - 1 }
            shape = nodes[Int(shape)].parent
        }
        return nil
    }

    @inline(__always) private func stepHash(_ shape: UInt32, _ key: UInt32) -> Int {
        let mixed = (UInt64(shape) << 32 | UInt64(key)) &* 0x9fb2_1c65_1e98_df25
        return Int(mixed >> 33) & stepsMask
    }

    private func placeStep(_ child: UInt32) {
        let node = nodes[Int(child)]
        var place = stepHash(node.parent, node.key)
        while steps[place] != 0 { place = (place + 1) & stepsMask }
        steps[place] = child
    }

    private mutating func growSteps() {
        steps.free()
        let size = (stepsMask + 1) * 2
        steps = GrowingBuffer(capacity: size)
        stepsMask = size - 1
        VocabularyState.clear(&steps, size)
        for child in 1..<UInt32(nodes.count) { placeStep(child) }
    }

    /// Writes the list of keys of a shape that an object ends with.
    @inline(__always) mutating func complete(_ shape: UInt32) {
        if shapes[Int(shape)].first == .max { list(shape) }
    }

    @inline(never) private mutating func list(_ shape: UInt32) {
        let count = Int(nodes[Int(shape)].count)
        let first = shapeKeys.extend(count)
        var node = shape
        for slot in stride(from: first + count - 1, through: first, by: -1) {
            shapeKeys[slot] = nodes[Int(node)].key
            node = nodes[Int(node)].parent
        }
        shapes[Int(shape)] = carena_shape(first: UInt32(first), count: UInt32(count))
    }
}
