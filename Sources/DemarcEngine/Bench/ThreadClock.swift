// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
internal import Glibc
#endif

/// Time that this thread ran: what others do on the machine does not count.
enum ThreadClock {
    static var nanoseconds: Double {
        var now = timespec()
        unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now)
        return Double(now.tv_sec) * 1e9 + Double(now.tv_nsec)
    }

    /// How long `body` ran.
    static func measure<Failure: Error>(_ body: () throws(Failure) -> Void) throws(Failure) -> Double {
        let start = nanoseconds
        try body()
        return nanoseconds - start
    }
}
