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
        return unsafe count == start.count && start.withUnsafeBufferPointer { unsafe Gunzip.isGzip($0) }
    }

    /// How many bytes its text is likely to have: of a gzip stream, as many as its end says, and no more than it may have.
    var textSize: Int {
        guard isGzip else { return size }
        var end: [UInt8] = [0, 0, 0, 0]
        let count = unsafe end.withUnsafeMutableBytes { unsafe pread(descriptor, $0.baseAddress, $0.count, status.st_size - 4) }
        return count == end.count ? min(end.reversed().reduce(0) { $0 << 8 | Int($1) }, Gunzip.limit(size)) : size
    }

    /// The file's text from its beginning, unpacked where it is a gzip stream.
    func stream() throws(DocumentError) -> TextStream {
        lseek(descriptor, 0, SEEK_SET)
        let source: TextStream.Source = { [self] (room) throws(DocumentError) in try unsafe read(room) }
        guard isGzip else { return unsafe try TextStream(source) }
        let archive = unsafe try Gunzip(source, size: size)
        return unsafe try TextStream { (room) throws(DocumentError) in try unsafe archive.read(room) }
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
