// SPDX-License-Identifier: Apache-2.0

/// URL encoding, as IAM writes policy documents and collectors write file names.
public enum PercentEncoding {
    /// `text` with every %XX replaced by its byte; what is not an escape stays.
    public static func decode(_ text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var place = 0
        while place < text.count {
            if text[place] == UInt8(ascii: "%"), place + 2 < text.count,
                let high = digit(text[place + 1]), let low = digit(text[place + 2])
            {
                result.append(high << 4 | low)
                place += 3
            } else {
                result.append(text[place])
                place += 1
            }
        }
        return result
    }

    /// `text` with every %XX replaced; damaged UTF-8 is repaired.
    public static func decode(_ text: String) -> String { String(decoding: decode(Array(text.utf8)), as: UTF8.self) }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
