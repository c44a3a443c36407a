// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

#if canImport(Glibc)
internal import Glibc
#endif

/// How much memory loading takes, estimated high.
enum MemoryEstimate {
    /// Bytes that an account takes however little it has.
    private static let account = 1 << 20
    /// Bytes that a gzip stream of a snapshot unpacks to, for each of its own.
    private static let ratio = 9

    /// Bytes for an account with `size` bytes of text.
    static func bytes(text size: Int) -> Int { account + size / 3 * 2 }

    /// Bytes for everything in the files; only where that could be more than `memory` is looked at what the files are.
    static func bytes(_ entries: [FileTree.Entry], memory: Int) -> Int {
        let paths = entries.compactMap { if case .file(let path) = $0 { path } else { nil } }
        let most = paths.reduce(0) { $0 + bytes(text: size($1) * ratio) }
        guard most > memory else { return most }
        return paths.reduce(0) { sum, path in
            let isGzip = (try? InputFile(path))?.isGzip ?? false
            return sum + bytes(text: isGzip ? size(path) * ratio : size(path))
        }
    }

    private static func size(_ path: String) -> Int {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? Int(status.st_size) : 0
    }
}
