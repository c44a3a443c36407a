// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

#if canImport(Glibc)
internal import Glibc
#endif

/// A file that is being read; that it changes meanwhile is an error.
final class InputFile {
    private let descriptor: Int32
    private let status: stat

    init(_ path: String) throws(DocumentError) {
        // A pipe that nobody writes to must not hold the scan up.
        descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw InputFile.error() }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            close(descriptor)
            throw InputFile.error()
        }
        self.status = status
        guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable("it is not a file") }
    }

    deinit { close(descriptor) }

    private static func error() -> DocumentError { .unreadable(unsafe String(cString: strerror(errno)).lowercased()) }

    /// How many bytes it has.
    var size: Int { Int(status.st_size) }

    /// Whether it begins like a gzip stream.
    var isGzip: Bool {
        var start: [UInt8] = [0, 0, 0]
        let count = unsafe start.withUnsafeMutableBytes { unsafe pread(descriptor, $0.baseAddress, $0.count, 0) }
        return unsafe count == start.count && start.withUnsafeBufferPointer { unsafe Gzip.isGzip($0) }
    }

    /// Opens `stream` on the file's text, unpacked where it is a gzip stream.
    func open(_ stream: TextStream) throws(DocumentError) {
        unsafe try stream.open { [self] (room) throws(DocumentError) in try unsafe read(room) }
        if unsafe stream.withPiece({ unsafe Gzip.isGzip($0) }) { stream.open(try stream.text(size: size).unpacked()) }
    }

    /// Opens `stream` anew where it has gone on in the text.
    func rewind(_ stream: TextStream) throws(DocumentError) {
        guard stream.hasAdvanced else { return }
        lseek(descriptor, 0, SEEK_SET)
        try open(stream)
    }

    private func read(_ room: UnsafeMutableBufferPointer<UInt8>) throws(DocumentError) -> Int {
        while true {
            let count = unsafe Glibc.read(descriptor, room.baseAddress, room.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw InputFile.error() }
            if count == 0 { try checkUnchanged() }
            return count
        }
    }

    private func checkUnchanged() throws(DocumentError) {
        var now = stat()
        guard unsafe fstat(descriptor, &now) == 0 else { throw InputFile.error() }
        let isSame =
            now.st_size == status.st_size && now.st_mtim.tv_sec == status.st_mtim.tv_sec && now.st_mtim.tv_nsec == status.st_mtim.tv_nsec
        guard isSame else { throw .unreadable("it changed while it was read") }
    }
}
