// SPDX-License-Identifier: Apache-2.0
internal import Foundation

/// A file with what a test must come to; `DEMARC_UPDATE_GOLDEN=1 swift test` writes it anew, and the difference is then reviewed.
public enum Golden {
    /// What differs from the file at `path` of the project, nil where nothing does.
    public static func difference(_ text: String, from path: String) throws -> String? {
        let file = Folders.inProject(path)
        if ProcessInfo.processInfo.environment["DEMARC_UPDATE_GOLDEN"] == "1" {
            try Folders.write(text, to: file)
            return nil
        }
        guard let expected = try? String(decoding: Data(contentsOf: URL(filePath: file)), as: UTF8.self) else {
            return "\(path) is missing; DEMARC_UPDATE_GOLDEN=1 writes it"
        }
        if text == expected { return nil }
        let found = text.split(separator: "\n", omittingEmptySubsequences: false)
        let wanted = expected.split(separator: "\n", omittingEmptySubsequences: false)
        let line = zip(found, wanted).prefix { $0 == $1 }.count
        return
            "\(path): line \(line + 1): found \(line < found.count ? found[line] : "the end"), expected \(line < wanted.count ? wanted[line] : "the end")"
    }

    /// The folders in the folder at `path` of the project that hold no folders but `input`, relative to it, in order.
    public static func cases(in path: String) -> [String] {
        let folder = Folders.inProject(path)
        let files = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        let cases = files.compactMap { file -> String? in
            let parts = file.split(separator: "/")
            guard let input = parts.firstIndex(where: { $0 == "input" || $0.hasPrefix("input.") }) else { return nil }
            return parts[..<input].joined(separator: "/")
        }
        return Set(cases).sorted()
    }

    /// The input of a case: `input` or the only `input.*`, relative to the folder of the case.
    public static func input(of path: String) throws -> String {
        try FileManager.default.contentsOfDirectory(atPath: Folders.inProject(path)).first { $0 == "input" || $0.hasPrefix("input.") } ?? ""
    }
}
