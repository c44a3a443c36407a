// SPDX-License-Identifier: Apache-2.0
internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#endif

/// Ctrl-C: the first ends the work at the next convenient place, the second ends the process.
enum Interrupt {
    private static let isRequested = Atomic(false)
    /// Where the path of a file stands that is not finished; 0 for none.
    private static let unfinished = Atomic(UInt(0))

    /// Whether somebody pressed it.
    static var isSet: Bool { isRequested.load(ordering: .relaxed) }

    /// Takes Ctrl-C from now on.
    static func take() {
        // What the handler uses is there before it runs: nothing may be made within one.
        guard !isSet, unfinished.load(ordering: .relaxed) == 0 else { return }
        signal(SIGINT) { _ in
            if Interrupt.isRequested.exchange(true, ordering: .relaxed) {
                if let path = unsafe UnsafePointer<CChar>(bitPattern: Interrupt.unfinished.load(ordering: .acquiring)) { unsafe unlink(path) }
                _exit(130)
            }
            let text: StaticString = "demarc: stopping; once more ends at once\n"
            _ = unsafe write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
        }
    }

    /// Runs `body`, which finishes the file at `path` or removes it; where the process is ended meanwhile, it is removed.
    static func removing<Result>(_ path: String, _ body: () throws(UsageError) -> Result) throws(UsageError) -> Result {
        // It stays in memory: a handler on another thread may be at it.
        unfinished.store(unsafe UInt(bitPattern: strdup(path)), ordering: .releasing)
        defer { unfinished.store(0, ordering: .releasing) }
        return try body()
    }
}
