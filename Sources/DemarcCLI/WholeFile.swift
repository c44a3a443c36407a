// SPDX-License-Identifier: Apache-2.0
internal import Demarc

#if canImport(Glibc)
internal import Glibc
#endif

/// Writes a file that appears whole or not at all.
enum WholeFile {
    /// Runs `body` on a temporary file beside `path`, which takes its place when everything has arrived.
    static func write(_ path: String, _ body: (inout FileOutput) -> Void) throws(UsageError) {
        let temporary = "\(path).\(getpid()).part"
        let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw UsageError("\(path): can't be written: \(reason())") }
        var output = FileOutput(descriptor: descriptor)
        body(&output)
        output.finish()
        let arrived = output.failure == 0 && fsync(descriptor) == 0
        let isInPlace = unsafe arrived && rename(temporary, path) == 0
        let why = output.complaint ?? reason()
        close(descriptor)
        if isInPlace { return }
        unsafe unlink(temporary)
        throw UsageError("\(path): can't be written: \(why)")
    }

    private static func reason() -> String { unsafe String(cString: strerror(errno)).lowercased() }
}
