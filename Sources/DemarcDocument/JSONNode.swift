// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
internal import Glibc
#endif

/// One value of a `JSONTree`; the tape's format is simdjson's doc/tape.md.
public struct JSONNode {
    let tree: JSONTree
    let index: Int
    /// Where it was found, for the copier.
    var place = PlaceMemory.nowhere

    @inline(__always) var word: UInt64 { unsafe tree.words[index] }
    @inline(__always) var kind: UInt8 { UInt8(truncatingIfNeeded: word >> 56) }

    /// Whether this is an object.
    public var isObject: Bool { kind == UInt8(ascii: "{") }
    /// Whether this is a list.
    public var isArray: Bool { kind == UInt8(ascii: "[") }
    /// Whether this is text.
    public var isString: Bool { kind == UInt8(ascii: "\"") }
    /// Whether this is null.
    public var isNull: Bool { kind == UInt8(ascii: "n") }

    /// The index of the value behind this one.
    @inline(__always) var next: Int {
        switch kind {
        case UInt8(ascii: "{"), UInt8(ascii: "["): Int(word & 0xFFFF_FFFF)
        case UInt8(ascii: "l"), UInt8(ascii: "u"), UInt8(ascii: "d"): index + 2
        default: index + 1
        }
    }

    /// How many members or elements there are.
    @inline(__always) public var count: Int {
        let stored = Int(word >> 32 & 0xFF_FFFF)
        return stored == 0xFF_FFFF ? counted : stored
    }

    /// The number where it is too large for the tape.
    private var counted: Int {
        var count = 0
        forEachChild { _, _ in count += 1 }
        return count
    }

    /// The bytes of a text.
    @inline(__always) var utf8: UnsafeBufferPointer<UInt8> {
        let (start, count) = unsafe tree.text(word)
        return unsafe UnsafeBufferPointer(start: start, count: count)
    }

    /// The text, where the value is text.
    public var string: String? { isString ? unsafe String(decoding: utf8, as: UTF8.self) : nil }

    /// Whether the value is this text.
    public func equals(_ text: StaticString) -> Bool {
        guard isString else { return false }
        let mine = unsafe utf8
        guard mine.count == text.utf8CodeUnitCount, let start = mine.baseAddress else { return false }
        return unsafe memcmp(start, text.utf8Start, mine.count) == 0
    }

    /// Whether the value is this text.
    public func equals(_ text: String) -> Bool {
        guard isString else { return false }
        let mine = unsafe utf8
        var text = text
        return text.withUTF8 { wanted in
            guard wanted.count == mine.count, let left = wanted.baseAddress, let right = mine.baseAddress else { return false }
            return unsafe memcmp(left, right, mine.count) == 0
        }
    }

    /// Whether the value is a text without a character.
    public var isEmptyText: Bool { unsafe isString && utf8.isEmpty }

    /// Runs `body` on the bytes of a text; nil for anything else.
    public func withText<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result?) -> Result? {
        isString ? unsafe body(utf8) : nil
    }

    /// The whole number, where the value is one that fits.
    public var integer: Int64? {
        switch kind {
        case UInt8(ascii: "l"): unsafe Int64(bitPattern: tree.words[index + 1])
        case UInt8(ascii: "u"): unsafe Int64(exactly: tree.words[index + 1])
        default: nil
        }
    }

    /// The number, where the value is one.
    public var double: Double? {
        switch kind {
        case UInt8(ascii: "l"): unsafe Double(Int64(bitPattern: tree.words[index + 1]))
        case UInt8(ascii: "u"): unsafe Double(tree.words[index + 1])
        case UInt8(ascii: "d"): unsafe Double(bitPattern: tree.words[index + 1])
        default: nil
        }
    }

    /// The truth value, where the value is one.
    public var boolean: Bool? {
        switch kind {
        case UInt8(ascii: "t"): true
        case UInt8(ascii: "f"): false
        default: nil
        }
    }

    /// Calls `body` with each member's name and value, or each element and itself for a name.
    @inline(__always) public func forEachChild(_ body: (_ name: JSONNode, _ value: JSONNode) -> Void) {
        let end = Int(word & 0xFFFF_FFFF) - 1
        let isObject = isObject
        guard isObject || isArray else { return }
        var place = index + 1
        while place < end {
            let name = JSONNode(tree: tree, index: place)
            let value = isObject ? JSONNode(tree: tree, index: place + 1) : name
            body(name, value)
            place = value.next
        }
    }

    /// The members of an object, in order; empty for anything else.
    public var members: [(name: String, value: JSONNode)] {
        guard isObject else { return [] }
        var members: [(name: String, value: JSONNode)] = []
        forEachChild { name, value in members.append((name.string ?? "", value)) }
        return members
    }

    /// The elements of a list; empty for anything else.
    public var elements: [JSONNode] {
        guard isArray else { return [] }
        var elements: [JSONNode] = []
        forEachChild { _, value in elements.append(value) }
        return elements
    }

    /// The first member called exactly `name`.
    public subscript(name: String) -> JSONNode? {
        guard isObject else { return nil }
        var found: JSONNode?
        var name = name
        name.withUTF8 { wanted in
            forEachChild { key, value in
                if unsafe found == nil && key.utf8.elementsEqual(wanted) { found = value }
            }
        }
        return found
    }
}
