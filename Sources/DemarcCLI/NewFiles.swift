// SPDX-License-Identifier: Apache-2.0
internal import FoundationEssentials

/// Writes files and the folders above them.
enum NewFiles {
    /// Writes all of `files`, or none where one of them is there.
    static func write(_ files: [(path: String, text: String)]) throws {
        if let there = files.first(where: { Session.exists($0.path) }) {
            throw UsageError("\(there.path) is there already; nothing was written")
        }
        try replace(files)
    }

    /// Writes all of `files`, whether they are there or not.
    static func replace(_ files: [(path: String, text: String)]) throws {
        for (path, text) in files {
            let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
            if !folder.isEmpty { try makeFolder(folder) }
            try WholeFile.write(path) { $0.write(text) }
        }
    }

    private static func makeFolder(_ path: String) throws {
        do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) } catch {
            throw UsageError("\(path): the folder can't be made")
        }
    }
}
