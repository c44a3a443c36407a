// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
import Glibc
#endif

/// A buffer of trivial elements that grows in place where the system can, and is freed by its owner.
@safe struct GrowingBuffer<Element: BitwiseCopyable> {
    private(set) var base: UnsafeMutablePointer<Element>
    private(set) var count = 0
    private(set) var capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
        unsafe base = GrowingBuffer.reallocate(nil, capacity: capacity)
    }

    @inline(__always) subscript(index: Int) -> Element {
        get { unsafe base[index] }
        nonmutating set { unsafe base[index] = newValue }
    }

    /// Makes room for `extra` more elements.
    @inline(__always) mutating func reserve(_ extra: Int) {
        if count + extra > capacity { grow(extra) }
    }

    /// Adds `extra` elements that the caller fills, and returns the index of the first.
    @inline(__always) mutating func extend(_ extra: Int) -> Int {
        reserve(extra)
        defer { count += extra }
        return count
    }

    @inline(__always) mutating func append(_ element: Element) {
        reserve(1)
        unsafe base[count] = element
        count += 1
    }

    mutating func append(_ source: UnsafePointer<Element>, _ extra: Int) {
        reserve(extra)
        unsafe (base + count).update(from: source, count: extra)
        count += extra
    }

    /// Forgets the elements, and keeps their room.
    mutating func clear() { count = 0 }

    func free() { unsafe Glibc.free(base) }

    @inline(never) private mutating func grow(_ extra: Int) {
        capacity = max(capacity + capacity / 2, count + extra)
        unsafe base = GrowingBuffer.reallocate(base, capacity: capacity)
    }

    /// Like every allocation of the language itself, ends the process where the system has no memory left.
    private static func reallocate(_ old: UnsafeMutablePointer<Element>?, capacity: Int) -> UnsafeMutablePointer<Element> {
        let size = capacity * MemoryLayout<Element>.stride
        guard let new = unsafe realloc(old, size) else { preconditionFailure("out of memory") }
        unsafe HugePages.ask(for: new, size)
        return unsafe new.assumingMemoryBound(to: Element.self)
    }
}
