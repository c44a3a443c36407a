// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
internal import Glibc
#endif

/// A text as a key: two are the same where their bytes are, and come in the order of these.
///
/// To `String` two spellings of "é" are one text; they are two files.
struct ExactText: Hashable, Comparable {
    let text: String

    init(_ text: String) { self.text = text }

    static func == (left: ExactText, right: ExactText) -> Bool { compare(left.text, right.text) == 0 }

    static func < (left: ExactText, right: ExactText) -> Bool { compare(left.text, right.text) < 0 }

    /// Below zero where `left` comes before `right`, zero where they are the same.
    static func compare(_ left: String, _ right: String) -> Int {
        var (left, right) = (left, right)
        return left.withUTF8 { left in
            right.withUTF8 { right in
                guard let leftBase = left.baseAddress, let rightBase = right.baseAddress else { return left.count - right.count }
                let order = unsafe Int(memcmp(leftBase, rightBase, min(left.count, right.count)))
                return order != 0 ? order : left.count - right.count
            }
        }
    }

    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { unsafe hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
