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

        /// What tells one from another, and in which order they come: several may be at one path, where names are not UTF-8.
        fileprivate var key: (path: ExactText, kind: Int, reason: String) {
            switch self {
            case .file(let path): (ExactText(path), 0, "")
            case .skipped(let path, let reason): (ExactText(path), 1, reason)
            case .unreadable(let path, let reason): (ExactText(path), 2, reason)
            }
        }

        static func == (left: Entry, right: Entry) -> Bool { left.key == right.key }
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
        return unique(shared.withLock(\.found))
    }

    private static func unique(_ entries: [Entry]) -> [Entry] {
        let sorted = entries.sorted { $0.key < $1.key }
        return sorted.indices.filter { $0 == 0 || sorted[$0] != sorted[$0 - 1] }.map { sorted[$0] }
    }

    private static func look(at path: String, isNamed: Bool, _ links: LinkTargets, _ walk: inout FolderWalk) {
        var status = stat()
        // A link that the user named is followed; one found on the way could lead anywhere.
        let result = unsafe isNamed ? stat(path, &status) : lstat(path, &status)
        guard result == 0 else {
            walk.found.append(.unreadable(path, reason: unsafe String(cString: strerror(errno)).lowercased()))
            return
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: walk.found.append(.file(path))
        case S_IFDIR: walk.folders.append(path)
        case S_IFLNK: if let entry = links.entry(path) { walk.found.append(entry) }
        default: walk.found.append(.unreadable(path, reason: "found a pipe, a socket or a device, expected a file"))
        }
    }

    private static func list(_ path: String, _ links: LinkTargets, _ walk: inout FolderWalk) {
        guard let folder = unsafe opendir(path) else {
            walk.found.append(.unreadable(path, reason: unsafe String(cString: strerror(errno)).lowercased()))
            return
        }
        defer { unsafe closedir(folder) }
        while let entry = unsafe readdir(folder) {
            let (name, isText) = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { bytes in
                    let name = unsafe String(validatingCString: bytes)
                    return unsafe (name ?? String(cString: bytes), name != nil)
                }
            }
            if name.utf8.first == UInt8(ascii: ".") { continue }
            let place = "\(path)/\(name)"
            guard isText else {
                // What was misread may be the name of another file.
                walk.found.append(.unreadable(place, reason: "its name is not UTF-8"))
                continue
            }
            // Most file systems say what an entry is.
            switch unsafe Int(entry.pointee.d_type) {
            case DT_DIR: walk.folders.append(place)
            case DT_REG: walk.found.append(.file(place))
            default: look(at: place, isNamed: false, links, &walk)
            }
        }
    }
}
