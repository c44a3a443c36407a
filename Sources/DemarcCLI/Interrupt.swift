// SPDX-License-Identifier: Apache-2.0
internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#endif

/// Ctrl-C: the first ends the work at the next convenient place, the second ends the process.
enum Interrupt {
    private static let isRequested = Atomic(false)

    /// Whether somebody pressed it.
    static var isSet: Bool { isRequested.load(ordering: .relaxed) }

    /// Takes Ctrl-C from now on.
    static func take() {
        // What the handler uses is there before it runs: nothing may be made within one.
        guard !isSet else { return }
        signal(SIGINT) { _ in
            if Interrupt.isRequested.exchange(true, ordering: .relaxed) { _exit(130) }
            let text: StaticString = "demarc: stopping; once more ends at once\n"
            _ = unsafe write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
        }
    }
}
