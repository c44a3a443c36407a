// SPDX-License-Identifier: Apache-2.0

/// How far the folders below some paths were listed.
struct FolderWalk {
    /// Folders that nobody has begun to list.
    var folders: [String] = []
    /// What was found; the same more than once where what the user named overlaps.
    var found: [FileTree.Entry] = []
    private var begun = 0

    /// Whether there is a folder, or there will be none: one that is being listed may hold more.
    var isReady: Bool { !folders.isEmpty || begun == 0 }

    /// The next folder to list, which `add` ends; nil where there is none any more.
    mutating func next() -> String? {
        guard let folder = folders.popLast() else { return nil }
        begun += 1
        return folder
    }

    /// Adds what a folder holds.
    mutating func add(_ folder: FolderWalk) {
        begun -= 1
        folders += folder.folders
        found += folder.found
    }
}
