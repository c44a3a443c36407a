// SPDX-License-Identifier: Apache-2.0
public import CArena

/// The keys and shapes that the documents of one snapshot share.
///
/// A key is interned once; keys that differ only in the case of their first letter share one identity. Objects with the same
/// keys in the same order share one shape. Grows while a snapshot is loaded and is only read afterwards.
@safe public final class Vocabulary {
    /// The most keys one object may have: enough for any document AWS writes, few enough to search.
    public static let maxKeysPerObject = 16_384
    static let maxShapes = 1 << 24

    let state: UnsafeMutablePointer<VocabularyState>

    /// An empty vocabulary.
    public init() {
        unsafe state = .allocate(capacity: 1)
        unsafe state.initialize(to: VocabularyState())
    }

    deinit {
        unsafe state.pointee.free()
        unsafe state.deinitialize(count: 1)
        unsafe state.deallocate()
    }

    /// How many distinct keys there are.
    public var keyCount: Int { unsafe state.pointee.keys.count }
    /// How many distinct shapes there are.
    public var shapeCount: Int { unsafe state.pointee.nodes.count }

    /// The view of it that C reads; valid until the vocabulary next grows.
    public var view: carena_vocabulary {
        unsafe state.pointee.view
    }

    /// The spelling of `key`.
    func spelling(of key: UInt32) -> String {
        let entry = unsafe state.pointee.keys[Int(key)]
        return unsafe String(
            decoding: UnsafeBufferPointer(start: state.pointee.keyBytes.base + Int(entry.offset), count: Int(entry.length)),
            as: UTF8.self)
    }

    /// The keys of `shape`, in the object's order.
    func keys(of shape: Int) -> UnsafeBufferPointer<UInt32> {
        let entry = unsafe state.pointee.shapes[shape]
        return unsafe UnsafeBufferPointer(start: state.pointee.shapeKeys.base + Int(entry.first), count: Int(entry.count))
    }

    /// The slot of `name` in `shape`: its exact spelling, else, unless `exact`, the first that differs in the first letter's case.
    func slot(of name: String, in shape: Int, exact: Bool) -> Int? {
        var name = name
        return name.withUTF8 { bytes in
            guard let base = unsafe bytes.baseAddress ?? UnsafePointer(bitPattern: 1) else { return nil }
            let keys = unsafe keys(of: shape)
            let spelled = unsafe state.pointee.find(base, bytes.count)
            for slot in keys.indices where unsafe keys[slot] == spelled { return slot }
            guard !exact else { return nil }
            for slot in keys.indices {
                if unsafe state.pointee.isFolded(keys[slot], equalTo: bytes) { return slot }
            }
            return nil
        }
    }
}
