// SPDX-License-Identifier: Apache-2.0
internal import DemarcLanguage

extension String {
    /// Whether it is `other` with one letter too many, too few or wrong, or with two neighbours swapped, so that nothing else was meant.
    ///
    /// Names that differ in case alone are none: AWS's API and AWS Config spell some differently, and a rule may read both.
    func isSlip(of other: String) -> Bool {
        let (mine, others) = (Array(utf8), Array(other.utf8))
        if lowercased() == other.lowercased() || min(mine.count, others.count) < 4 { return false }
        let start = zip(mine, others).prefix { $0 == $1 }.count
        let end = zip(mine.dropFirst(start).reversed(), others.dropFirst(start).reversed()).prefix { $0 == $1 }.count
        let (left, right) = (mine[start..<mine.count - end], others[start..<others.count - end])
        if left.count <= 1 && right.count <= 1 { return true }
        return left.count == 2 && right.elementsEqual(left.reversed())
    }
}

extension SyntaxTree {
    /// `name` as it is to be written in the place of what stands at `range`: in quotes where that has them.
    func spelling(_ name: String, asAt range: SourceRange) -> String {
        source[range.start.offset] == UInt8(ascii: "\"") || source[range.start.offset] == UInt8(ascii: "'") ? "\"\(name)\"" : name
    }
}
