// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
internal import Glibc
#endif

/// A file that is written from its beginning to its end.
final class FileStream {
    let path: String
    /// Bytes written so far.
    private(set) var count = 0
    private let descriptor: Int32

    init(at path: String) throws {
        self.path = path
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw FolderError(description: "\(path) can't be made: \(unsafe String(cString: strerror(errno)))") }
    }

    deinit { close(descriptor) }

    func write(_ text: String) throws { try write(Array(text.utf8)) }

    func write(_ bytes: [UInt8]) throws { try unsafe bytes.withUnsafeBytes { try unsafe write($0) } }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        var written = 0
        while written < bytes.count {
            let count = unsafe Glibc.write(descriptor, bytes.baseAddress.map { unsafe $0 + written }, bytes.count - written)
            guard count > 0 else { throw FolderError(description: "\(path) can't be written: \(unsafe String(cString: strerror(errno)))") }
            written += count
        }
        count += written
    }

    /// All bytes of the file at `path`.
    static func read(_ path: String) throws -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FolderError(description: "\(path) can't be read: \(unsafe String(cString: strerror(errno)))") }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw FolderError(description: "\(path) can't be read") }
        return try unsafe [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { room, count in
            while count < room.count {
                let more = unsafe Glibc.read(descriptor, room.baseAddress.map { unsafe $0 + count }, room.count - count)
                guard more > 0 else { throw FolderError(description: "\(path) ends early") }
                count += more
            }
        }
    }
}
