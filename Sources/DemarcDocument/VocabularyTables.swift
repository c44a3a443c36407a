// SPDX-License-Identifier: Apache-2.0
internal import CArena

#if canImport(Glibc)
import Glibc
#endif

/// The writer's side of a `Vocabulary`: adds to the tables that all others read, each thing whole before it can be found.
@safe struct VocabularyTables: ~Copyable {
    let view: UnsafeMutablePointer<carena_vocabulary>
    private var keys = ReservedBuffer<carena_key>(capacity: 1 << 28)
    private var keyBytes = ReservedBuffer<UInt8>(capacity: 1 << 34)
    private var shapes = ReservedBuffer<carena_shape>(capacity: 1 << 25)
    private var shapeKeys = ReservedBuffer<UInt32>(capacity: Int(UInt32.max))
    private var keyTable: NumberTable
    private var shapeTable: NumberTable

    init() {
        unsafe view = .allocate(capacity: 1)
        unsafe view.initialize(to: carena_vocabulary())
        keyTable = unsafe NumberTable(at: &view.pointee.key_table)
        shapeTable = unsafe NumberTable(at: &view.pointee.shape_table)
        // No text is that long, so that key 0 is found by none.
        keys.append(carena_key(offset: 0, length: .max, folded: 0))
        shapes.append(carena_shape(first: 0, count: 0, parent: 0, key: 0))
        unsafe view.pointee.serial = Serial.next()
        unsafe view.pointee.key_bytes = UnsafePointer(keyBytes.base)
        unsafe view.pointee.keys = UnsafePointer(keys.base)
        unsafe view.pointee.shapes = UnsafePointer(shapes.base)
        unsafe view.pointee.shape_keys = UnsafePointer(shapeKeys.base)
        count()
    }

    deinit {
        keyTable.free()
        shapeTable.free()
        unsafe view.deinitialize(count: 1)
        unsafe view.deallocate()
    }

    private func count() {
        unsafe carena_set_counts(view, UInt32(keys.count), UInt32(shapes.count))
    }

    /// The key spelled so, added now if it was not here.
    mutating func key(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> UInt32 {
        let known = unsafe carena_find_key(view, bytes, UInt64(length))
        if known != 0 { return known }
        let key = UInt32(keys.count)
        let offset = UInt64(keyBytes.count)
        unsafe keyBytes.append(bytes, length)
        keys.append(carena_key(offset: offset, length: UInt32(length), folded: unsafe folded(bytes, length) ?? key))
        keyTable.add(key) { [view = unsafe view] in
            let entry = unsafe view.pointee.keys[Int($0)]
            return unsafe carena_hash(view.pointee.key_bytes + Int(entry.offset), UInt64(entry.length))
        }
        count()
        return key
    }

    /// The identity of the spelling that differs in the first letter's case, if it is here.
    private func folded(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> UInt32? {
        guard length > 0, unsafe Vocabulary.swapped(bytes[0]) != bytes[0] else { return nil }
        return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: length) { copy -> UInt32? in
            guard let start = copy.baseAddress else { return nil }
            unsafe start.initialize(from: bytes, count: length)
            unsafe start[0] = Vocabulary.swapped(bytes[0])
            let other = unsafe carena_find_key(view, start, UInt64(length))
            return other == 0 ? nil : unsafe view.pointee.keys[Int(other)].folded
        }
    }

    /// The shape that `parent`, which does not have `key`, becomes by it.
    mutating func shape(_ parent: UInt32, _ key: UInt32) -> UInt32 {
        let known = unsafe carena_find_shape(view, parent, key)
        if known != 0 { return known }
        let shape = UInt32(shapes.count)
        let count = unsafe shapes.base[Int(parent)].count + 1
        shapes.append(carena_shape(first: CARENA_UNLISTED, count: count, parent: parent, key: key))
        shapeTable.add(shape) { [view = unsafe view] in
            let entry = unsafe view.pointee.shapes[Int($0)]
            return carena_shape_hash(entry.parent, entry.key)
        }
        self.count()
        return shape
    }

    /// Lists the keys of a shape.
    mutating func list(_ shape: UInt32) {
        guard unsafe !carena_is_listed(view, shape) else { return }
        let count = unsafe Int(shapes.base[Int(shape)].count)
        let first = shapeKeys.extend(count)
        var ancestor = shape
        for slot in stride(from: first + count - 1, through: first, by: -1) {
            unsafe shapeKeys.base[slot] = shapes.base[Int(ancestor)].key
            ancestor = unsafe shapes.base[Int(ancestor)].parent
        }
        unsafe carena_list(shapes.base + Int(shape), UInt32(first))
    }
}
