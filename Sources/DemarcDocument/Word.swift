// SPDX-License-Identifier: Apache-2.0
public import CArena

/// One value of an arena: a tag and a payload in 64 bits, laid out as `CArena.h` says.
public struct Word: Sendable, Equatable, Hashable {
    /// The bits.
    public var bits: UInt64

    /// The word of these bits.
    @inlinable public init(bits: UInt64) { self.bits = bits }

    @inlinable init(tag: Int, count: Int = 0, index: Int) {
        bits = carena_make(UInt32(truncatingIfNeeded: tag), UInt32(truncatingIfNeeded: count), UInt64(index))
    }

    /// JSON null, and the absence of a value.
    public static let null = Word(bits: 0)
    /// JSON false.
    public static let no = Word(bits: UInt64(CARENA_FALSE) << 60)
    /// JSON true.
    public static let yes = Word(bits: UInt64(CARENA_TRUE) << 60)
    /// An object without members.
    public static let emptyObject = Word(tag: CARENA_OBJECT, index: 0)
    /// A list without elements.
    public static let emptyArray = Word(tag: CARENA_ARRAY, index: 0)

    /// An unknown without a detail.
    public static func unknown(_ cause: Cause) -> Word {
        Word(tag: CARENA_UNKNOWN, count: Int(cause.rawValue), index: 0)
    }

    /// What the word holds, one of CArena's tags.
    @inlinable public var tag: Int { Int(bits >> 60) }
    /// Whether the word is null or absent.
    @inlinable public var isNull: Bool { bits == 0 }
    @inlinable var index: Int { Int(bits & ((1 << 36) - 1)) }
    @inlinable var count: Int { Int(bits >> 36 & ((1 << 24) - 1)) }

    /// Whether the word is an object, read with or without the case of its keys.
    @inlinable public var isObject: Bool { tag == CARENA_OBJECT || tag == CARENA_EXACT }
    /// Whether the word is a list.
    @inlinable public var isArray: Bool { tag == CARENA_ARRAY }
    /// Whether the word is text.
    @inlinable public var isString: Bool { tag == CARENA_STRING || tag == CARENA_SHORT }

    /// Whether the word is the documents that several sources hold of one resource.
    public var isJoined: Bool { tag == CARENA_JOINED }

    /// The cause, where the word is unknown.
    public var cause: Cause? { tag == CARENA_UNKNOWN ? Cause(rawValue: UInt8(truncatingIfNeeded: count)) : nil }

    /// Whether the word is an object whose keys are read with their exact case.
    public var isExact: Bool { tag == CARENA_EXACT }
    /// The same object, its keys read with their exact case.
    public var exact: Word { tag == CARENA_OBJECT ? Word(tag: CARENA_EXACT, count: count, index: index) : self }
}
