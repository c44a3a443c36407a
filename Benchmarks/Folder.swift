// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
internal import Glibc
#endif

/// Why a folder or file could not be made.
struct FolderError: Error, CustomStringConvertible {
    let description: String
}

/// A folder for files; a temporary one is removed with all that is in it at the end.
final class Folder: Sendable {
    let path: String
    private let isTemporary: Bool

    /// A folder that stays; it is made unless it is there.
    init(at path: String) {
        self.path = path
        isTemporary = false
        _ = unsafe mkdir(path, 0o755)
    }

    init() throws {
        let base = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
        var template = Array("\(base)/demarc-bench-XXXXXX".utf8CString)
        let isMade = unsafe template.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return false }
            return unsafe mkdtemp(start) != nil
        }
        guard isMade else { throw FolderError(description: "no temporary folder can be made in \(base)") }
        isTemporary = true
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        if isTemporary { Folder.remove(path) }
    }

    /// Removes a file, or a folder with all that is in it.
    private static func remove(_ path: String) {
        if let folder = unsafe opendir(path) {
            while let entry = unsafe readdir(folder) {
                let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
                }
                if name != "." && name != ".." { remove("\(path)/\(name)") }
            }
            unsafe closedir(folder)
        }
        _ = unsafe Glibc.remove(path)
    }

    /// Makes a folder below this one; where it can't be made, what is written there fails.
    func folder(_ name: String) { _ = unsafe mkdir("\(path)/\(name)", 0o755) }

    /// Writes a file and gives its path.
    @discardableResult func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let file = "\(path)/\(name)"
        try FileStream(at: file).write(bytes)
        return file
    }
}
