// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
internal import Glibc
#endif

/// Tells of a symbolic link found on the way whether anything is lost by not following it.
struct LinkTargets {
    private let named: Set<ExactText>
    private let roots: [String]

    /// - Parameter roots: the paths that the user named, all of which are read.
    init(roots: [String]) {
        named = Set(roots.map(ExactText.init))
        self.roots = roots.compactMap { LinkTargets.resolved($0) }
    }

    /// What becomes of the link at `path`: a note where its target is read in its own place, else a reason why something is missing;
    /// nil where the user named it, and it is read.
    func entry(_ path: String) -> FileTree.Entry? {
        if named.contains(ExactText(path)) { return nil }
        guard let target = LinkTargets.resolved(path) else {
            return .unreadable(path, reason: "a symbolic link: \(unsafe String(cString: strerror(errno)).lowercased())")
        }
        if roots.contains(where: { LinkTargets.reads(target, from: $0) }) {
            return .skipped(path, reason: "a symbolic link to what is read in its own place")
        }
        return .unreadable(path, reason: "found a symbolic link to what is not read here, expected a file; name what it leads to")
    }

    /// Whether walking `root` comes to `target`: hidden files and folders are not entered.
    private static func reads(_ target: String, from root: String) -> Bool {
        let (target, root) = (Array(target.utf8), Array((root == "/" ? "" : root).utf8))
        guard target.starts(with: root) else { return false }
        let way = target[root.count...]
        return way.isEmpty || (way.first == UInt8(ascii: "/") && !zip(way, way.dropFirst()).contains { $0 == (UInt8(ascii: "/"), UInt8(ascii: ".")) })
    }

    private static func resolved(_ path: String) -> String? {
        guard let target = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(target) }
        return unsafe String(cString: target)
    }
}
