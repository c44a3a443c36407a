// SPDX-License-Identifier: Apache-2.0
internal import Foundation

/// The address sanitizer, which `Scripts/sanitize` runs tests under: it takes memory and time of its own.
public enum Sanitizer {
    /// Whether this process and those it starts run under it.
    public static let isOn = ProcessInfo.processInfo.environment["ASAN_OPTIONS"] != nil

    /// How far resident memory may grow where it may grow by `bytes` without the sanitizer: freed blocks are kept to see who still uses them.
    public static func room(_ bytes: Int) -> Int { isOn ? bytes + 256 << 20 : bytes }

    /// A shell command that bounds what comes after it to so much memory and processor time.
    ///
    /// Addresses are bounded, which is more than memory: so that they are nearly the same, the allocator does not reserve 128 MiB for a thread.
    /// The sanitizer reserves terabytes of addresses for its shadow, so that under it not addresses are bounded but resident memory, by four
    /// times as much: a shadow of an eighth, zones around each block, and the freed blocks it keeps.
    public static func bounds(megabytes: Int, seconds: Int) -> String {
        guard isOn else { return "export MALLOC_ARENA_MAX=1; ulimit -v \(megabytes * 1024) -t \(seconds) -c 0" }
        return "export ASAN_OPTIONS=\"$ASAN_OPTIONS:hard_rss_limit_mb=\(4 * megabytes)\"; ulimit -t \(4 * seconds) -c 0"
    }
}
