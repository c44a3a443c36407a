// SPDX-License-Identifier: Apache-2.0
internal import Foundation

/// A file of tab-separated values with names in its first line.
public enum Table {
    /// The rows below the names.
    public static func rows(_ path: String) throws -> [[String: String]] {
        let lines = try String(contentsOf: URL(filePath: path), encoding: .utf8).split(separator: "\n")
        let names = lines.first?.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) ?? []
        return lines.dropFirst().map { line in
            let values = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            return Dictionary(zip(names, values)) { first, _ in first }
        }
    }
}
