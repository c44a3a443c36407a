// SPDX-License-Identifier: Apache-2.0
internal import DemarcLanguage

/// A small change of a rule or library that its examples should notice.
public struct Mutant: Sendable, Equatable {
    /// The file.
    public let file: String
    /// The line on which the change begins.
    public let line: Int
    /// The change in one line: `if days [->-]{+>=+} limit then`.
    public let change: String
    /// What is replaced, as offsets of bytes, and by what.
    let range: Range<Int>
    let replacement: String

    init(_ range: SourceRange, _ replacement: String, file: String, tree: SyntaxTree) {
        self.file = file
        line = range.start.line
        self.range = range.bytes
        // What follows keeps its lines.
        let breaks = tree.source[range.bytes].count { $0 == UInt8(ascii: "\n") }
        self.replacement = replacement + String(repeating: "\n", count: breaks)
        change = Mutant.change(range, replacement, tree)
    }

    /// `source` with the change made.
    func applied(to source: [UInt8]) -> [UInt8] { source[..<range.lowerBound] + Array(replacement.utf8) + source[range.upperBound...] }

    /// The lines of the change as one, what goes between `[-` and `-]`, what comes between `{+` and `+}`.
    private static func change(_ range: SourceRange, _ replacement: String, _ tree: SyntaxTree) -> String {
        let source = tree.source
        let newline = UInt8(ascii: "\n")
        let start = source[..<range.bytes.lowerBound].lastIndex(of: newline).map { $0 + 1 } ?? 0
        let end = source[range.bytes.upperBound...].firstIndex(of: newline) ?? source.count
        let before = text(source[start..<range.bytes.lowerBound]).drop { $0 == " " }
        let gone = text(source[range.bytes]).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let after = text(source[range.bytes.upperBound..<end])
        let shown = gone.count > 60 ? gone.prefix(40) + " … " + gone.suffix(17) : gone
        return SafeText.message("\(before)[-\(shown)-]" + (replacement.isEmpty ? "" : "{+\(replacement)+}") + after)
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}
