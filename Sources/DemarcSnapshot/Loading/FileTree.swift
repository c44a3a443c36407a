// SPDX-License-Identifier: Apache-2.0
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

    /// Every file at or below `paths`, each once, in the order of their paths' bytes.
    static func entries(_ paths: [String]) -> [Entry] {
        let roots = paths.map { path in
            let end = path.lastIndex { $0 != "/" }.map(path.index(after:))
            return end.map { String(path[..<$0]) } ?? path
        }
        let links = LinkTargets(roots: roots)
        var found: [String: Entry] = [:]
        for root in roots { walk(root, isNamed: true, links, &found) }
        return found.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map(\.value)
    }

    private static func walk(_ path: String, isNamed: Bool, _ links: LinkTargets, _ found: inout [String: Entry]) {
        var status = stat()
        // A link that the user named is followed; one found on the way could lead anywhere.
        let result = unsafe isNamed ? stat(path, &status) : lstat(path, &status)
        guard result == 0 else {
            // What is no UTF-8 was read as U+FFFD, and nothing is called so.
            let isMisread = !isNamed && path.unicodeScalars.contains("\u{FFFD}")
            found[path] = .unreadable(path, reason: isMisread ? "its name is not UTF-8" : unsafe String(cString: strerror(errno)).lowercased())
            return
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: found[path] = .file(path)
        case S_IFDIR: walkFolder(path, links, &found)
        case S_IFLNK: found[path] = links.entry(path)
        default: found[path] = .unreadable(path, reason: "found a pipe, a socket or a device, expected a file")
        }
    }

    private static func walkFolder(_ path: String, _ links: LinkTargets, _ found: inout [String: Entry]) {
        guard let folder = unsafe opendir(path) else {
            found[path] = .unreadable(path, reason: unsafe String(cString: strerror(errno)).lowercased())
            return
        }
        defer { unsafe closedir(folder) }
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name.hasPrefix(".") { continue }
            walk("\(path)/\(name)", isNamed: false, links, &found)
        }
    }
}
