// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

#if canImport(Glibc)
internal import Glibc
#endif

/// Finds and reads the files a user named.
enum FileTree {
    enum Entry: Equatable {
        case file(String)
        /// Something that is not read, and why.
        case skipped(String, reason: String)
        /// Something that can't be read, and why.
        case unreadable(String, reason: String)
    }

    /// Every file at or below `paths`, each once, in the order of their paths' bytes; folders are listed by several threads at once.
    static func entries(_ paths: [String], threads: Int = 1) -> [Entry] {
        let roots = paths.map { path in
            let end = path.lastIndex { $0 != "/" }.map(path.index(after:))
            return end.map { String(path[..<$0]) } ?? path
        }
        let links = LinkTargets(roots: roots)
        var walk = FolderWalk()
        for root in roots { look(at: root, isNamed: true, links, &walk) }
        let shared = Guarded(walk)
        Threads.runHere(walk.folders.isEmpty ? 1 : threads) { _ in
            while let folder = shared.withLock(when: \.isReady, { $0.next() }) {
                var found = FolderWalk()
                list(folder, links, &found)
                shared.withLock { $0.add(found) }
            }
        }
        return shared.withLock(\.found).sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map(\.value)
    }

    private static func look(at path: String, isNamed: Bool, _ links: LinkTargets, _ walk: inout FolderWalk) {
        var status = stat()
        // A link that the user named is followed; one found on the way could lead anywhere.
        let result = unsafe isNamed ? stat(path, &status) : lstat(path, &status)
        guard result == 0 else {
            // What is no UTF-8 was read as U+FFFD, and nothing is called so.
            let isMisread = !isNamed && path.unicodeScalars.contains("\u{FFFD}")
            walk.found[path] = .unreadable(path, reason: isMisread ? "its name is not UTF-8" : unsafe String(cString: strerror(errno)).lowercased())
            return
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: walk.found[path] = .file(path)
        case S_IFDIR: walk.folders.append(path)
        case S_IFLNK: walk.found[path] = links.entry(path)
        default: walk.found[path] = .unreadable(path, reason: "found a pipe, a socket or a device, expected a file")
        }
    }

    private static func list(_ path: String, _ links: LinkTargets, _ walk: inout FolderWalk) {
        guard let folder = unsafe opendir(path) else {
            walk.found[path] = .unreadable(path, reason: unsafe String(cString: strerror(errno)).lowercased())
            return
        }
        defer { unsafe closedir(folder) }
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name.hasPrefix(".") { continue }
            // Most file systems say what an entry is; a name that was misread is no entry of any.
            switch unsafe (name.unicodeScalars.contains("\u{FFFD}"), Int(entry.pointee.d_type)) {
            case (false, DT_DIR): walk.folders.append("\(path)/\(name)")
            case (false, DT_REG): walk.found["\(path)/\(name)"] = .file("\(path)/\(name)")
            default: look(at: "\(path)/\(name)", isNamed: false, links, &walk)
            }
        }
    }
}
