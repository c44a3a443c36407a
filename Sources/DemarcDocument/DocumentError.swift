// SPDX-License-Identifier: Apache-2.0

/// What can be wrong with bytes that should be a document.
public enum DocumentError: Error, Equatable, CustomStringConvertible {
    case empty
    case malformed(place: String, found: String, expected: String)
    case tooDeep(limit: Int)
    case tooLarge(what: String, limit: String)
    case damagedArchive(String)
    case notText(String)
    case unreadable(String)
    case outOfMemory
    case cancelled

    /// The rest of the sentence that begins with the file's name.
    public var description: String {
        switch self {
        case .empty: "found an empty file, expected a document"
        case .malformed(let place, let found, let expected): "\(place): found \(found), expected \(expected)"
        case .tooDeep(let limit): "found values nested deeper than \(limit) levels, expected at most \(limit)"
        case .tooLarge(let what, let limit): "found \(what), expected at most \(limit)"
        case .damagedArchive(let what): "found a damaged gzip stream (\(what)), expected a whole one"
        case .notText(let what): "found \(what), expected UTF-8 text"
        case .unreadable(let reason): "can't be read: \(reason)"
        case .outOfMemory: "not enough memory to read it"
        case .cancelled: "was not read to its end: somebody stopped it"
        }
    }
}
