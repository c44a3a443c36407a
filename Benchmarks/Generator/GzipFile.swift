// SPDX-License-Identifier: Apache-2.0
internal import CDeflate

#if canImport(Glibc)
internal import Glibc
#endif

/// Packs a file that stands on the disk into one gzip stream, as AWS Config delivers them.
enum GzipFile {
    /// Writes `path`.gz and removes `path`.
    static func replace(_ path: String) throws {
        let (bytes, packed) = try unsafe pack(path)
        defer {
            unsafe munmap(bytes.baseAddress, bytes.count)
            unsafe packed.deallocate()
        }
        try unsafe FileStream(at: path + ".gz").write(packed)
        guard unsafe unlink(path) == 0 else { throw FolderError(description: "\(path) can't be removed") }
    }

    private static func pack(_ path: String) throws -> (mapped: UnsafeMutableRawBufferPointer, packed: UnsafeRawBufferPointer) {
        let mapped = try unsafe map(path)
        guard let compressor = unsafe libdeflate_alloc_compressor(6) else { throw FolderError(description: "not enough memory to pack \(path)") }
        defer { unsafe libdeflate_free_compressor(compressor) }
        let bound = unsafe libdeflate_gzip_compress_bound(compressor, mapped.count)
        let packed = UnsafeMutableRawBufferPointer.allocate(byteCount: bound, alignment: 16)
        let count = unsafe libdeflate_gzip_compress(compressor, mapped.baseAddress, mapped.count, packed.baseAddress, bound)
        guard count > 0 else { throw FolderError(description: "\(path) can't be packed") }
        return unsafe (mapped, UnsafeRawBufferPointer(rebasing: packed[..<count]))
    }

    /// The file's bytes, which the system reads when they are needed and may let go of again.
    private static func map(_ path: String) throws -> UnsafeMutableRawBufferPointer {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        var status = stat()
        guard descriptor >= 0, unsafe fstat(descriptor, &status) == 0,
            let address = unsafe mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0), unsafe address != MAP_FAILED
        else { throw FolderError(description: "\(path) can't be read") }
        return unsafe UnsafeMutableRawBufferPointer(start: address, count: Int(status.st_size))
    }
}
