// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

#if canImport(Glibc)
internal import Glibc
#endif

/// A temporary file without a name, in `$TMPDIR` or `/tmp`: gone with the process, whatever ends it. Made when something is first written.
final class SpillFile: Sendable {
    private struct State {
        var descriptor: Int32 = -1
        var size: Int64 = 0
        var complaint: String?
    }

    private let state = Guarded(State())

    deinit { state.withLock { if $0.descriptor >= 0 { close($0.descriptor) } } }

    /// What went wrong; nothing is written or read after it.
    var complaint: String? { state.withLock(\.complaint) }

    /// Room for `count` bytes behind all others; nil where there can't be any.
    func reserve(_ count: Int) -> Range<Int64>? {
        state.withLock { state in
            if state.descriptor < 0 && state.complaint == nil { SpillFile.open(&state) }
            guard state.complaint == nil else { return nil }
            defer { state.size += Int64(count) }
            return state.size..<state.size + Int64(count)
        }
    }

    /// Writes `bytes` to reserved room that begins at `offset`.
    func write(_ bytes: [UInt8], at offset: Int64) {
        let (descriptor, isGood) = state.withLock { ($0.descriptor, $0.complaint == nil) }
        guard isGood else { return }
        var done = 0
        while done < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { raw in
                unsafe raw.baseAddress.map { unsafe pwrite(descriptor, $0 + done, bytes.count - done, off_t(offset) + done) } ?? 0
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                return fail("can't be written")
            }
            done += count
        }
    }

    /// Reads the bytes at `range`; nil where that fails.
    func read(_ range: Range<Int64>) -> [UInt8]? {
        let (descriptor, isGood) = state.withLock { ($0.descriptor, $0.complaint == nil) }
        guard isGood else { return nil }
        var done = 0
        var bytes = [UInt8](repeating: 0, count: range.count)
        while done < bytes.count {
            let count = unsafe bytes.withUnsafeMutableBytes { room in
                unsafe room.baseAddress.map { unsafe pread(descriptor, $0 + done, room.count - done, off_t(range.lowerBound) + done) } ?? 0
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                fail("can't be read")
                return nil
            }
            done += count
        }
        return bytes
    }

    private static var folder: String {
        let folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? ""
        return folder.isEmpty ? "/tmp" : folder
    }

    private static func open(_ state: inout State) {
        var name = Array("\(folder)/demarc-XXXXXX".utf8CString)
        unsafe name.withUnsafeMutableBufferPointer { name in
            guard let name = name.baseAddress else { return }
            state.descriptor = unsafe mkstemp(name)
            if state.descriptor >= 0 { unsafe unlink(name) }
        }
        if state.descriptor < 0 { state.complaint = "no temporary file can be made in \(folder): \(reason())" }
    }

    private func fail(_ what: String) {
        let why = SpillFile.reason()
        state.withLock { state in
            if state.complaint == nil { state.complaint = "a temporary file in \(SpillFile.folder) \(what): \(why)" }
        }
    }

    private static func reason() -> String { unsafe String(cString: strerror(errno)).lowercased() }
}
