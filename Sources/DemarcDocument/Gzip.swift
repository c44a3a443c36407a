// SPDX-License-Identifier: Apache-2.0
internal import CDeflate

/// Gzip streams, recognised by their magic number and unpacked with libdeflate.
public enum Gzip {
    /// The most bytes one file may unpack to: what simdjson reads in one document.
    private static let maxUnpackedSize = (1 << 32) - 4096
    /// The most a stream may grow by: AWS Config's files grow by 8 to 9.
    private static let maxRatio = 200
    /// What any stream may unpack to, whatever it grows by.
    private static let harmlessSize = 1 << 26

    /// The most bytes that a stream of `count` bytes may unpack to.
    public static func limit(_ count: Int) -> Int { min(maxUnpackedSize, max(harmlessSize, count * maxRatio)) }

    /// Whether `bytes` begin like a gzip stream.
    public static func isGzip(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        unsafe bytes.count >= 3 && bytes[0] == 0x1F && bytes[1] == 0x8B && bytes[2] == 8
    }

    /// Unpacks every member of the stream.
    public static func unpack(_ bytes: UnsafeBufferPointer<UInt8>) throws(DocumentError) -> TextBuffer {
        let limit = limit(bytes.count)
        guard let decompressor = unsafe libdeflate_alloc_decompressor() else { throw .outOfMemory }
        defer { unsafe libdeflate_free_decompressor(decompressor) }
        var capacity = unsafe announcedSize(bytes)
        while true {
            let room = min(capacity, limit)
            do {
                return try unsafe unpack(bytes, with: decompressor, room: room)
            } catch .tooLarge where room < limit {
                capacity = max(room * 2, 1 << 16)
            } catch .tooLarge {
                throw .tooLarge(what: "a gzip stream that unpacks to more than \(limit) bytes", limit: "\(maxRatio) times its size")
            } catch {
                throw error
            }
        }
    }

    /// What the last member says of its size, never more than the stream could hold.
    private static func announcedSize(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        guard bytes.count >= 18 else { return 64 }
        let tail = (0..<4).reduce(0) { unsafe $0 | Int(bytes[bytes.count - 4 + $1]) << (8 * $1) }
        return max(64, min(tail, limit(bytes.count)))
    }

    private static func unpack(
        _ bytes: UnsafeBufferPointer<UInt8>, with decompressor: OpaquePointer, room: Int
    ) throws(DocumentError) -> TextBuffer {
        unsafe try TextBuffer(capacity: room) { (output) throws(DocumentError) in
            var read = 0
            var written = 0
            while read < bytes.count {
                var consumed = 0
                var produced = 0
                guard let input = bytes.baseAddress, let target = output.baseAddress else { break }
                let status = unsafe libdeflate_gzip_decompress_ex(
                    decompressor, input + read, bytes.count - read, target + written, room - written, &consumed, &produced)
                if status == LIBDEFLATE_INSUFFICIENT_SPACE { throw .tooLarge(what: "", limit: "") }
                guard status == LIBDEFLATE_SUCCESS, consumed > 0 else {
                    throw .damagedArchive("at byte \(read) of \(bytes.count)")
                }
                read += consumed
                written += produced
                // Zeros behind the last member are padding, as tape writers leave it; anything else may be a member that was lost.
                if unsafe bytes[read...].allSatisfy({ $0 == 0 }) { break }
            }
            return written
        }
    }
}

extension TextBuffer {
    /// The text itself, or what it unpacks to where it is a gzip stream.
    public func unpacked() throws(DocumentError) -> TextBuffer {
        let bytes = unsafe UnsafeBufferPointer(start: UnsafePointer(base), count: count)
        return unsafe Gzip.isGzip(bytes) ? try Gzip.unpack(bytes) : self
    }
}
