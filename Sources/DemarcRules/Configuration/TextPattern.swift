// SPDX-License-Identifier: Apache-2.0

/// A text that others are held against: itself and nothing else, but that `*` stands for any text and `?` for any letter.
///
/// A letter is one of Unicode's scalars, as it is for `text.glob` and AWS's policies; a letter with an accent that is another is two.
public struct TextPattern: Sendable, Equatable, CustomStringConvertible {
    /// The pattern as it was written.
    public let description: String
    private let letters: [Unicode.Scalar]

    /// The pattern written so.
    public init(_ text: String) {
        description = text
        letters = Array(text.unicodeScalars)
    }

    /// Whether it stands for more than itself.
    public var isOpen: Bool { letters.contains("*") || letters.contains("?") }

    /// Whether it matches every text.
    public var isEverything: Bool { !letters.isEmpty && letters.allSatisfy { $0 == "*" } }

    /// Whether it matches all of `text`.
    public func matches(_ text: String) -> Bool {
        guard isOpen else { return text.utf8.elementsEqual(description.utf8) }
        let text = Array(text.unicodeScalars)
        var place = 0
        var letter = 0
        /// Where the last star stands, and how much of the text it has taken.
        var star: (letter: Int, place: Int)?
        while place < text.count {
            if letter < letters.count, letters[letter] == "*" {
                star = (letter, place)
                letter += 1
            } else if letter < letters.count, letters[letter] == "?" || letters[letter] == text[place] {
                letter += 1
                place += 1
            } else if let last = star {
                star = (last.letter, last.place + 1)
                letter = last.letter + 1
                place = last.place + 1
            } else {
                return false
            }
        }
        return letters[letter...].allSatisfy { $0 == "*" }
    }
}
