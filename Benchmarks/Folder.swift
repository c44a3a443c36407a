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

/// Seconds of a clock that nobody sets.
func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    try body()
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    return Double(seconds) + Double(attoseconds) * 1e-18
}

/// The least of several runs: what the machine can do when nobody disturbs it.
func best(of runs: Int, _ body: () throws -> Void) rethrows -> Double {
    var best = Double.infinity
    for _ in 0..<runs { best = min(best, try seconds(body)) }
    return best
}

/// A number with `digits` digits behind the point.
func text(_ value: Double, _ digits: Int = 0) -> String {
    guard digits > 0 else { return "\(Int(value.rounded()))" }
    let scale = (0..<digits).reduce(1) { scale, _ in scale * 10 }
    let scaled = Int((value * Double(scale)).rounded())
    let fraction = "\(scaled % scale)"
    return "\(scaled / scale)." + String(repeating: "0", count: digits - fraction.count) + fraction
}
