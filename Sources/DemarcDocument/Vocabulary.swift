// SPDX-License-Identifier: Apache-2.0
public import CArena

#if canImport(Glibc)
internal import Glibc
#endif

/// The keys and shapes that documents share.
///
/// A key is interned once; keys that differ only in the case of their first letter share one identity. Objects with the same
/// keys in the same order share one shape. Any thread may add to it and read it at any time: what is in it keeps its number and its
/// address, finding takes no lock, adding takes one.
@safe public final class Vocabulary: Sendable {
    /// The most keys one object may have: enough for any document AWS writes, few enough to search.
    public static let maxKeysPerObject = 16_384
    static let maxShapes = 1 << 24

    private let tables: Guarded<VocabularyTables>
    /// The vocabulary as C reads it; valid as long as the vocabulary.
    public nonisolated(unsafe) let view: UnsafePointer<carena_vocabulary>

    /// An empty vocabulary.
    public init() {
        let tables = VocabularyTables()
        unsafe view = UnsafePointer(tables.view)
        self.tables = Guarded(tables)
    }

    /// How many distinct keys there are.
    public var keyCount: Int { unsafe Int(carena_key_count(view)) - 1 }
    /// How many distinct shapes there are.
    public var shapeCount: Int { unsafe Int(carena_shape_count(view)) }

    static func lowered(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
    static func swapped(_ byte: UInt8) -> UInt8 { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A ? byte ^ 0x20 : byte }

    /// The key spelled so, interned now if it was not.
    func intern(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> UInt32 {
        let key = unsafe carena_find_key(view, bytes, UInt64(length))
        return key != 0 ? key : tables.withLock { unsafe $0.key(bytes, length) }
    }

    /// The shape that `shape` becomes by `key`; nil where it has that key already.
    func shape(_ shape: UInt32, adding key: UInt32) -> UInt32? {
        if let child = child(of: shape, by: key) { return child }
        return slot(of: key, in: shape) == nil ? add(shape, key) : nil
    }

    /// The shape that `shape` becomes by `key`, where an object had it.
    func child(of shape: UInt32, by key: UInt32) -> UInt32? {
        let child = unsafe carena_find_shape(view, shape, key)
        return child == 0 ? nil : child
    }

    /// The shape that `shape`, which does not have `key`, becomes by it.
    func add(_ shape: UInt32, _ key: UInt32) -> UInt32 { tables.withLock { $0.shape(shape, key) } }

    /// The slot of `key` in a shape, listed or not.
    func slot(of key: UInt32, in shape: UInt32) -> Int? {
        var shape = shape
        while shape != 0 {
            let entry = unsafe view.pointee.shapes[Int(shape)]
            if entry.key == key { return Int(entry.count) - 1 }
            shape = entry.parent
        }
        return nil
    }

    /// Lists the keys of a shape that an object ends with.
    @inline(__always) func complete(_ shape: UInt32) {
        if unsafe !carena_is_listed(view, shape) { tables.withLock { $0.list(shape) } }
    }

    /// The spelling of `key`.
    func spelling(of key: UInt32) -> String { unsafe String(decoding: utf8(of: key), as: UTF8.self) }

    private func utf8(of key: UInt32) -> UnsafeBufferPointer<UInt8> {
        let entry = unsafe view.pointee.keys[Int(key)]
        return unsafe UnsafeBufferPointer(start: view.pointee.key_bytes + Int(entry.offset), count: Int(entry.length))
    }

    /// The keys of `shape`, in the object's order.
    func keys(of shape: Int) -> UnsafeBufferPointer<UInt32> {
        let entry = unsafe view.pointee.shapes[shape]
        return unsafe UnsafeBufferPointer(start: view.pointee.shape_keys + Int(entry.first), count: Int(entry.count))
    }

    /// The slots of a listed shape whose keys differ in no more than their first letter's case from another's.
    func twinSlots(of shape: UInt32) -> [Int] {
        let keys = unsafe keys(of: Int(shape))
        var first: [UInt32: Int] = [:]
        var twins = Set<Int>()
        for slot in keys.indices {
            let identity = unsafe view.pointee.keys[Int(keys[slot])].folded
            if let other = first[identity] { twins.formUnion([other, slot]) } else { first[identity] = slot }
        }
        return twins.sorted()
    }

    /// The slot of `name` in `shape`: its exact spelling, else, unless `exact`, the first that differs in the first letter's case.
    func slot(of name: String, in shape: Int, exact: Bool) -> Int? {
        var name = name
        return name.withUTF8 { bytes in
            guard let base = unsafe bytes.baseAddress ?? UnsafePointer(bitPattern: 1) else { return nil }
            let keys = unsafe keys(of: shape)
            let spelled = unsafe carena_find_key(view, base, UInt64(bytes.count))
            for slot in keys.indices where unsafe keys[slot] == spelled { return slot }
            guard !exact else { return nil }
            for slot in keys.indices {
                if unsafe isFolded(keys[slot], equalTo: bytes) { return slot }
            }
            return nil
        }
    }

    /// Whether `key` is spelled like `bytes` but for the case of the first letter.
    private func isFolded(_ key: UInt32, equalTo bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let mine = unsafe utf8(of: key)
        guard mine.count == bytes.count, let first = unsafe bytes.first, let start = mine.baseAddress, let other = bytes.baseAddress else {
            return false
        }
        return unsafe Vocabulary.lowered(start[0]) == Vocabulary.lowered(first) && memcmp(start + 1, other + 1, bytes.count - 1) == 0
    }
}
