// SPDX-License-Identifier: Apache-2.0
internal import Demarc
internal import FoundationEssentials

#if canImport(Glibc)
internal import Glibc
#endif

/// Notices that something in some folders, or in folders below them, has changed since it was made.
struct FolderWatch: ~Copyable {
    /// An editor that saves writes several files, one right after the other; what comes within so many milliseconds is one change.
    private static let pause: Int32 = 50
    /// So often, in milliseconds, is asked whether to give up.
    private static let patience: Int32 = 100
    private static let changes = UInt32(IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_MOVE_SELF | IN_DELETE_SELF)

    private let descriptor: Int32

    /// Begins to watch; a folder that is created later is not looked into, but that it came is noticed.
    init(_ folders: [String]) throws(UsageError) {
        descriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
        guard descriptor >= 0 else { throw UsageError("--watch: the system can't watch files: \(unsafe String(cString: strerror(errno)))") }
        for folder in folders { try add(folder) }
    }

    deinit { close(descriptor) }

    private func add(_ folder: String) throws(UsageError) {
        guard unsafe inotify_add_watch(descriptor, folder, FolderWatch.changes) >= 0 else {
            throw UsageError("--watch: \(SafeText.name(folder)) can't be watched: \(unsafe String(cString: strerror(errno)).lowercased())")
        }
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where !name.hasPrefix(".") {
            var isFolder = false
            let path = "\(folder)/\(name)"
            if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder { try add(path) }
        }
    }

    /// Waits for the first change; false where `isCancelled` said so before.
    func wait(isCancelled: () -> Bool) -> Bool {
        while !isCancelled() {
            guard hasChange(within: FolderWatch.patience) else { continue }
            repeat { drain() } while hasChange(within: FolderWatch.pause)
            return true
        }
        return false
    }

    private func hasChange(within milliseconds: Int32) -> Bool {
        var question = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&question, 1, milliseconds) > 0
    }

    private func drain() {
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        while unsafe read(descriptor, &buffer, buffer.count) > 0 {}
    }
}
