// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
internal import Glibc
#endif

/// One run of `demarc`, and what it used.
struct ScanProcess {
    let seconds: Double
    let processorSeconds: Double
    let peakBytes: Int

    init(_ arguments: [String]) throws {
        var usage = rusage()
        var status: Int32 = 0
        let started = ContinuousClock.now
        let process = try ScanProcess.start(arguments)
        guard unsafe wait4(process, &status, 0, &usage) == process else { throw FolderError(description: "the scan was lost") }
        let (whole, fraction) = (ContinuousClock.now - started).components
        // Exit code 1 says that there are findings.
        guard status & 0x7F == 0, [0, 1].contains(status >> 8 & 0xFF) else {
            throw FolderError(description: "demarc \(arguments.joined(separator: " ")) ended with status \(status)")
        }
        seconds = Double(whole) + Double(fraction) * 1e-18
        processorSeconds = ScanProcess.seconds(usage.ru_utime) + ScanProcess.seconds(usage.ru_stime)
        peakBytes = usage.ru_maxrss * 1024
    }

    private static func start(_ arguments: [String]) throws -> pid_t {
        var process: pid_t = 0
        var words: [UnsafeMutablePointer<CChar>?] = unsafe ([Places.program] + arguments).map { unsafe strdup($0) }
        defer { unsafe words.forEach { unsafe free($0) } }
        unsafe words.append(nil)
        let status = unsafe posix_spawn(&process, Places.program, nil, nil, &words, environ)
        guard status == 0 else { throw FolderError(description: "\(Places.program) can't be run: \(unsafe String(cString: strerror(status)))") }
        return process
    }

    private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
}

/// Where things stand in the checkout that the benchmarks were built from.
enum Places {
    private static let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
    static let tenRules = root + "/Benchmarks/rules"
    static let shippedRules = root + "/Plugins"
    /// The program that was built with the benchmarks.
    static let program: String = {
        var path = [CChar](repeating: 0, count: 4096)
        let length = unsafe readlink("/proc/self/exe", &path, path.count)
        let own = String(decoding: path.prefix(max(0, length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return own.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/demarc"
    }()
}
