// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
import Glibc
#endif

/// Large memory in large pages: a page fault for every 4 KiB of a snapshot costs as much as parsing it.
enum HugePages {
    private static let page = UInt(1 << 12)
    /// Below this the half page lost at either end would be felt.
    private static let least = 1 << 23

    /// Asks the system to back `size` bytes at `memory`, which lie alone on their pages, by large ones; it may refuse.
    ///
    /// All the pages are asked for: a mapping of which only a part has large ones can't be grown in place, and growing would copy it.
    static func ask(for memory: UnsafeMutableRawPointer, _ size: Int) {
        guard size >= least else { return }
        let start = UInt(bitPattern: memory) & ~(page - 1)
        let end = (UInt(bitPattern: memory) + UInt(size) + page - 1) & ~(page - 1)
        guard let base = unsafe UnsafeMutableRawPointer(bitPattern: start) else { return }
        _ = unsafe madvise(base, Int(end - start), MADV_HUGEPAGE)
    }
}
