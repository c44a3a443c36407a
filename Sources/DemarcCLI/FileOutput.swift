// SPDX-License-Identifier: Apache-2.0
internal import Demarc

#if canImport(Glibc)
internal import Glibc
#endif

/// Text on its way to a file descriptor, written in large pieces.
struct FileOutput: ReportOutput {
    private static let size = 1 << 16

    private let descriptor: Int32
    private var buffer: [UInt8] = []
    /// The error number of the first write that failed; nothing is written after it.
    private(set) var failure: Int32 = 0

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    mutating func write(_ text: String) {
        buffer.append(contentsOf: text.utf8)
        if buffer.count >= FileOutput.size { finish() }
    }

    mutating func write(_ bytes: [UInt8]) {
        if buffer.count + bytes.count >= FileOutput.size {
            finish()
            deliver(bytes)
        } else {
            buffer += bytes
        }
    }

    /// Gives the text up: it is not whole.
    mutating func abandon() { failure = EIO }

    /// Writes what is left.
    mutating func finish() {
        deliver(buffer)
        buffer.removeAll(keepingCapacity: true)
    }

    private mutating func deliver(_ bytes: [UInt8]) {
        var start = 0
        while start < bytes.count && failure == 0 {
            let count = unsafe bytes.withUnsafeBytes { bytes in
                unsafe bytes.baseAddress.map { unsafe Glibc.write(descriptor, $0 + start, bytes.count - start) } ?? 0
            }
            if count < 0 && errno == EINTR { continue }
            if count < 0 && errno == EAGAIN {
                awaitRoom()
                continue
            }
            if count < 0 { failure = errno } else { start += count }
        }
    }

    /// Waits until a descriptor that does not wait by itself takes more.
    private func awaitRoom() {
        var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        unsafe poll(&wanted, 1, -1)
    }

    /// Writes what is left of a report on standard output, and throws where it did not arrive.
    mutating func conclude() throws(UsageError) {
        finish()
        if let complaint { throw UsageError("standard output can't be written: \(complaint)") }
    }

    /// Why the text did not arrive; nil where it did, or where the reader went away.
    var complaint: String? { failure == 0 || failure == EPIPE ? nil : unsafe String(cString: strerror(failure)).lowercased() }
}
