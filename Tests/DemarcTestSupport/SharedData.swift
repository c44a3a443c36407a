// SPDX-License-Identifier: Apache-2.0
internal import Foundation

/// Test data kept beside the project, not in it: `@Test(.enabled(if: SharedData.has("oracle"), SharedData.absence))`.
public enum SharedData {
    /// What a skipped test says.
    public static let absence = "SKIPPED: ../shared/data is not beside the project; this test proves nothing here"

    /// The path of something below `../shared/data`.
    public static func path(_ path: String) -> String {
        Folders.project.deletingLastPathComponent().appending(path: "shared/data").appending(path: path).path
    }

    /// Whether it is there; says so loudly on standard error where it is not.
    public static func has(_ path: String) -> Bool {
        let isThere = FileManager.default.fileExists(atPath: self.path(path))
        if !isThere { FileHandle.standardError.write(Data("*** \(absence): \(path)\n".utf8)) }
        return isThere
    }
}
