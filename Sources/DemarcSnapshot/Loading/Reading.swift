// SPDX-License-Identifier: Apache-2.0

/// An entry of a file tree that is to be read.
struct Reading: Sendable {
    let entry: FileTree.Entry
    /// Its number among the snapshot's sources; that of the next file where it is none.
    let source: Int

    /// Everything in `entries`, files numbered in their order.
    static func all(_ entries: [FileTree.Entry]) -> [Reading] {
        var files = 0
        return entries.map { entry in
            defer { if case .file = entry { files += 1 } }
            return Reading(entry: entry, source: files)
        }
    }
}
