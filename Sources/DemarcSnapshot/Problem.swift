// SPDX-License-Identifier: Apache-2.0

/// A file, or a part of one, that could not be taken as it is: one clear line for a person.
public struct Problem: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// How much was lost.
    public enum Severity: Int, Sendable {
        /// Nothing: the file is known not to hold configuration, or two sources say the same.
        case note
        /// Two sources say different things of one resource; what they differ in is unknown.
        case contradiction
        /// Something in the file can't be read or was left out: the scan is incomplete.
        case damage

        /// The spelling in reports.
        public var name: String {
            switch self {
            case .note: "note"
            case .contradiction: "contradiction"
            case .damage: "damage"
            }
        }
    }

    /// How much was lost.
    public var severity: Severity
    /// The file.
    public var path: String
    /// The place in the file ("/configurationItems/3"), empty for the whole of it.
    public var place: String
    /// What was found and what was expected.
    public var message: String

    /// A problem at `place` of the file at `path`.
    public init(_ severity: Severity, path: String, place: String = "", _ message: String) {
        self.severity = severity
        self.path = path
        self.place = place
        self.message = message
    }

    /// `path: place: message`.
    public var description: String { ([path, place, message].filter { !$0.isEmpty }).joined(separator: ": ") }

    private var key: (ExactText, ExactText, ExactText, Int) { (ExactText(path), ExactText(place), ExactText(message), severity.rawValue) }

    /// Whether they are the same, byte for byte: what looks alike may be said of two files.
    public static func == (left: Problem, right: Problem) -> Bool { left.key == right.key }

    public static func < (left: Problem, right: Problem) -> Bool { left.key < right.key }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(key.0)
        hasher.combine(key.1)
        hasher.combine(key.2)
    }
}
