// SPDX-License-Identifier: Apache-2.0
internal import Demarc

#if canImport(Glibc)
internal import Glibc
#endif

/// Writes a file that appears whole or not at all.
enum WholeFile {
    /// Runs `body` on a temporary file beside `path`, which takes its place when everything has arrived.
    ///
    /// A link is followed, and what is no file, such as a pipe or a device, is written to in place.
    static func write(_ path: String, _ body: (inout FileOutput) -> Void) throws(UsageError) {
        let path = resolved(path)
        var status = stat()
        if unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG && status.st_mode & S_IFMT != S_IFDIR {
            return try writeInPlace(path, body)
        }
        let temporary = "\(path).\(getpid()).part"
        let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw UsageError("\(path): can't be written: \(reason())") }
        try Interrupt.removing(temporary) { () throws(UsageError) in try finish(path, temporary, descriptor, body) }
    }

    private static func finish(
        _ path: String, _ temporary: String, _ descriptor: Int32, _ body: (inout FileOutput) -> Void
    ) throws(UsageError) {
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

    private static func writeInPlace(_ path: String, _ body: (inout FileOutput) -> Void) throws(UsageError) {
        let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw UsageError("\(path): can't be written: \(reason())") }
        defer { close(descriptor) }
        var output = FileOutput(descriptor: descriptor)
        body(&output)
        output.finish()
        if let complaint = output.complaint { throw UsageError("\(path): can't be written: \(complaint)") }
    }

    /// What a chain of links leads to; the path itself where it is none or leads nowhere.
    private static func resolved(_ path: String) -> String {
        guard let real = unsafe realpath(path, nil) else { return path }
        defer { unsafe free(real) }
        return unsafe String(cString: real)
    }

    private static func reason() -> String { unsafe String(cString: strerror(errno)).lowercased() }
}
