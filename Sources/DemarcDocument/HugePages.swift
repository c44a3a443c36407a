// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
import Glibc
#endif

/// Large memory in large pages: a page fault for every 4 KiB of a snapshot costs as much as parsing it.
enum HugePages {
    private static let size = 1 << 21
    /// Below this the half page lost at either end would be felt.
    private static let least = 4 * size

    /// Asks the system to back the whole pages of `size` bytes at `memory` by large ones; it may refuse.
    static func ask(for memory: UnsafeMutableRawPointer, _ size: Int) {
        guard size >= least else { return }
        let start = (UInt(bitPattern: memory) + UInt(HugePages.size) - 1) & ~UInt(HugePages.size - 1)
        let end = (UInt(bitPattern: memory) + UInt(size)) & ~UInt(HugePages.size - 1)
        guard end > start, let base = unsafe UnsafeMutableRawPointer(bitPattern: start) else { return }
        _ = unsafe madvise(base, Int(end - start), MADV_HUGEPAGE)
    }
}
