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

extension SharedData {
    /// The bytes of a file.
    public static func bytes(_ path: String) throws -> [UInt8] { try Folders.bytes(self.path(path)) }

    /// The names in a folder, in ascending order; none where it is not there.
    public static func names(in path: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: self.path(path))) ?? []).sorted()
    }

    /// The paths of all files below a folder, relative to it and in ascending order.
    public static func files(below path: String) -> [String] {
        let folder = self.path(path)
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return names.filter { name in
            let attributes = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
            return attributes?[.type] as? FileAttributeType == .typeRegular
        }.sorted()
    }
}

extension SharedData {
    /// The documents of a file that holds one a line.
    public static func lines<Document: Decodable>(_ path: String, as type: Document.Type) throws -> [Document] {
        try bytes(path).split(separator: UInt8(ascii: "\n")).map { try JSONDecoder().decode(type, from: Data($0)) }
    }
}
