// SPDX-License-Identifier: Apache-2.0
internal import Dispatch
internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#endif

/// Ctrl-C: the first stops at the next batch, the second ends the process.
struct Interrupt {
    /// Whether somebody pressed it, as other threads see it.
    final class Flag: Sendable {
        private let isRequested = Atomic(false)

        var isSet: Bool { isRequested.load(ordering: .relaxed) }

        func request() {
            if isRequested.exchange(true, ordering: .relaxed) { _exit(130) }
            Terminal.say("demarc: stopping; once more ends at once")
        }
    }

    let flag = Flag()
    private let source: any DispatchSourceSignal

    init() {
        signal(SIGINT, SIG_IGN)
        source = DispatchSource.makeSignalSource(signal: SIGINT, queue: DispatchQueue(label: "demarc.interrupt"))
        source.setEventHandler { [flag] in flag.request() }
        source.resume()
    }
}
