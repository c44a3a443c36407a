// SPDX-License-Identifier: Apache-2.0

extension Threads {
    /// Changes every element of `elements`, several at once; in order on one thread, in an order of their own on more.
    ///
    /// - Parameters:
    ///   - count: how many threads, the calling one among them.
    ///   - tool: makes what the thread with a number from 0 on works with.
    ///   - isCancelled: asked before each element; the rest then stays as it is.
    public static func change<Element, Tool>(
        _ elements: inout [Element], on count: Int, unless isCancelled: @Sendable () -> Bool, with tool: @Sendable (_ thread: Int) -> Tool,
        _ body: @Sendable (inout Tool, inout Element) -> Void
    ) {
        unsafe elements.withUnsafeMutableBufferPointer { buffer in
            // Each element is one thread's: the counter gives its place once.
            nonisolated(unsafe) let shared = unsafe buffer
            let next = Counter()
            let size = unsafe shared.count
            runHere(min(count, size)) { thread in
                var tool = tool(thread)
                while case let place = next.next(), place < size, !isCancelled() { unsafe body(&tool, &shared[place]) }
            }
        }
    }
}
