// SPDX-License-Identifier: Apache-2.0

/// How the memory that a command may use is shared out.
struct WorkingMemory {
    /// Bytes that the program takes besides, and bytes of each thread: its machine with the rules, what it has decided, files on their way in.
    private static let base = (program: 34 << 20, thread: 14 << 20)

    /// Bytes of findings.
    let findings: Int
    /// Bytes of accounts.
    let accounts: Int

    init(total: Int, jobs: Int) {
        findings = min(64 << 20, max(1 << 20, total / 16))
        // Findings are there twice while they are sorted.
        accounts = max(0, total - 2 * findings - WorkingMemory.base.program - jobs * WorkingMemory.base.thread)
    }
}
