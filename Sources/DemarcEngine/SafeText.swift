// SPDX-License-Identifier: Apache-2.0

/// Makes text from snapshots and scripts safe to show: no control character leaves the engine raw.
public enum SafeText {
    private static let mostBytes = 4096
    private static let ellipsis = "…"

    /// A message: its control characters escaped, and then at most 4 KiB of UTF-8.
    public static func message(_ text: String) -> String {
        if text.utf8.count <= mostBytes && isPrintable(text) { return text }
        // No escape is shorter than what it stands for, so that all of a longer text is never needed.
        let start = text.unicodeScalars.prefix(mostBytes + 1)
        let escaped = name(String(start))
        if escaped.utf8.count <= mostBytes && start.endIndex == text.unicodeScalars.endIndex { return escaped }
        var result = ""
        for scalar in start {
            let piece = spelled(scalar)
            if result.utf8.count + piece.utf8.count + ellipsis.utf8.count > mostBytes { break }
            result += piece
        }
        return result + ellipsis
    }

    /// A name: control characters, and those that reorder text on a screen, escaped.
    public static func name(_ text: String) -> String {
        if isPrintable(text) { return text }
        guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
        return text.unicodeScalars.reduce(into: "") { $0 += spelled($1) }
    }

    /// Adds the name whose UTF-8, if it is that, `text` is.
    static func append(name text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        if unsafe isPrintable(text) {
            unsafe bytes.append(contentsOf: text)
        } else {
            unsafe bytes.append(contentsOf: name(String(decoding: text, as: UTF8.self)).utf8)
        }
    }

    /// A character, or its escape.
    private static func spelled(_ scalar: Unicode.Scalar) -> String {
        isUnsafe(scalar) ? "\\u{\(String(scalar.value, radix: 16, uppercase: true))}" : String(Character(scalar))
    }

    /// Whether a text is of ASCII's printable characters; all of it is looked at, many bytes at once.
    private static func isPrintable(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { unsafe isPrintable($0) }
    }

    private static func isPrintable(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var others: UInt8 = 0
        for place in 0..<bytes.count { unsafe others |= bytes[place] &- 0x20 < 0x5F ? 0 : 1 }
        return others == 0
    }

    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }
}
