// SPDX-License-Identifier: Apache-2.0

/// Makes text from snapshots and scripts safe to show: no control character leaves the engine raw.
public enum SafeText {
    /// A message: at most 4 KiB, its control characters escaped.
    public static func message(_ text: String) -> String { name(text.utf8.count > 4096 ? String(text.prefix(4096)) + "…" : text) }

    /// A name: control characters, and those that reorder text on a screen, escaped.
    public static func name(_ text: String) -> String {
        if isPrintable(text) { return text }
        guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
        return text.unicodeScalars.reduce(into: "") { result, scalar in
            if isUnsafe(scalar) {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "\\u{\(digits)}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
    }

    /// Whether a text is of ASCII's printable characters; all of it is looked at, many bytes at once.
    private static func isPrintable(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var others: UInt8 = 0
            for place in 0..<bytes.count { unsafe others |= bytes[place] &- 0x20 < 0x5F ? 0 : 1 }
            return others == 0
        }
    }

    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }
}
