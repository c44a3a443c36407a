// SPDX-License-Identifier: Apache-2.0

/// Where one thread adds to a buffer that many share: a chunk that is its own, then another. What is added at once lies in one piece.
@safe struct ChunkedBuffer<Element: BitwiseCopyable>: ~Copyable {
    /// Large enough that threads seldom meet, small enough that nobody misses what is left of one.
    private static var chunk: Int { (1 << 18) / MemoryLayout<Element>.stride }

    let base: UnsafeMutablePointer<Element>
    private let shared: Guarded<ReservedBuffer<Element>>
    /// What is left of the chunk.
    private var next = 0
    private var end = 0

    init(_ shared: Guarded<ReservedBuffer<Element>>) {
        self.shared = shared
        unsafe base = unsafe shared.withLock { unsafe $0.base }
    }

    @inline(__always) subscript(index: Int) -> Element {
        get { unsafe base[index] }
        nonmutating set { unsafe base[index] = newValue }
    }

    /// Adds `extra` elements that the caller fills, and returns the index of the first.
    @inline(__always) mutating func extend(_ extra: Int) -> Int {
        guard extra <= end - next else { return take(extra) }
        defer { next += extra }
        return next
    }

    /// Adds an element, and returns its index.
    @inline(__always) @discardableResult mutating func append(_ element: Element) -> Int {
        let place = extend(1)
        unsafe base[place] = element
        return place
    }

    /// Goes on behind the chunk where nobody took what lies there, else elsewhere; what is large gets a place of its own.
    @inline(never) private mutating func take(_ extra: Int) -> Int {
        let isLarge = extra > ChunkedBuffer.chunk / 4
        let (first, last) = shared.withLock { [end, next] buffer in
            if buffer.count == end {
                _ = buffer.extend(max(ChunkedBuffer.chunk, extra))
                return (next, buffer.count)
            }
            let first = buffer.extend(isLarge ? extra : ChunkedBuffer.chunk)
            return (first, buffer.count)
        }
        if first == next || !isLarge {
            next = first + extra
            end = last
        }
        return first
    }
}
