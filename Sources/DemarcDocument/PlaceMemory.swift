// SPDX-License-Identifier: Apache-2.0
internal import CArena

#if canImport(Glibc)
internal import Glibc
#endif

/// What was lately seen at each place of the documents: mostly the same key follows again, and the same text stands there again.
///
/// A place is the shape that an object has up to a key, and means the value of that key. What is remembered is a guess, compared with
/// what is there before it is used, so that one memory serves all documents of a builder.
@safe public final class PlaceMemory {
    /// One place; those it names are shapes, 0 is none.
    struct Place {
        /// The key: its first eight bytes, its length, and where in the vocabulary's bytes it lies.
        var head: UInt64
        var length: UInt32
        var offset: UInt32
        /// What followed in the object.
        var next: UInt32
        /// What the object that is the value began with.
        var inner: UInt32
        /// Another place behind the same keys.
        var other: UInt32
        /// What a text under this key may be.
        var role: EmbeddedDocuments.Role
        /// Whether the key is known here.
        var isKnown: Bool
        /// Whether two of the object's keys up to here differ in no more than their first letter's case.
        var twins: Twins
        /// The text that stood here.
        var text: UInt64
    }

    /// What is known of keys that are one key to who reads them.
    enum Twins: UInt8 {
        case unasked, none, some
    }

    /// The place of values that nothing is remembered of, also of those outside of any object; no key leads away from it.
    static let nowhere: UInt32 = 1 << 18
    /// How many places behind the same keys are compared before the vocabulary is searched.
    private static let attempts = 4

    /// The vocabulary.
    public let vocabulary: Vocabulary
    private let view: UnsafePointer<carena_vocabulary>
    /// By shape, and `nowhere` behind; its pages come to be when they are first written.
    let places: UnsafeMutablePointer<Place>
    private let marks: UnsafeMutablePointer<KeyMarks>

    /// A memory that has seen nothing yet.
    public init(vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
        unsafe view = vocabulary.view
        guard let memory = unsafe calloc(Int(PlaceMemory.nowhere) + 1, MemoryLayout<Place>.stride) else { preconditionFailure("out of memory") }
        unsafe places = memory.assumingMemoryBound(to: Place.self)
        unsafe marks = .allocate(capacity: 1)
        unsafe marks.initialize(to: KeyMarks(view))
        unsafe places[0].isKnown = true
        // No key is that long, so that none leads here by a guess.
        unsafe places[0].length = .max
        unsafe places[Int(PlaceMemory.nowhere)].length = .max
    }

    deinit {
        unsafe free(places)
        unsafe marks.pointee.free()
        unsafe marks.deallocate()
    }

    /// The place that `shape` means.
    @inline(__always) func place(of shape: UInt32) -> UInt32 {
        unsafe shape < PlaceMemory.nowhere && places[Int(shape)].isKnown ? shape : PlaceMemory.nowhere
    }

    /// Whether the last key of `shape` is spelled so; eight bytes of `name` can be read however short it is.
    @inline(__always) func isSpelled(_ shape: UInt32, _ name: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        let place = unsafe places + Int(shape)
        guard unsafe Int(place.pointee.length) == length else { return false }
        let unused = UInt64(max(8 - length, 0)) &* 8
        guard unsafe (PlaceMemory.head(name) ^ place.pointee.head) << unused == 0 else { return false }
        return unsafe length <= 8
            || carena_equal(view.pointee.key_bytes + Int(place.pointee.offset), name, UInt64(length))
    }

    @inline(__always) private static func head(_ name: UnsafePointer<UInt8>) -> UInt64 {
        unsafe UnsafeRawPointer(name).loadUnaligned(as: UInt64.self)
    }

    /// The shape that `shape` becomes by the key spelled so; nil where the shape had that key already.
    @inline(never) func search(_ shape: UInt32, _ name: UnsafePointer<UInt8>, _ length: Int) -> UInt32? {
        let place = unsafe places + Int(self.place(of: shape))
        var before: UInt32 = 0
        var candidate = unsafe place.pointee.next
        for _ in 0..<PlaceMemory.attempts where candidate != 0 {
            if unsafe isSpelled(candidate, name, length) {
                if before != 0 {
                    unsafe places[Int(before)].other = places[Int(candidate)].other
                    unsafe places[Int(candidate)].other = place.pointee.next
                    unsafe place.pointee.next = candidate
                }
                return candidate
            }
            before = candidate
            candidate = unsafe places[Int(candidate)].other
        }
        let key = unsafe vocabulary.intern(name, length)
        guard let found = child(of: shape, by: key) else { return nil }
        if unsafe place.pointee.isKnown { unsafe learn(found, behind: place, name, length) }
        return found
    }

    /// Whether two keys of the listed `shape` differ in no more than their first letter's case.
    @inline(__always) func hasTwins(_ shape: UInt32) -> Bool {
        let place = place(of: shape)
        let known = unsafe places[Int(place)].twins
        return known == .none ? false : known == .some || askForTwins(shape, place)
    }

    @inline(never) private func askForTwins(_ shape: UInt32, _ place: UInt32) -> Bool {
        let hasTwins = !vocabulary.twinSlots(of: shape).isEmpty
        if place != PlaceMemory.nowhere { unsafe places[Int(place)].twins = hasTwins ? .some : .none }
        return hasTwins
    }

    private func child(of shape: UInt32, by key: UInt32) -> UInt32? {
        if let known = vocabulary.child(of: shape, by: key) { return known }
        if unsafe marks.pointee.has(shape, key) { return nil }
        let new = vocabulary.add(shape, key)
        unsafe marks.pointee.go(to: new, by: key)
        return new
    }

    private func learn(_ shape: UInt32, behind place: UnsafeMutablePointer<Place>, _ name: UnsafePointer<UInt8>, _ length: Int) {
        guard unsafe shape < PlaceMemory.nowhere && !places[Int(shape)].isKnown else { return }
        let key = unsafe view.pointee.keys[Int(view.pointee.shapes[Int(shape)].key)]
        guard let offset = UInt32(exactly: key.offset) else { return }
        let role = unsafe EmbeddedDocuments.role(of: name, length)
        unsafe places[Int(shape)] = Place(
            head: PlaceMemory.head(name), length: UInt32(length), offset: offset, next: 0, inner: 0, other: place.pointee.next, role: role,
            isKnown: true, twins: .unasked, text: 0)
        unsafe place.pointee.next = shape
    }
}
