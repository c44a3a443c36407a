// SPDX-License-Identifier: Apache-2.0
internal import CInflate

#if canImport(Glibc)
import Glibc
#endif

/// A gzip stream that is unpacked while it is read, every member of it.
@safe public final class Gunzip {
    /// The most a stream may grow by: AWS Config's files grow by 8 to 9.
    private static let maxRatio = 200
    /// What any stream may unpack to, whatever it grows by.
    private static let harmlessSize = 1 << 26
    private static let blockSize = 1 << 16

    private let source: TextStream.Source
    private let stream: OpaquePointer
    private let block: UnsafeMutablePointer<UInt8>
    /// What is left of the block.
    private var next: UnsafePointer<UInt8>
    private var left = 0
    private let size: Int
    private var isAtEnd = false
    /// Whether the stream may end here.
    private var isBetweenMembers = false
    private var written = 0
    private var taken = 0

    /// Whether `bytes` begin like a gzip stream.
    public static func isGzip(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        unsafe bytes.count >= 3 && bytes[0] == 0x1F && bytes[1] == 0x8B && bytes[2] == 8
    }

    /// The most bytes that a stream of `count` bytes may unpack to.
    public static func limit(_ count: Int) -> Int { max(harmlessSize, count * maxRatio) }

    /// Unpacks what `source` reads, a stream of `size` bytes.
    public init(_ source: @escaping TextStream.Source, size: Int) throws(DocumentError) {
        guard let stream = unsafe CInflate_create() else { throw .outOfMemory }
        unsafe self.source = source
        unsafe self.stream = stream
        self.size = size
        unsafe block = .allocate(capacity: Gunzip.blockSize)
        unsafe next = UnsafePointer(block)
    }

    deinit {
        unsafe CInflate_destroy(stream)
        unsafe block.deallocate()
    }

    /// Unpacks what comes next into `room`; zero bytes mean the end.
    public func read(_ room: UnsafeMutableBufferPointer<UInt8>) throws(DocumentError) -> Int {
        guard var target = room.baseAddress else { return 0 }
        var space = room.count
        while space == room.count && space > 0 {
            if left == 0 { try fill() }
            if isBetweenMembers, try isPadding() { break }
            let before = (left: left, space: space)
            let status = unsafe CInflate_read(stream, &next, &left, &target, &space)
            taken += before.left - left
            isBetweenMembers = status == CINFLATE_MEMBER_END
            let isCut = before.left == 0 && space == before.space && !isBetweenMembers
            guard status != CINFLATE_DAMAGED && !isCut else { throw .damagedArchive("at byte \(taken) of \(size)") }
        }
        written += room.count - space
        guard written <= Gunzip.limit(size) else {
            throw .tooLarge(what: "a gzip stream that unpacks to more than \(Gunzip.limit(size)) bytes", limit: "\(Gunzip.maxRatio) times its size")
        }
        return room.count - space
    }

    private func fill() throws(DocumentError) {
        guard !isAtEnd else { return }
        left = unsafe try source(UnsafeMutableBufferPointer(start: block, count: Gunzip.blockSize))
        unsafe next = UnsafePointer(block)
        isAtEnd = left == 0
    }

    /// Whether nothing follows but zeros, as tape writers leave them; anything else may be a member that was lost.
    private func isPadding() throws(DocumentError) -> Bool {
        while left > 0 {
            guard unsafe next.pointee == 0 else { return false }
            unsafe next += 1
            left -= 1
            taken += 1
            if left == 0 { try fill() }
        }
        return true
    }
}
